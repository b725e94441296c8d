import type { AccessAccount, AccessGroup, AccessPermissionSet, Assignment } from "../access/access.ts";
import type { AccessDocument } from "../access/access-schema.ts";
import { unreadAccount, unreadPermissionSet } from "../access/unread.ts";
import { consoleUrl, userPage } from "../aws/portal.ts";
import { fileMember } from "../errors/problem.ts";
import type { Held, Leaver } from "../plan/leaver.ts";
import type { Person } from "../plan/person.ts";
import { groupKey } from "../state/kinds/group.ts";
import { stateOf } from "../state/kinds.ts";
import type { AccountAssignment, Resource, ResourceKey, State } from "../state/resource.ts";
import { visibleText } from "../text/visible-text.ts";
import type { MatchedLeaver } from "./match-leavers.ts";

/** What of their access people lose; a member that is absent narrows nothing. */
export interface Narrowing {
  readonly accountIds?: ReadonlySet<string>;
  readonly permissionSets?: ReadonlySet<string>;
  readonly groups?: ReadonlySet<ResourceKey>;
}

export interface LeavingInput {
  /** Of these people and all that they have, groups that give nothing as well. */
  readonly access: AccessDocument;
  readonly leavers: readonly MatchedLeaver[];
  readonly narrowing: Narrowing;
  /** Their users go, too. */
  readonly deleteUsers: boolean;
}

/** What shall be gone, and for whom. */
export interface Leaving {
  readonly absent: State;
  readonly people: readonly Person[];
  readonly leavers: readonly Leaver[];
}

/**
 * What shall be gone when these people leave. Without narrowing: every assignment of their own and every membership. Else
 * assignments that match, and a membership only where all that the group gives lies within what was named, or the group
 * itself was named: never more.
 */
export function leavingOf({ access, leavers, narrowing, deleteUsers }: LeavingInput): Leaving {
  const index = indexOf(access);
  const left = leavers.map(({ asked, user }) => {
    const { direct, groups } = index.of(user.id);
    const memberships = groups.filter((group) => goes(group, index, narrowing));
    const taken = new Set<ResourceKey>(memberships.map(({ name }) => groupKey(name)));
    const assignments = direct.filter((one) => isNamed(index.place(one), narrowing));
    return {
      absent: [
        ...memberships.map(({ name }): Resource => ({ kind: "GroupMembership", group: name, userName: user.userName })),
        ...assignments.map((one): Resource => assignmentOfUser(index.place(one), user.userName)),
        ...(deleteUsers ? [userOf(user, asked.email)] : []),
      ],
      person: personOf(user, asked.email),
      leaver: {
        userName: user.userName,
        line: asked.line,
        ...fileMember(asked.source),
        page: pageOf(access.instance, user.id),
        external: user.external,
        ...externalGroups(groups),
        held: heldBy(direct, groups, index, { narrowing, taken }),
      },
    };
  });
  return {
    absent: stateOf(left.flatMap((one) => one.absent)),
    people: left.map(({ person }) => person),
    leavers: left.map(({ leaver }) => leaver),
  };
}

/** Assignments of users and groups that the directory does not have any more. */
export function orphansOf(access: AccessDocument): readonly AccountAssignment[] {
  const index = indexOf(access);
  return access.assignments
    .filter(({ orphan }) => orphan)
    .map((one) => {
      const { account, set } = index.place(one);
      const principal = { type: one.principalType, name: one.principalId, gone: true } as const;
      return { kind: "AccountAssignment", accountId: account.id, permissionSet: set.name, principal };
    });
}

/** Where somebody has something. */
interface Place {
  readonly account: AccessAccount;
  readonly set: AccessPermissionSet;
}

interface Index {
  readonly place: (assignment: Assignment) => Place;
  readonly given: (group: AccessGroup) => readonly Place[];
  readonly of: (userId: string) => { readonly direct: readonly Assignment[]; readonly groups: readonly AccessGroup[] };
}

function indexOf({ accounts, permissionSets, groups, assignments }: AccessDocument): Index {
  const accountById = new Map(accounts.map((one) => [one.id, one]));
  const setByArn = new Map(permissionSets.map((one) => [one.arn, one]));
  const byPrincipal = new Map<string, Assignment[]>();
  for (const one of assignments) {
    const key = `${one.principalType}|${one.principalId}`;
    byPrincipal.set(key, [...(byPrincipal.get(key) ?? []), one]);
  }
  const place = ({ accountId, permissionSetArn: arn }: Assignment) => ({
    account: accountById.get(accountId) ?? unreadAccount(accountId),
    set: setByArn.get(arn) ?? unreadPermissionSet(arn),
  });
  return {
    place,
    given: ({ id }) => (byPrincipal.get(`GROUP|${id}`) ?? []).map(place),
    of: (userId) => ({
      direct: byPrincipal.get(`USER|${userId}`) ?? [],
      groups: groups.filter(({ members }) => members.includes(userId)),
    }),
  };
}

function isNarrowed({ accountIds, permissionSets, groups }: Narrowing): boolean {
  return accountIds !== undefined || permissionSets !== undefined || groups !== undefined;
}

/** Whether it lies in the accounts and permission sets that were named; a group alone names no assignment of anybody's own. */
function isNamed({ account, set }: Place, { accountIds, permissionSets, groups }: Narrowing): boolean {
  if (accountIds === undefined && permissionSets === undefined) return groups === undefined;
  return accountIds?.has(account.id) !== false && permissionSets?.has(set.name) !== false;
}

function goes(group: AccessGroup, { given }: Index, narrowing: Narrowing): boolean {
  if (!isNarrowed(narrowing) || narrowing.groups?.has(groupKey(group.name))) return true;
  const places = given(group);
  return places.length > 0 && places.every((place) => isNamed(place, narrowing));
}

function heldBy(
  direct: readonly Assignment[],
  groups: readonly AccessGroup[],
  { place, given }: Index,
  { narrowing, taken }: { readonly narrowing: Narrowing; readonly taken: ReadonlySet<ResourceKey> },
): readonly Held[] {
  const places = new Map<string, { readonly place: Place; readonly ways: Held["ways"][number][] }>();
  const add = (where: Place, way: Held["ways"][number]) => {
    const key = `${where.account.id}|${where.set.name}`;
    const known = places.get(key) ?? { place: where, ways: [] };
    known.ways.push(way);
    places.set(key, known);
  };
  for (const one of direct) add(place(one), { goes: isNamed(place(one), narrowing) });
  for (const group of groups) {
    for (const where of given(group))
      add(where, { group: visibleText(group.name), goes: taken.has(groupKey(group.name)) });
  }
  return [...places.values()].map(({ place: where, ways }) => ({
    accountId: where.account.id,
    accountName: visibleText(where.account.name),
    permissionSet: where.set.name,
    ...(where.set.sessionDuration === undefined ? {} : { sessionDuration: where.set.sessionDuration }),
    named: isNamed(where, narrowing) || ways.some((way) => way.goes),
    ways,
  }));
}

function externalGroups(groups: readonly AccessGroup[]): Pick<Leaver, "externalGroups"> {
  const names = groups.filter(({ external }) => external).map(({ name }) => visibleText(name));
  return names.length === 0 ? {} : { externalGroups: names };
}

function assignmentOfUser({ account, set }: Place, name: string): AccountAssignment {
  return {
    kind: "AccountAssignment",
    accountId: account.id,
    permissionSet: set.name,
    principal: { type: "USER", name },
  };
}

function userOf({ userName, email, displayName = "" }: MatchedLeaver["user"], asked: string): Resource {
  const name = visibleText(displayName) || userName;
  return { kind: "User", userName, email: email ?? asked, givenName: name, familyName: name, displayName: name };
}

/** A person of whom nothing is wanted any more. */
function personOf({ userName, displayName = "" }: MatchedLeaver["user"], email: string): Person {
  return { email, userName, displayName: visibleText(displayName), namesDerived: false, access: [] };
}

function pageOf({ instanceArn, region, partition }: AccessDocument["instance"], userId: string): string {
  return consoleUrl(region, partition, userPage(instanceArn, userId));
}
