import { type DescribedSet, document, policyArn } from "./draw-permission-sets.ts";
import type { Random } from "./random.ts";
import type { Directory, Wanted, WantedUser } from "./wanted.ts";

type ExistingUser = NonNullable<Directory["users"]>[number];
type ExistingGroup = NonNullable<Directory["groups"]>[number];
type ExistingSet = NonNullable<Directory["permissionSets"]>[number];
type ExistingAssignment = NonNullable<ExistingSet["assignments"]>[number];

/** An Identity Center in which some of what is wanted is there, in one form or another, and much that is not ours. */
export function drawExisting(
  random: Random,
  wanted: Wanted,
  accountIds: readonly string[],
  undescribed: readonly string[],
): Directory {
  const unmanaged = Array.from({ length: random.int(0, 3) }, (_, index) => stranger(index));
  const known = random.chance(0.4) ? random.some(wanted.users, 0.4).map((user) => existing(random, user)) : [];
  const users = [...unmanaged, ...known];
  const groups = [...drawForeignGroups(random, unmanaged), ...drawWantedGroups(random, wanted, users)];
  const drawAssignments = (set: string) => [
    ...drawStrangersAssignments(random, accountIds, unmanaged),
    ...drawWantedAssignments(random, set, wanted, users, groups),
  ];
  const described = random
    .some(wanted.permissionSets, 0.4)
    .map((set): ExistingSet => ({ ...drawPresent(random, set), assignments: drawAssignments(set.name) }));
  const foreign = [...undescribed, ...random.some(["Billing", "break-glass"], 0.4)].map(
    (name): ExistingSet => ({
      name,
      description: `${name} of somebody else`,
      sessionDuration: "PT2H",
      managedPolicies: [policyArn("job-function/Billing")],
      tags: { owner: "somebody-else" },
      assignments: drawAssignments(name),
      ...(random.chance(0.3) ? { outdatedIn: [...accountIds].slice(0, 1) } : {}),
    }),
  );
  return {
    instanceId: "ssoins-7223a1b2c3d4e5f6",
    identityStoreId: "d-9067a1b2c3",
    users,
    groups,
    permissionSets: [...described, ...foreign].map((set) => ({
      ...set,
      ...(set.outdatedIn === undefined && random.chance(0.4) && described.includes(set)
        ? { outdatedIn: random.some(accountIds, 0.6) }
        : {}),
    })),
  };
}

function stranger(index: number): ExistingUser {
  return {
    userName: `stranger${index}`,
    email: `stranger${index}@elsewhere.example`,
    givenName: "Some",
    familyName: `Body ${index}`,
  };
}

/** With the same address, with the name in another case, or without an address. */
function existing(random: Random, { userName, email }: WantedUser): ExistingUser {
  const names = { givenName: "Known", familyName: "Before" };
  const form = random.pick(["same", "same", "respelled", "no address"]);
  if (form === "respelled") return { userName: userName.toUpperCase(), email, ...names };
  return form === "same" ? { userName, email, ...names } : { userName, ...names };
}

function drawForeignGroups(random: Random, unmanaged: readonly ExistingUser[]): readonly ExistingGroup[] {
  if (!random.chance(0.4)) return [];
  return [{ displayName: "Auditors", members: unmanaged.map(({ userName }) => userName) }];
}

function drawWantedGroups(random: Random, wanted: Wanted, users: readonly ExistingUser[]): readonly ExistingGroup[] {
  return random.some(wanted.groups, 0.4).map((displayName) => {
    const members = wanted.memberships.filter(({ group }) => group === displayName).map(({ userName }) => userName);
    const inDirectory = users.map(({ userName }) => userName);
    const present = inDirectory.filter((name) => members.some((one) => same(one, name)));
    return { displayName, members: random.some(present, 0.5) };
  });
}

/** Each with less, more or other than the settings say. */
function drawPresent(random: Random, { name, written }: DescribedSet): ExistingSet {
  const policies = written.managedPolicies ?? [];
  return {
    name,
    sessionDuration: random.pick([written.sessionDuration ?? "PT12H", "PT1H"]),
    managedPolicies: [
      ...random.some(policies, 0.6),
      ...(random.chance(0.3) ? [policyArn("AmazonS3ReadOnlyAccess")] : []),
    ],
    ...(random.chance(0.4) ? { description: "Made by hand" } : {}),
    ...(random.chance(0.3) ? { relayState: "https://console.aws.amazon.com/amplify/home" } : {}),
    ...(random.chance(0.3) ? { inlinePolicy: document("sts:GetCallerIdentity") } : {}),
    ...(random.chance(0.3) ? { tags: { cost: "42" } } : {}),
  };
}

function drawStrangersAssignments(
  random: Random,
  accountIds: readonly string[],
  unmanaged: readonly ExistingUser[],
): readonly ExistingAssignment[] {
  const pairs = unmanaged.flatMap(({ userName: user }) => accountIds.map((account) => ({ account, user })));
  return random.some(pairs, 0.3);
}

function drawWantedAssignments(
  random: Random,
  set: string,
  wanted: Wanted,
  users: readonly ExistingUser[],
  groups: readonly ExistingGroup[],
): readonly ExistingAssignment[] {
  const possible = wanted.assignments.flatMap(
    ({ accountId: account, permissionSet, principal }): ExistingAssignment[] => {
      if (permissionSet !== set || account.startsWith("new:")) return [];
      if (principal.type === "GROUP") {
        return groups.some((one) => same(one.displayName, principal.name)) ? [{ account, group: principal.name }] : [];
      }
      return users.some(({ userName }) => same(userName, principal.name)) ? [{ account, user: principal.name }] : [];
    },
  );
  return random.some(possible, 0.5);
}

function same(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}
