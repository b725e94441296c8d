import type { AccessAccount, AccessFacts, AccessGroup, AccessPermissionSet, AccessUser, Assignment } from "./access.ts";
import { unreadAccount, unreadGroup, unreadPermissionSet, unreadUser } from "./unread.ts";

/** The way by which somebody has a permission set in an account. */
export type Way = { readonly by: "direct" } | { readonly by: "group"; readonly group: AccessGroup };

/** One fact: somebody has a permission set in an account, by one way. Who has it by two ways is in two rows. */
export interface AccessRow {
  /** Absent for an orphan, and for a group of which nobody could read who is in it. */
  readonly user?: AccessUser;
  readonly account: AccessAccount;
  readonly permissionSet: AccessPermissionSet;
  readonly way: Way;
  readonly assignment: Assignment;
  readonly since?: string;
  readonly run?: string;
  /** The last day, by a team file. */
  readonly until?: string;
}

/**
 * The rows of an Access, one at a time: groups are resolved to their people, so that there may be millions. An assignment
 * of a group that nobody is in gives access to nobody, and is no row.
 */
export function* accessRows(facts: AccessFacts): Generator<AccessRow> {
  const byId = indexOf(facts);
  for (const assignment of facts.assignments) {
    const place = { assignment, ...placeOf(assignment, byId) };
    const { principalType, principalId, since, run, until } = assignment;
    if (principalType === "USER") {
      const user = assignment.orphan ? {} : { user: byId.users.get(principalId) ?? unreadUser(principalId) };
      yield { ...place, ...user, way: { by: "direct" }, ...recorded({ since, run }), ...lasting(until) };
      continue;
    }
    const group = byId.groups.get(principalId) ?? unreadGroup(principalId);
    if (group.membersUnread) yield { ...place, way: { by: "group", group } };
    const joined = new Map((group.joined ?? []).map((one) => [one.userId, one]));
    for (const member of group.members) {
      const user = byId.users.get(member) ?? unreadUser(member);
      const membership = joined.get(member);
      const facts = { ...later(assignment, membership), ...lasting(membership?.until) };
      yield { ...place, user, way: { by: "group", group }, ...facts };
    }
  }
}

/** The parts of an Access by their ids. */
interface AccessIndex {
  readonly accounts: ReadonlyMap<string, AccessAccount>;
  readonly permissionSets: ReadonlyMap<string, AccessPermissionSet>;
  readonly users: ReadonlyMap<string, AccessUser>;
  readonly groups: ReadonlyMap<string, AccessGroup>;
}

/** Finds the parts of an Access by id (a permission set by ARN). */
function indexOf({ accounts, permissionSets, users, groups }: AccessFacts): AccessIndex {
  return {
    accounts: new Map(accounts.map((one) => [one.id, one])),
    permissionSets: new Map(permissionSets.map((one) => [one.arn, one])),
    users: new Map(users.map((one) => [one.id, one])),
    groups: new Map(groups.map((one) => [one.id, one])),
  };
}

function placeOf({ accountId, permissionSetArn: arn }: Assignment, { accounts, permissionSets }: AccessIndex) {
  return {
    account: accounts.get(accountId) ?? unreadAccount(accountId),
    permissionSet: permissionSets.get(arn) ?? unreadPermissionSet(arn),
  };
}

interface Recorded {
  readonly since?: string | undefined;
  readonly run?: string | undefined;
}

function recorded({ since, run }: Recorded) {
  return { ...(since === undefined ? {} : { since }), ...(run === undefined ? {} : { run }) };
}

function lasting(until: string | undefined) {
  return until === undefined ? {} : { until };
}

/** Through a group somebody has access since both are there; where a record knows of one of them only, nobody can say. */
function later(assignment: Recorded, membership: Recorded | undefined) {
  if (assignment.since === undefined || membership?.since === undefined) return {};
  return recorded(membership.since > assignment.since ? membership : assignment);
}
