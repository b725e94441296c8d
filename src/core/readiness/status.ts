import {
  type BootstrapAnswer,
  type BootstrapAnswers,
  bootstrapCommand,
  type Environment,
  environmentKey,
} from "../aws/cdk-bootstrap.ts";
import type { Access, Person } from "../plan/person.ts";
import type { Plan } from "../plan/plan.ts";
import { type AccessChecks, type Check, checksOf } from "./checks.ts";

/** Whether all is there, something is not, or nobody could tell. */
export type Readiness = "yes" | "no" | "unknown";

export type AccessStatus = Access & { readonly ready: Readiness; readonly checks: AccessChecks };

/** A person and each account of theirs. Whether they have signed in yet is part of no answer of AWS. */
export interface PersonStatus extends Pick<Person, "email" | "userName" | "displayName"> {
  readonly ready: Readiness;
  readonly signedIn: Check;
  readonly access: readonly AccessStatus[];
}

/** An account and Region that people of the team work in. */
export interface EnvironmentStatus extends Environment {
  readonly accountName: string;
  readonly check: Check;
  /** Of the default qualifier's stack. */
  readonly version?: number;
  readonly otherQualifiers?: readonly string[];
  /** What whoever may do so types to bootstrap it; absent where that is not needed, or not known to be. */
  readonly command?: string;
}

/** Who can start, as plain JSON: a reading of a plan, and of the accounts that it is about. */
export interface Status {
  readonly version: 1;
  readonly kind: "status";
  readonly instance: Plan["instance"];
  readonly ready: Readiness;
  /** People by readiness. */
  readonly summary: Readonly<Record<Readiness, number>>;
  readonly people: readonly PersonStatus[];
  readonly environments: readonly EnvironmentStatus[];
  readonly warnings: readonly string[];
}

/**
 * No API lists sign-ins by user: https://docs.aws.amazon.com/singlesignon/latest/IdentityStoreAPIReference/API_User.html
 * CloudTrail has them for 90 days, in the management account.
 */
const SIGNED_IN: Check = {
  state: "unknown",
  reason: "No AWS API tells who has signed in.",
  remedy: "Ask the person, or look for UserAuthentication in CloudTrail's event history of the management account.",
};

const NOT_ASKED: BootstrapAnswer = { kind: "unknown", reason: "Nobody looked.", remedy: "Run the command again." };

/** Reads a plan as the answer to "who can start?": what the plan would not make is there. Pure. */
export function statusOf(plan: Plan, bootstraps: BootstrapAnswers): Status {
  const pending = new Map(plan.changes.map((change) => [change.key, change]));
  const answerFor = (environment: Environment) => bootstraps.get(environmentKey(environment)) ?? NOT_ASKED;
  const people = plan.people.map((person): PersonStatus => {
    const access = person.access.map((one): AccessStatus => {
      const checks = checksOf(person, one, pending, answerFor(one));
      return { ...one, ready: readinessOf(Object.values(checks)), checks };
    });
    const { email, userName, displayName } = person;
    return { email, userName, displayName, ready: worstOf(access), signedIn: SIGNED_IN, access };
  });
  const count = (readiness: Readiness) => people.filter(({ ready }) => ready === readiness).length;
  return {
    version: 1,
    kind: "status",
    instance: plan.instance,
    ready: worstOf(people),
    summary: { yes: count("yes"), no: count("no"), unknown: count("unknown") },
    people,
    environments: environmentStatuses(people, answerFor),
    warnings: plan.warnings,
  };
}

function environmentStatuses(
  people: readonly PersonStatus[],
  answerFor: (environment: Environment) => BootstrapAnswer,
): readonly EnvironmentStatus[] {
  const known = new Map<string, EnvironmentStatus>();
  for (const access of people.flatMap((person) => person.access)) {
    const { accountId, accountName, region, checks } = access;
    const answer = answerFor(access);
    known.set(environmentKey(access), {
      accountId,
      accountName,
      region,
      check: checks.bootstrapped,
      ...(answer.kind === "version" ? { version: answer.version } : {}),
      ...(answer.kind === "missing" && answer.otherQualifiers !== undefined
        ? { otherQualifiers: answer.otherQualifiers }
        : {}),
      ...(checks.bootstrapped.state === "no" ? { command: bootstrapCommand(access, answer) } : {}),
    });
  }
  return [...known.values()];
}

function readinessOf(checks: readonly Check[]): Readiness {
  if (checks.some(({ state }) => state === "no" || state === "waits")) return "no";
  return checks.some(({ state }) => state === "unknown") ? "unknown" : "yes";
}

/** Somebody who is nowhere assigned cannot start either. */
function worstOf(parts: readonly { readonly ready: Readiness }[]): Readiness {
  if (parts.length === 0 || parts.some(({ ready }) => ready === "no")) return "no";
  return parts.some(({ ready }) => ready === "unknown") ? "unknown" : "yes";
}
