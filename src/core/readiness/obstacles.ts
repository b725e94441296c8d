import { BOOTSTRAP_NEEDED, type BootstrapAnswer, environmentKey } from "../aws/cdk-bootstrap.ts";
import { type Access, assignmentOf, bootstrapIn, type Person } from "../plan/person.ts";
import { ALL_PROVISIONED_ACCOUNTS } from "../state/all-provisioned-accounts.ts";
import { type Blocker, type Change, resourceOf } from "../state/change.ts";
import { accountKeys } from "../state/kinds/account.ts";
import { groupKey } from "../state/kinds/group.ts";
import { changesRole, permissionSetKey } from "../state/kinds/permission-set.ts";
import { userKey } from "../state/kinds/user.ts";
import { dependenciesOf, keyOf } from "../state/kinds.ts";
import type { ResourceKey } from "../state/resource.ts";
import { commandForCaller } from "../text/command-line.ts";
import { shownList } from "../text/shown-list.ts";
import { type Facts, roleKey } from "./facts.ts";
import type { ReadinessState } from "./states.ts";

/** What a person needs in order to start in an account, in the order in which it comes about. */
export type Stage = "user" | "assigned" | "upToDate" | "bootstrapped";

/** One thing that stands between a person and an account. */
export interface Obstacle {
  readonly stage: Stage;
  readonly state: Exclude<ReadinessState, "ready">;
  /**
   * `cause`: it is the reason for others. `missing`: it is not there yet, and a run would make it. `follows`: it was not
   * tried because of something else.
   */
  readonly rank: "cause" | "missing" | "follows";
  readonly reason: string;
  readonly remedy: string;
  /** A change of the plan that is not done: running again is what helps. */
  readonly undone: boolean;
}

const RANKS = ["cause", "missing", "follows"] as const satisfies readonly Obstacle["rank"][];

/** The same, what explains the others first. */
export function byRank(obstacles: readonly Obstacle[]): readonly Obstacle[] {
  return RANKS.flatMap((rank) => obstacles.filter((obstacle) => obstacle.rank === rank));
}

/** The remedy for everything that a run of the plan makes. */
export const runOnboard = () => `Run ${commandForCaller("--emails", "FILE")} with this team file.`;
const RUN_AGAIN = "Run the same command again.";
const LOOK_LATER = "Run the same command again later: it finds what AWS has done by then.";

/** Everything that stands between a person and an account by these facts; nothing where the person can start. */
export function obstaclesOf(person: Person, access: Access, facts: Facts): readonly Obstacle[] {
  const found = [...userObstacles(person, facts), ...assignmentObstacles(person, access, facts)];
  return [...found, ...roleObstacles(person, access, facts), ...bootstrapObstacles(access, facts)];
}

function userObstacles({ userName }: Person, facts: Facts): readonly Obstacle[] {
  const missing = obstacle(facts, userKey(userName), "user", "cannot-sign-in", "There is no such user yet.");
  if (missing.length > 0 || facts.disabledUsers?.has(userName.toLowerCase()) !== true) return missing;
  return [
    {
      stage: "user",
      state: "disabled",
      rank: "cause",
      reason: "The user is disabled in Identity Center.",
      remedy: "Enable the user in Identity Center, or in the identity provider that keeps the users.",
      undone: false,
    },
  ];
}

function assignmentObstacles(person: Person, access: Access, facts: Facts): readonly Obstacle[] {
  const { group, permissionSet } = access;
  const lacks = (key: ResourceKey, reason: string) => obstacle(facts, key, "assigned", "not-assigned", reason);
  const assigned = keyOf(assignmentOf(person, access));
  const shared = [
    ...accountKeys(access.accountId).flatMap((key) => lacks(key, NO_ACCOUNT)),
    ...(isNew(facts.changes.get(permissionSetKey(permissionSet)))
      ? lacks(permissionSetKey(permissionSet), `There is no permission set ${permissionSet} yet.`)
      : []),
  ];
  if (group === undefined) return [...shared, ...lacks(assigned, "Not assigned yet.")];
  return [
    ...shared,
    ...lacks(groupKey(group), `There is no group ${group} yet.`),
    ...lacks(keyOf({ kind: "GroupMembership", group, userName: person.userName }), `Not in group ${group} yet.`),
    ...lacks(assigned, `Group ${group} is not assigned yet.`),
  ];
}

function isNew(change: Change | undefined): boolean {
  return change?.action === "create";
}

/** The role in the account comes with an assignment, at the permission set's latest version. */
function roleObstacles(person: Person, access: Access, facts: Facts): readonly Obstacle[] {
  const { permissionSet, accountId } = access;
  if (isAbsent(facts, keyOf(assignmentOf(person, access)))) return [];
  const lacks = (key: ResourceKey, reason: string) => obstacle(facts, key, "upToDate", "set-outdated", reason);
  const set = facts.changes.get(permissionSetKey(permissionSet));
  const changed =
    set === undefined || !changesRole(set)
      ? []
      : lacks(set.key, `Permission set ${permissionSet} is not as the settings say.`);
  if (changed.length > 0 || facts.provisioned?.has(roleKey(access))) return changed;
  return [accountId, ALL_PROVISIONED_ACCOUNTS].flatMap((target) =>
    lacks(
      keyOf({ kind: "PermissionSetProvisioning", permissionSet, target }),
      `The account runs an older version of permission set ${permissionSet}.`,
    ),
  );
}

const NO_ACCOUNT = "The account is not there yet.";

const notLookedAt = (): BootstrapAnswer => ({
  kind: "unknown",
  reason: "Nobody has looked whether the account is bootstrapped for CDK.",
  remedy: `${commandForCaller("status", "--emails", "FILE")} looks.`,
});

/** What an account is like that AWS has just made. */
const NEW_ACCOUNT: BootstrapAnswer = { kind: "missing" };

/** An account that is still to be made cannot be looked at. */
function bootstrapObstacles(access: Access, facts: Facts): readonly Obstacle[] {
  const { accountId } = access;
  const change = keyOf(bootstrapIn(access, ""));
  const [account] = accountKeys(accountId);
  if (facts.changes.has(change)) {
    return obstacle(facts, change, "bootstrapped", "not-bootstrapped", notBootstrapped(access));
  }
  if (account !== undefined && (facts.results === undefined || isAbsent(facts, account))) {
    return [{ ...NOT_BOOTSTRAPPED, rank: "follows", reason: NO_ACCOUNT }];
  }
  if (account !== undefined && isNew(facts.changes.get(account))) return answerObstacles(access, NEW_ACCOUNT);
  return answerObstacles(access, facts.bootstraps.get(environmentKey(access)) ?? notLookedAt());
}

const NOT_BOOTSTRAPPED = {
  stage: "bootstrapped",
  state: "not-bootstrapped",
  rank: "cause",
  remedy: "Run --emails with --bootstrap, or ask somebody with AdministratorAccess in the account to do it.",
  undone: false,
} as const;

/** In the words of the check on a developer's machine. */
function answerObstacles(access: Access, answer: BootstrapAnswer): readonly Obstacle[] {
  switch (answer.kind) {
    case "version": {
      if (answer.version >= BOOTSTRAP_NEEDED) return [];
      const version = `(version ${answer.version}; ${BOOTSTRAP_NEEDED} is needed)`;
      return [{ ...NOT_BOOTSTRAPPED, reason: `${access.region} is bootstrapped for CDK ${version}.` }];
    }
    case "missing": {
      const reason = `${notBootstrapped(access)}${besides(answer.otherQualifiers ?? [])}`;
      return [{ ...NOT_BOOTSTRAPPED, reason }];
    }
    case "unknown": {
      const { reason, remedy } = answer;
      return [{ ...NOT_BOOTSTRAPPED, state: "bootstrap-unknown", reason, remedy }];
    }
    default:
      return answer satisfies never;
  }
}

function notBootstrapped({ accountId, region }: Access): string {
  return `Account ${accountId} is not bootstrapped in ${region}: \`npx ampx sandbox\` will stop and ask for it.`;
}

function besides(qualifiers: readonly string[]): string {
  if (qualifiers.length === 0) return "";
  const those = qualifiers.length === 1 ? `qualifier ${qualifiers[0]} is` : `qualifiers ${shownList(qualifiers)} are`;
  return ` The ${those} there, which ampx does not look at.`;
}

/** What somebody lacks by the change of something that they need; nothing where there is none, or it is there. */
function obstacle(
  facts: Facts,
  key: ResourceKey,
  stage: Stage,
  state: Obstacle["state"],
  missing: string,
): readonly Obstacle[] {
  const change = facts.changes.get(key);
  if (change === undefined || !isAbsent(facts, key)) return [];
  const found = { stage, undone: change.action !== "delete" } as const;
  const result = facts.results?.get(key);
  if (result === undefined) {
    const blocked = blockerOf(change, facts);
    return blocked === undefined
      ? [{ ...found, state, rank: "missing", reason: missing, remedy: runOnboard() }]
      : [{ ...found, state, rank: "cause", ...blocked }];
  }
  const { outcome } = result;
  switch (outcome) {
    case "applied":
      return [{ ...found, state, rank: "missing", reason: missing, remedy: runOnboard() }];
    case "failed":
      return [{ ...found, state, rank: "cause", reason: result.reason, remedy: result.remedy }];
    case "outstanding": {
      const { reason, requestId } = result;
      const open = requestId === undefined ? UNKNOWN[stage] : "waits";
      return [{ ...found, state: open, rank: "missing", reason, remedy: LOOK_LATER }];
    }
    case "skipped":
      return [{ ...found, state, rank: "follows", reason: result.reason, remedy: RUN_AGAIN }];
    default:
      return outcome satisfies never;
  }
}

/** AWS's answer was lost: it may be there or not. */
const UNKNOWN = {
  user: "unknown",
  assigned: "unknown",
  upToDate: "unknown",
  bootstrapped: "bootstrap-unknown",
} as const satisfies Record<Stage, Obstacle["state"]>;

/** Why a change cannot be made: itself, or something that it needs. */
function blockerOf(change: Change, { changes }: Facts): Blocker | undefined {
  const needed = dependenciesOf(resourceOf(change)).map((key) => changes.get(key)?.blocked);
  return change.blocked ?? needed.find((blocked) => blocked !== undefined);
}

/** Whether AWS does not have this, or not as it should be: what would make it is not done, or what deletes it is. */
export function isAbsent({ changes, results }: Facts, key: ResourceKey): boolean {
  const change = changes.get(key);
  if (change === undefined) return false;
  const isDone = results?.get(key)?.outcome === "applied";
  return change.action === "delete" ? isDone : !isDone;
}
