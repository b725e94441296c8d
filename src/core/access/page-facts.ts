import type { AccessFacts, AccessPermissionSet, Assignment } from "./access.ts";
import { endingWordsOf } from "./ending-words.ts";
import { unreadAccount, unreadGroup, unreadPermissionSet, unreadUser } from "./unread.ts";

/**
 * The facts of an Access as the page embeds them: rows of plain values that refer to each other by number, so that 5,000
 * people in 500 accounts are some 600 kB instead of 32 MB. `templates/access.js` unfolds it.
 */
export interface AccessPageFacts {
  readonly accounts: readonly (readonly [id: string, name: string, state: string, organizationalUnit: string])[];
  readonly permissionSets: readonly (readonly [
    name: string,
    sessionDuration: string,
    policies: readonly string[],
    administrator: AccessPermissionSet["administrator"],
    notes: readonly string[],
  ])[];
  readonly users: readonly (readonly [
    userName: string,
    displayName: string,
    email: string,
    status: string,
    teamFiles?: string,
  ])[];
  readonly groups: readonly (readonly [
    name: string,
    members: readonly number[],
    isUnread: 0 | 1,
    /** The last days of those of the members whose membership ends. */
    ends: readonly (readonly [member: number, until: string])[],
  ])[];
  readonly assignments: readonly (readonly [
    account: number,
    permissionSet: number,
    principalType: "user" | "group" | "gone-user" | "gone-group",
    /** The number of the user or group; of one that is gone its id. */
    principal: number | string,
    since: string,
    run: string,
    until: string,
  ])[];
}

/** What a page embeds of an Access. What an assignment names without the Access telling of it is added, by its id. */
export function accessPageFacts(facts: AccessFacts): AccessPageFacts {
  const accounts = numbered(facts.accounts, ({ id }) => id, unreadAccount);
  const sets = numbered(facts.permissionSets, ({ arn }) => arn, unreadPermissionSet);
  const users = numbered(facts.users, ({ id }) => id, unreadUser);
  const groups = numbered(facts.groups, ({ id }) => id, unreadGroup);
  const members = facts.groups.map((group) => group.members.map(users.numberOf));
  const ends = facts.groups.map(({ joined = [] }) =>
    joined.flatMap(({ userId, until }) => (until === undefined ? [] : [[users.numberOf(userId), until] as const])),
  );
  const principalOf = ({ principalType, principalId, orphan }: Assignment) => {
    if (orphan) return [principalType === "USER" ? "gone-user" : "gone-group", principalId] as const;
    if (principalType === "USER") return ["user", users.numberOf(principalId)] as const;
    return ["group", groups.numberOf(principalId)] as const;
  };
  const assignments = facts.assignments.map((assignment) => {
    const { accountId, permissionSetArn, since = "", run = "", until = "" } = assignment;
    const place = [accounts.numberOf(accountId), sets.numberOf(permissionSetArn)] as const;
    return [...place, ...principalOf(assignment), since.slice(0, "2026-11-29".length), run, until] as const;
  });
  return {
    accounts: accounts
      .all()
      .map(({ id, name, state, organizationalUnit = "" }) => [id, name, state, organizationalUnit]),
    permissionSets: sets
      .all()
      .map((set) => [set.name, set.sessionDuration ?? "", set.policies, set.administrator, notesOf(set)]),
    users: users
      .all()
      .map(({ userName, displayName = "", email = "", status, teamFiles }) =>
        teamFiles === undefined
          ? [userName, displayName, email, status]
          : [userName, displayName, email, status, teamFiles.join("; ")],
      ),
    groups: groups
      .all()
      .map(({ name, membersUnread }, at) => [name, members[at] ?? [], membersUnread ? 1 : 0, ends[at] ?? []]),
    assignments,
  };
}

/** What a reviewer must not read past, and who keeps it. Of an administrator's set nothing more needs to be said. */
function notesOf(set: AccessPermissionSet): readonly string[] {
  const given = set.administrator === "yes" ? [] : set.powers;
  return [...given, ...(set.managedBy === "control-tower" ? ["AWS Control Tower"] : []), ...endingWordsOf(set)];
}

/** Things with a number each; one that is asked for and not there is added. */
function numbered<One>(given: readonly One[], idOf: (one: One) => string, unknown: (id: string) => One) {
  const all = [...given];
  const numbers = new Map(all.map((one, at) => [idOf(one), at]));
  const numberOf = (id: string): number => {
    const known = numbers.get(id) ?? all.push(unknown(id)) - 1;
    numbers.set(id, known);
    return known;
  };
  return { all: () => all, numberOf };
}
