import type { FaultRule } from "./draw-faults.ts";
import type { Random } from "./random.ts";
import type { Directory, TeamCase } from "./wanted.ts";

type ExistingUser = NonNullable<Directory["users"]>[number];
type ExistingSet = NonNullable<Directory["permissionSets"]>[number];
type ExistingAssignment = NonNullable<ExistingSet["assignments"]>[number];

const MANAGEMENT = "111122223333";
const NORTH = "210987654321";
const DELEGATED = "678901234567";
/** What the accounts have of their own: what settings refer to is among it. */
const ownPolicies = [{ name: "TeamBoundaries" }, { name: "Others", path: "/elsewhere/", accounts: [NORTH] }];

/**
 * A team that meets what grown organizations have: disabled people, assignments of people and groups that are no more, ids of
 * both forms, several addresses; and an admin who acts from the delegated administrator's account.
 */
export function drawUnkindness(random: Random, team: TeamCase): TeamCase {
  const met = random.chance(0.5) ? { ...team, directory: withLeftovers(random, team.directory) } : team;
  const drawn = drawOrganization(random, met);
  // Drawn last, so that all else is what it was before anybody of the team was disabled.
  return random.chance(0.5) ? withDisabled(random, drawn) : drawn;
}

/** Some of the team's people who are there are disabled: they are assigned things, and join nothing. */
function withDisabled(random: Random, team: TeamCase): TeamCase {
  const isOf = (userName: string) => (one: { readonly userName: string }) =>
    one.userName.toLowerCase() === userName.toLowerCase();
  const users = (team.directory.users ?? []).map((user) =>
    team.wanted.users.some(isOf(user.userName)) && random.chance(0.5) ? { ...user, status: "DISABLED" as const } : user,
  );
  const isMember = (group: string, userName: string) =>
    (team.directory.groups ?? []).some(
      ({ displayName, members = [] }) =>
        displayName.toLowerCase() === group.toLowerCase() &&
        members.some((name) => name.toLowerCase() === userName.toLowerCase()),
    );
  const impossible = team.wanted.memberships.filter(
    ({ group, userName }) => users.find(isOf(userName))?.status === "DISABLED" && !isMember(group, userName),
  );
  const memberships = team.wanted.memberships.filter((one) => !impossible.includes(one));
  return { ...team, directory: { ...team.directory, users }, wanted: { ...team.wanted, memberships, impossible } };
}

/** The organization around the directory, and who acts there. */
function drawOrganization(random: Random, team: TeamCase): TeamCase {
  const { directory } = team;
  const withIds = random.chance(0.3) ? { ...directory, directoryIds: random.pick(["bare", "mixed"]) } : directory;
  const described = { ...team.organization, ...(random.chance(0.5) && { customerManagedPolicies: ownPolicies }) };
  // A delegated administrator makes no accounts.
  if (team.wanted.accounts.length > 0 || !random.chance(0.3)) {
    return { ...team, directory: withIds, organization: described };
  }
  return {
    ...team,
    directory: { ...withIds, permissionSets: [...(withIds.permissionSets ?? []), heldInManagementAccount()] },
    organization: { ...described, delegatedAdministrators: [DELEGATED], caller: { account: DELEGATED } },
  };
}

/** Pages of lists that hold nothing, though there is more. */
export function drawEmptyPages(random: Random): readonly FaultRule[] {
  if (!random.chance(0.3)) return [];
  const operation = random.pick([
    "ListUsers",
    "ListGroups",
    "ListGroupMemberships",
    "ListPermissionSets",
    "ListAccounts",
    "ListAccountAssignments",
    "ListTagsForResource",
  ]);
  return [{ fault: "empty-page", operation, probability: 0.4, seed: random.int(1, 1_000_000) }];
}

function withLeftovers(random: Random, directory: Directory): Directory {
  const disabled = Array.from({ length: random.int(1, 3) }, (_, n) => person(`disabled${n}`, { status: "DISABLED" }));
  const gone = Array.from({ length: random.int(1, 3) }, (_, n) =>
    person(`gone${n}`, { deletedBy: random.pick(["ADMINISTRATOR", "SCIM"]) }),
  );
  const several = person("several", { emails: ["several@elsewhere.example", "several@example.org"] });
  const left = [
    ...[...disabled, ...gone].map(({ userName }): ExistingAssignment => ({ account: NORTH, user: userName })),
    { account: NORTH, group: "Dissolved" },
  ];
  const sets = directory.permissionSets ?? [];
  return {
    ...directory,
    users: [...(directory.users ?? []), ...disabled, ...gone, several],
    groups: [
      ...(directory.groups ?? []).map((group) => ({
        ...group,
        members: [...(group.members ?? []), ...random.some(disabled, 0.5).map(({ userName }) => userName)],
      })),
      { displayName: "Dissolved", members: gone.map(({ userName }) => userName), deletedBy: "SCIM" },
    ],
    permissionSets: [
      ...sets.map((set) => ({ ...set, assignments: [...(set.assignments ?? []), ...random.some(left, 0.4)] })),
      { name: "Leftover", tags: { owner: "somebody-else" }, assignments: left },
    ],
  };
}

function person(name: string, more: Partial<ExistingUser>): ExistingUser {
  return { userName: name, givenName: "Some", familyName: "Body", ...more };
}

/** A permission set that the delegated administrator may not touch, because the management account has it. */
function heldInManagementAccount(): ExistingSet {
  return {
    name: "organization-admins",
    managedPolicies: ["arn:aws:iam::aws:policy/AdministratorAccess"],
    assignments: [],
    outdatedIn: [MANAGEMENT],
  };
}
