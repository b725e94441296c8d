import type { Limits } from "../core/aws/limits.ts";
import { OnboardError } from "../core/errors/onboard-error.ts";
import { changesLeft, planOnboarding } from "../core/plan/plan.ts";
import { type Settings, withDefaults } from "../core/settings/settings.ts";
import type { Observation } from "../core/state/observation.ts";
import type { Resource } from "../core/state/resource.ts";
import { definedOnly } from "../core/text/defined-only.ts";
import { asLeft, notesOnTaking, type Present, wantedOfTakings } from "../core/undo/as-left.ts";
import { peopleConcerned } from "../core/undo/people-concerned.ts";
import type { RecordedRun } from "../core/undo/recorded-run.ts";
import { type TakingBack, takingsBack } from "../core/undo/taking-back.ts";
import type { AwsFactory } from "./calls/aws.ts";
import { circumstancesOf } from "./circumstances.ts";
import { connect } from "./connect/connect.ts";
import { type OpenKinds, openKinds } from "./kinds/kinds.ts";
import { observe } from "./observe.ts";
import type { Prepared } from "./prepare.ts";
import { openSession, type Session } from "./session/session.ts";

export interface PrepareUndoInput {
  readonly run: RecordedRun;
  /** The name of its record. */
  readonly record: string;
  readonly settings: Settings;
  readonly limits: Limits;
  readonly signal?: AbortSignal;
  /** Told what is being done, for whoever waits. */
  readonly onStep?: (step: string) => void;
}

/** Connects to where a run was, looks at what it did as AWS has it now, and plans to take it back. Changes nothing. */
export async function prepareUndo(factory: AwsFactory, input: PrepareUndoInput): Promise<Prepared> {
  const { run, record, limits, signal, onStep } = input;
  onStep?.("Looking for Identity Center");
  const { startUrl } = input.settings.instance;
  const here = { ssoRegion: run.region, preferred: run.instanceArn, ...definedOnly({ startUrl }) };
  const connection = await connect(factory, here);
  const { instance, organization } = connection;
  if (instance.instanceArn !== run.instanceArn) throw anotherInstance(run, instance.instanceArn);
  const settings = withDefaults(input.settings, instance.partition);
  const session = openSession(connection.aws, instance, signal, organization);
  const kinds = openKinds(session, limits);
  onStep?.(`Reading Identity Center in ${instance.region}`);
  const { takings, told } = takingsBack(run);
  const left = await lookUntilSure(takings, run, session, kinds);
  const wanted = wantedOfTakings(left.takings);
  const desired = { ...wanted, people: [], ends: [] };
  const changes = changesLeft(left.observation, wanted);
  const { safety } = settings;
  const plan = planOnboarding({
    ...(await circumstancesOf(connection, changes, { limits, safety, ...definedOnly({ signal, onStep }) })),
    people: [],
    purpose: "undo",
    desired: desired.state,
    absent: desired.absent,
    observation: left.observation,
    warnings: [...connection.warnings, ...told, ...left.told],
  });
  return {
    plan: { ...plan, undoes: record, concerned: peopleConcerned(run) },
    desired,
    settings,
    session,
    kinds,
    limits,
    callerArn: connection.callerArn,
  };
}

interface Sure {
  readonly takings: readonly TakingBack[];
  readonly told: readonly string[];
  readonly observation: Observation;
}

/** What stays is used by what stays with it: it is looked again until nothing more is left out. */
async function lookUntilSure(
  all: readonly TakingBack[],
  run: RecordedRun,
  session: Session,
  kinds: OpenKinds,
): Promise<Sure> {
  const given = all.flatMap(({ way, resource }) => (way === "give-back" ? accountOf(resource) : []));
  const { accounts } = await session.accounts.withIds(given);
  const open = ["ACTIVE", "UNKNOWN"];
  const closedAccounts = new Set(accounts.filter(({ state }) => !open.includes(state)).map(({ id }) => id));
  const told: string[] = [];
  for (let takings = all; ; ) {
    const observation = await observe(session, kinds, wantedOfTakings(takings));
    const present: Present = { observation, ids: session.ids, closedAccounts };
    const left = asLeft(takings, run, present);
    told.push(...left.told);
    if (left.takings.length === takings.length) {
      return { takings, told: [...new Set([...told, ...notesOnTaking(takings, present)])], observation };
    }
    takings = left.takings;
  }
}

function accountOf(resource: Resource): readonly string[] {
  return resource.kind === "AccountAssignment" ? [resource.accountId] : [];
}

function anotherInstance(run: RecordedRun, found: string): OnboardError {
  return new OnboardError({
    kind: "invalid-input",
    message: `The run was in another Identity Center: here is ${found} instead of ${run.instanceArn}. Nothing was changed.`,
    remedy: "Use the credentials that the run was made with (--profile).",
  });
}
