import { type Account, drawNewAccount, drawNewAccounts, knownAccounts, type NewAccounts } from "./draw-accounts.ts";
import { drawExisting } from "./draw-existing.ts";
import { type DescribedSet, drawDescribedSets } from "./draw-permission-sets.ts";
import type { Random } from "./random.ts";
import type { TeamCase, Wanted, WantedUser } from "./wanted.ts";

interface Grant {
  readonly accounts: readonly Account[];
  readonly permissionSet: string;
  readonly group: string | undefined;
}

interface Member extends WantedUser {
  readonly grants: readonly Grant[];
}

/** A set that is there already and that nobody described: it can be assigned, and is never written. */
const UNDESCRIBED = "read-only";

/** `newcomers` draws the accounts that are asked for as new; without it there are none. */
export function drawTeam(random: Random, newcomers?: Random): TeamCase {
  const described = drawDescribedSets(random);
  const usable = knownAccounts.slice(0, random.pick([1, 1, 2, 4])) as unknown as readonly [Account, ...Account[]];
  const setNames = [...new Set(["amplify-policy", ...described.map(({ name }) => name)])];
  if (random.chance(0.25)) setNames.push(UNDESCRIBED);
  const groups = random.chance(0.5) ? ["Developers", "Reviewers"].slice(0, random.int(1, 2)) : [];
  const drawn = Array.from({ length: random.pick([1, 2, 3, 4, 5, 8, 12]) }, (_, index): Member => {
    const email = `${random.chance(0.1) ? "Dev" : "dev"}${index}@example.com`;
    const userName = random.chance(0.15) ? `user.${index}` : email;
    const grants = distinct(
      Array.from({ length: random.pick([1, 1, 1, 2]) }, () => ({
        accounts: [random.pick(usable), ...random.some(usable, 0.2)].filter((one, at, all) => all.indexOf(one) === at),
        permissionSet: random.chance(0.6) ? "amplify-policy" : random.pick(setNames as [string, ...string[]]),
        group: groups.length > 0 && random.chance(0.6) ? random.pick(groups as [string, ...string[]]) : undefined,
      })),
    );
    return { email, userName, ...(random.chance(0.4) ? { displayName: `Given${index} Family${index}` } : {}), grants };
  });
  const members = newcomers === undefined ? drawn : drawn.map((member) => withNewAccounts(newcomers, member));
  const fresh = members.flatMap(({ grants }) => grants.flatMap(({ accounts }) => accounts.filter(isNew)));
  const own = newcomers === undefined || fresh.length === 0 ? NONE : drawNewAccounts(newcomers, fresh);
  const wanted = wantedBy(members, described, own);
  const isUsed = wanted.assignments.some(({ permissionSet }) => permissionSet === UNDESCRIBED);
  return {
    csv: csvOf(members, groups, random),
    settings: settingsOf(described, own),
    directory: drawExisting(
      random,
      wanted,
      usable.map(({ id }) => id),
      isUsed ? [UNDESCRIBED] : [],
    ),
    organization: own.organization,
    wanted,
  };
}

const NONE: NewAccounts = { settings: {}, organization: {}, wanted: [] };

function isNew({ id }: Account): boolean {
  return id.startsWith("new:");
}

/** Some of a person's grants are for a new account instead of the first that was drawn. */
function withNewAccounts(random: Random, member: Member): Member {
  const grants = member.grants.map((grant) => {
    const account = drawNewAccount(random, member.userName);
    return account === undefined ? grant : { ...grant, accounts: [account, ...grant.accounts.slice(1)] };
  });
  return { ...member, grants };
}

/** The same access twice is a mistake in a team file. */
function distinct(grants: readonly Grant[]): readonly Grant[] {
  const seen = new Set<string>();
  return grants.filter(({ permissionSet, group }) => {
    const key = `${permissionSet}|${group ?? ""}`;
    return !seen.has(key) && seen.add(key);
  });
}

function wantedBy(members: readonly Member[], described: readonly DescribedSet[], own: NewAccounts): Wanted {
  const assignments = members.flatMap(({ userName, grants }) =>
    grants.flatMap(({ accounts, permissionSet, group }) =>
      accounts.map(({ id: accountId }) => ({
        accountId,
        permissionSet,
        principal:
          group === undefined ? ({ type: "USER", name: userName } as const) : ({ type: "GROUP", name: group } as const),
      })),
    ),
  );
  const groupsOf = ({ grants }: Member) => [...new Set(grants.flatMap(({ group }) => group ?? []))];
  const assigned = new Set(assignments.map(({ permissionSet }) => permissionSet));
  return {
    accounts: own.wanted,
    users: members.map(({ grants: _, ...user }) => user),
    groups: [...new Set(members.flatMap(groupsOf))],
    memberships: members.flatMap((member) => groupsOf(member).map((group) => ({ group, userName: member.userName }))),
    assignments: [...new Map(assignments.map((one) => [JSON.stringify(one), one])).values()],
    permissionSets: described.filter(({ name }) => assigned.has(name)),
  };
}

/** Accounts by name or by id, groups in whichever case somebody typed them: the directory does not mind. */
function csvOf(members: readonly Member[], groups: readonly string[], random: Random): string {
  const byName = random.chance(0.5);
  const respelled = random.chance(0.2) ? groups[0] : undefined;
  const rows = members.flatMap(({ email, userName, displayName = "", grants }, person) =>
    grants.map(({ accounts, permissionSet, group = "" }) =>
      [
        email,
        userName === email ? "" : userName,
        displayName,
        accounts.map(({ id, name, cell = byName ? name : id }) => cell).join(";"),
        permissionSet === "amplify-policy" ? "" : permissionSet,
        group === respelled && person % 2 === 1 ? group.toUpperCase() : group,
      ].join(","),
    ),
  );
  return `${["email,username,display_name,account,permission_set,group", ...rows].join("\n")}\n`;
}

function settingsOf(described: readonly DescribedSet[], own: NewAccounts): string {
  const permissionSets = Object.fromEntries(described.map(({ name, written }) => [name, written]));
  return JSON.stringify(own.wanted.length === 0 ? { permissionSets } : { permissionSets, accounts: own.settings });
}
