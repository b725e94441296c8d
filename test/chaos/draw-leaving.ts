import { policyArn } from "./draw-permission-sets.ts";
import type { Random } from "./random.ts";
import type { Absent, Directory, TeamCase, WantedAssignment } from "./wanted.ts";

type ExistingUser = NonNullable<Directory["users"]>[number];
type ExistingGroup = NonNullable<Directory["groups"]>[number];
type ExistingSet = NonNullable<Directory["permissionSets"]>[number];

/** A group of the old days, and a permission set that nobody of the team is to have. */
const OLD_GROUP = "Night shift";
const OLD_SET = "Retired";

/**
 * A team from which people leave: some lose everything and their user with it, some everything, some a part; people of the
 * team move, and lose what they had elsewhere while they get what the file says; a group loses what it had; and what is
 * left of who is gone goes. Beside them stand others with the same access, who keep it.
 */
export function drawLeaving(random: Random, team: TeamCase): TeamCase {
  const accounts = accountsOf(team);
  const leavers = Array.from({ length: random.int(1, 4) }, (_, index) => drawLeaver(random, index));
  const movers = drawMovers(random, team);
  const groups = withMembers(random, team, leavers, movers);
  const people = [...leavers, ...movers].map(({ userName }) => userName);
  const permissionSets = [...(team.directory.permissionSets ?? []), oldSet()].map((set) => ({
    ...set,
    assignments: [...(set.assignments ?? []), ...drawOldAssignments(random, set, team, { people, groups, accounts })],
  }));
  const users = [...(team.directory.users ?? []), ...leavers, ...movers.filter(isNewTo(team.directory))];
  const directory = { ...team.directory, users, groups, permissionSets };
  return {
    ...team,
    directory,
    wanted: { ...team.wanted, absent: drawAbsent(random, { ...team, directory }, leavers) },
  };
}

/** The accounts that stand in the directory or the team file, without those that are asked for as new. */
function accountsOf({ directory, wanted }: TeamCase): readonly string[] {
  const named = [
    ...wanted.assignments.map(({ accountId }) => accountId),
    ...(directory.permissionSets ?? []).flatMap(({ assignments = [] }) => assignments.map(({ account }) => account)),
  ];
  return [...new Set(["210987654321", "345678901234", ...named])].filter((account) => !account.startsWith("new:"));
}

function drawLeaver(random: Random, index: number): ExistingUser {
  const email = `leaver${index}@example.com`;
  const userName = random.pick([email, email.toUpperCase(), `leaver.${index}`]);
  return {
    userName,
    ...(random.chance(0.85) ? { email } : {}),
    givenName: "Once",
    familyName: `Here ${index}`,
    ...(random.chance(0.25) ? { status: "DISABLED" as const } : {}),
  };
}

/** People of the team who are in the directory already, and some whom this puts there. */
function drawMovers(random: Random, { directory, wanted }: TeamCase): readonly ExistingUser[] {
  const present = (directory.users ?? []).filter(({ userName }) =>
    wanted.users.some((one) => isSame(one.userName, userName)),
  );
  const others = wanted.users
    .filter(({ userName }) => !present.some((one) => isSame(one.userName, userName)))
    .map(({ userName, email }): ExistingUser => ({ userName, email, givenName: "Known", familyName: "Elsewhere" }));
  return [...random.some(present, 0.5), ...random.some(others, 0.3)];
}

function isNewTo(directory: Directory): (user: ExistingUser) => boolean {
  return ({ userName }) => !(directory.users ?? []).some((one) => isSame(one.userName, userName));
}

function withMembers(
  random: Random,
  { directory, wanted }: TeamCase,
  leavers: readonly ExistingUser[],
  movers: readonly ExistingUser[],
): ExistingGroup[] {
  const isWanted = (group: string, userName: string) =>
    wanted.memberships
      .concat(wanted.impossible ?? [])
      .some((one) => isSame(one.group, group) && isSame(one.userName, userName));
  const groups = [...(directory.groups ?? []), { displayName: OLD_GROUP, members: [] }];
  return groups.map((group) => {
    if ("deletedBy" in group) return group;
    const { displayName, members = [] } = group;
    const joined = [...random.some(leavers, 0.4), ...random.some(movers, 0.4)]
      .map(({ userName }) => userName)
      .filter((name) => !isWanted(displayName, name) && !members.some((one) => isSame(one, name)));
    return { ...group, members: [...members, ...joined] };
  });
}

function oldSet(): ExistingSet {
  return { name: OLD_SET, managedPolicies: [policyArn("ReadOnlyAccess")], tags: { owner: "somebody-else" } };
}

interface Old {
  readonly people: readonly string[];
  readonly groups: readonly ExistingGroup[];
  readonly accounts: readonly string[];
}

/** What people who leave or move have had, and what a group has that it may lose. */
function drawOldAssignments(random: Random, set: ExistingSet, { wanted }: TeamCase, { people, groups, accounts }: Old) {
  if (set.outdatedIn?.includes("111122223333")) return [];
  const has = (account: string, name: string) =>
    (set.assignments ?? []).some((one) => one.account === account && isSame(one.user ?? one.group ?? "", name)) ||
    wanted.assignments.some(
      (one) => one.accountId === account && one.permissionSet === set.name && isSame(one.principal.name, name),
    );
  const ofPeople = people.flatMap((user) => accounts.map((account) => ({ account, user })));
  const ofGroups = groups
    .filter(({ deletedBy }) => deletedBy === undefined)
    .flatMap(({ displayName: group }) => accounts.map((account) => ({ account, group })));
  return [
    ...random.some(ofPeople, 0.3).filter(({ account, user }) => !has(account, user)),
    ...random.some(ofGroups, 0.15).filter(({ account, group }) => !has(account, group)),
  ];
}

function drawAbsent(random: Random, { directory, wanted }: TeamCase, leavers: readonly ExistingUser[]): Absent {
  const memberships = (directory.groups ?? []).flatMap(({ displayName: group, members = [], deletedBy }) =>
    deletedBy === undefined ? members.map((userName) => ({ group, userName })) : [],
  );
  const assignments = (directory.permissionSets ?? []).flatMap(({ name: permissionSet, assignments: held = [] }) =>
    held.map(
      ({ account: accountId, user, group = "" }): WantedAssignment => ({
        accountId,
        permissionSet,
        principal: user === undefined ? { type: "GROUP", name: group } : { type: "USER", name: user },
      }),
    ),
  );
  const fates = new Map(leavers.map((one) => [one.userName, random.pick(["deleted", "all", "all", "some"])]));
  const isWanted = ({ accountId, permissionSet, principal }: WantedAssignment) =>
    wanted.assignments.some(
      (one) =>
        one.accountId === accountId &&
        one.permissionSet === permissionSet &&
        isSame(one.principal.name, principal.name),
    );
  /** What the file wants is asked for both ways now and then: then it stays. */
  const goes = (userName: string, isInFile: boolean) => {
    const fate = fates.get(userName);
    if (fate === undefined) return random.chance(isInFile ? 0.1 : 0.7);
    return fate !== "some" || random.chance(0.5);
  };
  const isOfTeam = (name: string) => wanted.users.some(({ userName }) => isSame(userName, name));
  const concerns = (name: string) => fates.has(name) || isOfTeam(name);
  const isMember = ({ group, userName }: Absent["memberships"][number]) =>
    wanted.memberships.some((one) => isSame(one.group, group) && isSame(one.userName, userName));
  const isOurGroup = (name: string) => name === OLD_GROUP || wanted.groups.some((one) => isSame(one, name));
  return {
    users: leavers.filter(({ userName }) => fates.get(userName) === "deleted").map(withAddress),
    memberships: memberships.filter((one) => concerns(one.userName) && goes(one.userName, isMember(one))),
    assignments: assignments.filter((one) => {
      const { type, name } = one.principal;
      if (type === "GROUP") return isOurGroup(name) && !isWanted(one) && random.chance(0.5);
      return concerns(name) && goes(name, isWanted(one));
    }),
    orphans: random.chance(0.5),
  };
}

function withAddress({ userName, email }: ExistingUser): Absent["users"][number] {
  return { userName, email: email ?? "nobody@example.com" };
}

function isSame(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}
