import { type BootstrapAnswers, environmentKey } from "../aws/cdk-bootstrap.ts";
import { blockedKeys } from "../plan/blocked-keys.ts";
import type { Plan } from "../plan/plan.ts";
import type { Change } from "../state/change.ts";
import { accessKey, roleKey } from "../state/kinds/account-assignment.ts";
import type { DisabledUser } from "../state/observation.ts";
import type { ResourceKey } from "../state/resource.ts";
import { type ChangeResult, failedResult } from "../state/result.ts";

/** Everything that is known about who can start, and all that readiness is read from. */
export interface Facts {
  /** What AWS did not have as it should be when it was read, by its key. What has no change was there. */
  readonly changes: ReadonlyMap<ResourceKey, Change>;
  /** What became of the changes; absent where none was tried. */
  readonly results?: ReadonlyMap<ResourceKey, ChangeResult>;
  /** Roles that an assignment of this run has brought to the permission set's latest version, by {@link roleKey}. */
  readonly provisioned?: ReadonlySet<string>;
  readonly bootstraps: BootstrapAnswers;
  /** Users that AWS has as disabled, by their names in lower case. */
  readonly disabledUsers?: ReadonlyMap<string, DisabledUser>;
  /** Access that people have in another way than their row asks for, by {@link accessKey}. */
  readonly heldOtherwise?: ReadonlySet<string>;
}

type Planned = Pick<Plan, "changes" | "bootstraps" | "disabledUsers" | "heldOtherwise">;

/** What is there now, before anything of the plan is done. */
export function factsNow({ changes, bootstraps, disabledUsers = [], heldOtherwise = [] }: Planned): Facts {
  return {
    changes: byKey(changes),
    bootstraps: answersOf(bootstraps),
    disabledUsers: new Map(disabledUsers.map((one) => [one.userName.toLowerCase(), one])),
    heldOtherwise: new Set(heldOtherwise.map(accessKey)),
  };
}

/** What will be there when everything is done that can be. */
export function factsAfter(plan: Planned): Facts {
  const stuck = blockedKeys(plan.changes);
  return factsOfRun(
    plan,
    plan.changes.map((change) => foreseen(change, stuck)),
  );
}

/** What is there after a run: what it found, and what became of each change. */
export function factsOfRun(plan: Planned, results: readonly ChangeResult[]): Facts {
  const provisioned = results.flatMap(({ outcome, change: { after } }) =>
    outcome === "applied" && after?.kind === "AccountAssignment" ? [roleKey(after)] : [],
  );
  return {
    ...factsNow(plan),
    results: new Map(results.map((result) => [result.change.key, result])),
    provisioned: new Set(provisioned),
  };
}

function foreseen(change: Change, stuck: ReadonlySet<ResourceKey>): ChangeResult {
  const { blocked, key } = change;
  if (blocked !== undefined) return failedResult(change, blocked.reason, blocked.remedy);
  return stuck.has(key)
    ? { outcome: "skipped", change, reason: "What it needs cannot be made." }
    : { outcome: "applied", change };
}

function byKey(changes: readonly Change[]): Facts["changes"] {
  return new Map(changes.map((change) => [change.key, change]));
}

function answersOf(bootstraps: Plan["bootstraps"]): BootstrapAnswers {
  return new Map(bootstraps.map(({ answer, ...environment }) => [environmentKey(environment), answer]));
}
