import type { OrganizationDescription } from "../../src/simulator/organization-file/description.ts";

/** How large an organization is; every permission set is given to a group and to somebody alone wherever it is. */
export interface Size {
  readonly users: number;
  readonly accounts: number;
  readonly permissionSets: number;
  readonly setsAnAccount: number;
  readonly groups: number;
  readonly members: number;
}

/** The sizes that the calls of `onboard access` are counted at, but for the largest, which no simulator holds: `large-organization.mjs`. */
export const TWO_HUNDRED: Size = {
  users: 200,
  accounts: 50,
  permissionSets: 10,
  setsAnAccount: 4,
  groups: 15,
  members: 20,
};
export const FIVE_THOUSAND: Size = {
  users: 5_000,
  accounts: 500,
  permissionSets: 40,
  setsAnAccount: 6,
  groups: 300,
  members: 50,
};
export const LARGEST: Size = {
  users: 200_000,
  accounts: 7_000,
  permissionSets: 150,
  setsAnAccount: 8,
  groups: 5_000,
  members: 200,
};

/** The largest page of sso-admin and the identity store. */
const PAGE = 100;
/** DescribePermissionSet, three lists of policies and its boundary. */
const READS_A_SET = 5;

/**
 * Calls of sso-admin and the identity store without which nobody reads who has access: permission sets and what is in them,
 * the accounts of each, the assignments of each in each, users, groups, and the members of each group.
 */
export function leastReads(size: Size): number {
  const { users, accounts, permissionSets, setsAnAccount, groups, members } = size;
  const pairs = accounts * setsAnAccount;
  const pages = (items: number) => Math.ceil(items / PAGE);
  const ofSets = pages(permissionSets) + permissionSets * (READS_A_SET + pages(pairs / permissionSets));
  return ofSets + pairs + pages(users) + pages(groups) + groups * pages(members);
}

export const userName = (index: number) => `person${index}@example.com`;
const accountId = (index: number) => `${200_000_000_000 + index}`;
const setsOf = (account: number, { permissionSets, setsAnAccount }: Size) =>
  Array.from({ length: setsAnAccount }, (_, index) => (account * setsAnAccount + index) % permissionSets);

/** An organization of this size; the management account is one more, in which nobody has anything. */
export function organizationOfSize(size: Size): OrganizationDescription {
  const accounts = range(size.accounts);
  // Goes around: everybody, and every group, has its share of what is given.
  let given = 0;
  const assignments: Record<string, unknown>[][] = range(size.permissionSets).map(() => []);
  for (const account of accounts) {
    for (const set of setsOf(account, size)) {
      const place = { account: accountId(account) };
      assignments[set]?.push({ ...place, group: `team-${given % size.groups}` });
      assignments[set]?.push({ ...place, user: userName(given % size.users) });
      given += 1;
    }
  }
  return {
    managementAccount: { id: "111122223333", name: "Example Corp" },
    accounts: accounts.map((index) => ({ id: accountId(index), name: `Account ${index}` })),
    instances: [
      {
        users: range(size.users).map((index) => ({
          userName: userName(index),
          email: userName(index),
          givenName: "Person",
          familyName: `${index}`,
        })),
        groups: range(size.groups).map((group) => ({
          displayName: `team-${group}`,
          members: range(size.members).map((index) => userName((group * size.members + index) % size.users)),
        })),
        permissionSets: range(size.permissionSets).map((set) => ({
          name: `set-${set}`,
          managedPolicies: ["arn:aws:iam::aws:policy/ReadOnlyAccess"],
          assignments: assignments[set],
        })),
      },
    ],
  } as OrganizationDescription;
}

function range(length: number): readonly number[] {
  return Array.from({ length }, (_, index) => index);
}
