import type * as z from "zod";
import { type BootstrapAnswer, type BootstrapAnswers, bootstrapCommand, environmentKey } from "../aws/cdk-bootstrap.ts";
import type { Plan } from "../plan/plan.ts";
import type { Immutable } from "../text/immutable.ts";
import { simulatedIf } from "../text/simulated.ts";
import { oldBootstrapWarnings } from "./bootstrap-lack.ts";
import type { AccessCheck } from "./checks.ts";
import { factsNow } from "./facts.ts";
import { type AccessReadiness, allCanStart, type PersonReadiness, readinessOf, summaryOf } from "./readiness.ts";
import { canStart } from "./states.ts";
import type { statusSchema } from "./status-schema.ts";

/** Who can start, as plain JSON: a reading of a plan, and of the accounts that it is about. */
export type Status = Immutable<z.output<typeof statusSchema>>;

/** A person and each account of theirs. Whether they have signed in yet is part of no answer of AWS. */
export type PersonStatus = Status["people"][number];

export type AccessStatus = PersonStatus["access"][number];

/** An account and Region that people of the team work in. */
export type EnvironmentStatus = Status["environments"][number];

/**
 * No API lists sign-ins by user: https://docs.aws.amazon.com/singlesignon/latest/IdentityStoreAPIReference/API_User.html
 * CloudTrail has them for 90 days, in the management account.
 */
const SIGNED_IN: AccessCheck = {
  state: "unknown",
  reason: "No AWS API tells who has signed in.",
  remedy: "Ask the person, or look for UserAuthentication in CloudTrail's event history of the management account.",
};

/** Reads a plan as the answer to "who can start?": what the plan would not make is there. Pure. */
export function statusOf(plan: Plan, bootstraps: BootstrapAnswers): Status {
  const facts = { ...factsNow(plan), bootstraps };
  const people = readinessOf(plan.people, facts);
  const summary = summaryOf(people);
  return {
    version: 1,
    kind: "status",
    ...simulatedIf(plan.simulated === true),
    instance: plan.instance,
    // A team whose rows have all ended lacks nothing.
    ready: people.length === 0 && plan.ends !== undefined ? "yes" : allCanStart(summary),
    summary,
    people: people.map(personStatus),
    environments: environmentStatuses(people, bootstraps),
    ...(plan.ends === undefined ? {} : { ends: plan.ends }),
    warnings: [...plan.warnings, ...oldBootstrapWarnings(plan.people, facts)],
  };
}

function personStatus({ person, state, signsIn, access }: PersonReadiness): PersonStatus {
  const { email, userName, displayName, files } = person;
  const accounts = access.map(accessStatus);
  return {
    email,
    userName,
    displayName,
    ready: canStart(state),
    state,
    signsIn,
    signedIn: SIGNED_IN,
    ...(files === undefined ? {} : { files }),
    access: accounts,
  };
}

function accessStatus({ access, checks, ...verdict }: AccessReadiness): AccessStatus {
  return { ...access, ready: canStart(verdict.state), ...verdict, checks };
}

function environmentStatuses(
  people: readonly PersonReadiness[],
  bootstraps: BootstrapAnswers,
): readonly EnvironmentStatus[] {
  const known = new Map<string, EnvironmentStatus>();
  for (const { access, checks } of people.flatMap((person) => person.access)) {
    const { accountId, accountName, region } = access;
    const check = checks.bootstrapped;
    const answer = bootstraps.get(environmentKey(access));
    known.set(environmentKey(access), {
      accountId,
      accountName,
      region,
      check,
      ...membersOf(answer),
      ...(check.state === "no" ? { command: bootstrapCommand(access, answer ?? { kind: "missing" }) } : {}),
    });
  }
  return [...known.values()];
}

function membersOf(answer: BootstrapAnswer | undefined): Pick<EnvironmentStatus, "version" | "otherQualifiers"> {
  if (answer?.kind === "version") return { version: answer.version };
  if (answer?.kind !== "missing" || answer.otherQualifiers === undefined) return {};
  return { otherQualifiers: answer.otherQualifiers };
}
