import { type Fault, inReadingOrder, problemAt } from "../errors/fault.ts";
import { isElsewhere, lineWords, type Problem, type Source } from "../errors/problem.ts";
import type { Account } from "../state/resource.ts";
import type { Team, TeamCell, TeamGrant, TeamMember } from "../team/team.ts";
import { contradictingCells } from "../team/team-members.ts";
import { quoted } from "../text/visible-text.ts";
import { cellProblems, cellsOf, type Find, rowStart, spellingNotes } from "./account-cells.ts";
import { accountWarnings } from "./account-warnings.ts";
import { type DefaultAccounts, type Fallback, fallbackOf, withoutAccount } from "./default-accounts.ts";
import { type AccountDirectory, accountCalled, findAccounts, withAccountCalled } from "./find-accounts.ts";
import { memoize } from "./memoize.ts";
import { findNewAccount, type NewAccountSettings, ownAccountName, withoutAddressPattern } from "./new-account.ts";
import { newAccountClashes } from "./new-account-clashes.ts";
import { newAccountText } from "./new-account-text.ts";
import type { OrganizationAccount } from "./organization-account.ts";
import { unitPath } from "./organizational-unit.ts";

export interface ResolvedAccounts {
  /** The accounts of each grant of the team, those of the defaults included. What did not resolve is missing. */
  readonly byGrant: ReadonlyMap<TeamGrant, readonly OrganizationAccount[]>;
  /** What was asked for as new, each once. */
  readonly wanted: readonly Account[];
  readonly problems: readonly Problem[];
  readonly warnings: readonly Problem[];
}

/**
 * Finds the accounts the team file names, by id or exact name, as the members of a unit or as new ones, and those of rows
 * that name none: the defaults, or else the only ACTIVE account, among which the management account counts when there is
 * no other.
 */
export function resolveAccounts(
  team: Team,
  directory: AccountDirectory,
  defaults: DefaultAccounts,
  settings: NewAccountSettings,
): ResolvedAccounts {
  const find = finder(directory, settings);
  const fallback = fallbackOf(directory, defaults, find);
  const { source } = team;
  const grants = team.members.flatMap((member) => member.grants);
  const byGrant = new Map(team.members.flatMap((member) => accountsOfMember(member, fallback, find)));
  // A default that means one account for all is told of once, at its source.
  const ownDefaults = fallback.texts.filter((text) => newAccountText(text) !== undefined);
  const problems = [
    ...cellProblems(team, ownDefaults, find),
    ...team.members.flatMap((member) => sameAccessTwice(member, byGrant, find, source)),
    ...newAccountClashes(team, fallback.texts, find),
    ...withoutAddressPattern(team, fallback.texts, settings),
    ...withoutAccount(grants, fallback, source),
  ];
  return {
    byGrant,
    wanted: wantedOf(team, fallback, find),
    problems: [...fallback.problems, ...inReadingOrder(problems)],
    warnings: [...fallback.notes, ...spellingNotes(team, find), ...accountWarnings(team, byGrant, directory)],
  };
}

function finder(directory: AccountDirectory, settings: NewAccountSettings): Find {
  const findPresent = memoize((text) => findAccounts(text, directory));
  const findNew = memoize((name) => findNewAccount(name, directory, settings));
  return (text, username) => {
    const asNew = newAccountText(text);
    if (asNew === undefined) return findPresent(text);
    const called = asNew.name === undefined ? undefined : accountCalled(text, directory);
    if (called !== undefined) return { accounts: [], fault: takenByName(called) };
    return findNew(asNew.name ?? ownAccountName(username));
  };
}

/** Making an account cannot be taken back: nobody is given a new one who may have meant one that is called so. */
function takenByName(called: OrganizationAccount): Fault {
  const message = `${quoted(called.name)} asks for a new account, and one is called so.`;
  return withAccountCalled({ message, remedy: "Choose another name for the new one." }, called);
}

/**
 * What each grant of a person means. An account that is named, or that another unit of the same grant's kind holds as well, is
 * left out of a unit's: accounts move between units, and nobody has made a mistake then.
 */
function accountsOfMember(
  { grants, username }: TeamMember,
  fallback: Fallback,
  find: Find,
): readonly (readonly [TeamGrant, readonly OrganizationAccount[]])[] {
  const named = (grant: TeamGrant) =>
    grant.accounts.length === 0
      ? fallback.texts.flatMap((text) => find(text, username).accounts)
      : grant.accounts.filter(isNamed).flatMap((cell) => find(cell.text, username).accounts);
  const seen = new Set(grants.flatMap((grant) => named(grant).map((account) => accessKey(account, grant))));
  return grants.map((grant) => {
    const units = grant.accounts.filter((cell) => !isNamed(cell)).flatMap((cell) => find(cell.text, username).accounts);
    const others = distinct(units).filter((account) => !seen.has(accessKey(account, grant)));
    for (const account of others) seen.add(accessKey(account, grant));
    return [grant, distinct([...named(grant), ...others])] as const;
  });
}

function isNamed({ text }: TeamCell): boolean {
  return unitPath(text) === undefined;
}

function accessKey({ id }: OrganizationAccount, { permissionSet, group }: TeamGrant): string {
  return JSON.stringify([id, permissionSet?.text, group?.text.toLowerCase()]);
}

function wantedOf({ members }: Team, { texts }: Fallback, find: Find): readonly Account[] {
  const wanted = members.flatMap(({ grants, username }) =>
    grants.flatMap((grant) => cellsOf(grant, texts).flatMap(({ text }) => find(text, username).wanted ?? [])),
  );
  return [...new Map(wanted.map((account) => [account.reference, account])).values()];
}

/** One account under its name and its id, or as a default and by name. The same spelling twice is found in the file itself. */
function sameAccessTwice(
  { grants, username }: TeamMember,
  byGrant: ResolvedAccounts["byGrant"],
  find: Find,
  source: Source,
): readonly Problem[] {
  const seen = new Map<string, TeamCell & { readonly row: TeamGrant }>();
  return grants.flatMap((grant) => {
    const named = grant.accounts
      .filter(isNamed)
      .flatMap((cell) => find(cell.text, username).accounts.map((account) => ({ cell, account })));
    const implied = (byGrant.get(grant) ?? []).map((account) => ({
      cell: { text: "", ...rowStart(grant) },
      account,
    }));
    return (grant.accounts.length > 0 ? named : implied).flatMap(({ cell, account }) => {
      const key = accessKey(account, grant);
      const first = seen.get(key);
      if (first === undefined) seen.set(key, { ...rowStart(grant), text: cell.text, row: grant });
      if (first === undefined || first.text === cell.text || isSaidAlike(first.row, grant)) return [];
      const message = `This person has account ${account.name} (${account.id}) in ${lineWords(first, grant)} already.`;
      return [problemAt(source, cell, { message, remedy: "Remove one of the two." })];
    });
  });
}

/** Rows of two files that give the same until the same day are one. */
function isSaidAlike(first: TeamGrant, grant: TeamGrant): boolean {
  return isElsewhere(first, grant) && contradictingCells(first, grant).length === 0;
}

function distinct(accounts: readonly OrganizationAccount[]): readonly OrganizationAccount[] {
  return [...new Map(accounts.map((account) => [account.id, account])).values()];
}
