import type { Limits } from "../core/aws/limits.ts";
import { OnboardError } from "../core/errors/onboard-error.ts";
import { endingTooEarly } from "../core/plan/end-sessions.ts";
import { asOfThen } from "../core/plan/found-bootstraps.ts";
import { changesLeft, isExactly, planOnboarding } from "../core/plan/plan.ts";
import type { SavedPlan } from "../core/plan/saved-plan.ts";
import { NO_SETTINGS, withDefaults } from "../core/settings/settings.ts";
import { stateOf } from "../core/state/kinds.ts";
import type { Instance } from "../core/state/observation.ts";
import { definedOnly } from "../core/text/defined-only.ts";
import type { RunClock } from "../core/text/run-clock.ts";
import type { AwsFactory } from "./calls/aws.ts";
import { circumstancesOf } from "./circumstances.ts";
import { connect } from "./connect/connect.ts";
import { openKinds } from "./kinds/kinds.ts";
import { observe } from "./observe.ts";
import type { Prepared } from "./prepare.ts";
import { refuseOverLimit } from "./remove-unlisted.ts";
import { openSession } from "./session/session.ts";

export interface PrepareSavedInput {
  readonly saved: SavedPlan;
  readonly limits: Limits;
  readonly clock: RunClock;
  readonly signal?: AbortSignal;
  /** Told what is being done, for whoever waits. */
  readonly onStep?: (step: string) => void;
}

/**
 * Connects to the instance that a saved plan is for, looks again at what the plan is about and plans anew. Whether that
 * is still the same plan is for the caller to say. Changes nothing.
 */
export async function prepareSaved(factory: AwsFactory, input: PrepareSavedInput): Promise<Prepared> {
  const { saved, limits, signal, onStep } = input;
  const { instance: planned, people, purpose, ends = [] } = saved.plan;
  onStep?.("Looking for Identity Center");
  const { region: ssoRegion, startUrl } = planned;
  const connection = await connect(factory, {
    ssoRegion,
    preferred: planned.instanceArn,
    ...definedOnly({ startUrl }),
  });
  refuseAnother(planned, connection.instance);
  const session = openSession(connection.aws, connection.instance, signal, connection.organization);
  const kinds = openKinds(session, limits);
  onStep?.(`Reading Identity Center in ${planned.region}`);
  const wanted = { state: stateOf(saved.desired), absent: stateOf(saved.absent), isExact: isExactly(purpose) };
  const desired = { ...wanted, people, ends };
  const observation = await observe(session, kinds, desired);
  const removesUnlisted = saved.plan.removesUnlisted === true;
  const changes = changesLeft(observation, desired);
  const { safety, session: ssoSession } = saved.settings;
  if (removesUnlisted) refuseOverLimit(changes, observation, safety);
  refuseTooLate(endingTooEarly(desired.state, observation.state, input.clock));
  const circumstances = await circumstancesOf(connection, changes, {
    limits,
    safety,
    ...definedOnly({ signal, onStep }),
  });
  // Who plans and who applies may be two roles in two accounts; the record says who applied.
  const instance = { ...connection.instance, callerAccountId: planned.callerAccountId };
  const settings = withDefaults({ ...NO_SETTINGS, session: ssoSession, limits, safety }, planned.partition);
  const plan = planOnboarding({
    ...circumstances,
    instance,
    people,
    purpose,
    desired: desired.state,
    absent: desired.absent,
    ends,
    removesUnlisted,
    observation,
    actingAccountId: connection.instance.callerAccountId,
    ...(saved.plan.leavers === undefined ? {} : { leavers: saved.plan.leavers }),
    ...(saved.plan.sessionsGoOn === undefined ? {} : { sessionsGoOn: saved.plan.sessionsGoOn }),
    warnings: [],
  });
  const warnings = [...new Set([...saved.plan.warnings, ...connection.warnings, ...plan.warnings])];
  const { settingsFile, undoes, concerned, notFound } = saved.plan;
  const bootstraps = plan.bootstraps.length > 0 ? plan.bootstraps : asOfThen(saved.plan.bootstraps);
  return {
    plan: { ...plan, warnings, bootstraps, ...definedOnly({ settingsFile, undoes, concerned, notFound }) },
    desired,
    settings,
    session,
    kinds,
    limits,
    callerArn: connection.callerArn,
  };
}

const SAME = ["partition", "managementAccountId", "instanceArn", "identityStoreId", "region"] as const;

const WORDS: Readonly<Record<(typeof SAME)[number], string>> = {
  partition: "partition",
  managementAccountId: "management account",
  instanceArn: "instance",
  identityStoreId: "identity store",
  region: "Region",
};

function refuseAnother(planned: Instance, found: Instance): void {
  const differing = SAME.filter((member) => planned[member] !== found[member]);
  if (differing.length === 0) return;
  const list = differing.map((member) => `${WORDS[member]} ${found[member]} instead of ${planned[member]}`);
  throw new OnboardError({
    kind: "failed",
    message: `The plan is for another Identity Center: here is ${list.join(", ")}. Nothing was changed.`,
    remedy: "Use the credentials that the plan was made with (--profile), or make a plan for this one.",
  });
}

function refuseTooLate(permissionSets: readonly string[]): void {
  if (permissionSets.length === 0) return;
  throw new OnboardError({
    kind: "failed",
    message: `The plan is too old: what ends sessions in ${permissionSets.join(", ")} would be taken out again before the last of them is over. Nothing was changed.`,
    remedy: "Plan again: run onboard leave --end-sessions as before.",
  });
}
