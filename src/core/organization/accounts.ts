import type { Cell, Team, TeamGrant, TeamMember } from "../team/team.ts";
import { accountText } from "../team/team-cells.ts";
import { type Fault, inReadingOrder, problemAt } from "../trouble/fault.ts";
import type { Problem } from "../trouble/problem.ts";
import {
  type AccountDirectory,
  type AccountFinding,
  findAccounts,
  listedAccounts,
  type OrganizationAccount,
} from "./organization-account.ts";
import { unitPath } from "./organizational-unit.ts";
import { remembering } from "./remembering.ts";

export type { AccountDirectory, OrganizationAccount } from "./organization-account.ts";

/** The accounts of rows that name none, and where they were given: `--account` or the settings file. */
export interface DefaultAccounts {
  readonly accounts: readonly string[];
  readonly source: string;
}

export interface ResolvedAccounts {
  /** The accounts of each grant of the team, those of the defaults included. What did not resolve is missing. */
  readonly byGrant: ReadonlyMap<TeamGrant, readonly OrganizationAccount[]>;
  readonly problems: readonly Problem[];
  readonly warnings: readonly Problem[];
}

/**
 * Finds the accounts the team file names, by id or exact name, and those of rows that name none: the defaults, or else
 * the only ACTIVE account, among which the management account counts when there is no other.
 */
export function resolveAccounts(team: Team, directory: AccountDirectory, defaults: DefaultAccounts): ResolvedAccounts {
  const find = remembering((text) => findAccounts(text, directory));
  const fallback = fallbackOf(directory, defaults, find);
  const { file } = team;
  const grants = team.members.flatMap((member) => member.grants);
  const byGrant = new Map(team.members.flatMap((member) => accountsOfMember(member, fallback, find)));
  const problems = [
    ...grants.flatMap(({ accounts }) => accounts.flatMap((cell) => faultsOf(cell, find(cell.text), file))),
    ...team.members.flatMap((member) => sameAccessTwice(member, byGrant, find, file)),
    ...withoutAccount(grants, fallback, file),
  ];
  return {
    byGrant,
    problems: [...fallback.problems, ...inReadingOrder(problems)],
    warnings: directory.known ? managementWarnings(team, byGrant, directory) : unverifiedWarnings(file, byGrant),
  };
}

type Find = (text: string) => AccountFinding;

/** What applies to rows without an account. */
interface Fallback {
  readonly accounts: readonly OrganizationAccount[];
  readonly problems: readonly Problem[];
  /** Why each row has to name its account. */
  readonly fault?: Fault;
}

function fallbackOf(directory: AccountDirectory, defaults: DefaultAccounts, find: Find): Fallback {
  if (defaults.accounts.length > 0) {
    const found = defaults.accounts.map((text) => find(accountText(text)));
    return {
      accounts: distinct(found.flatMap(({ accounts }) => accounts)),
      problems: found.flatMap(({ fault }) => (fault === undefined ? [] : [{ file: defaults.source, ...fault }])),
    };
  }
  const active = directory.accounts.filter((account) => account.state === "ACTIVE");
  const members = active.filter((account) => !account.isManagement);
  const [only, ...others] = members.length > 0 ? members : active;
  if (!directory.known || only === undefined || others.length > 0) {
    return { accounts: [], problems: [], fault: whichAccount(directory) };
  }
  return { accounts: [only], problems: [] };
}

function whichAccount({ known, accounts }: AccountDirectory): Fault {
  const listed = listedAccounts(accounts);
  if (!known) {
    const message = "names no account, and the organization's accounts could not be listed.";
    return { message, remedy: "Give --account with a 12-digit id, or add an account column." };
  }
  if (listed === "") {
    const message = "names no account, and the organization has no ACTIVE one.";
    return { message, remedy: "Create an account first." };
  }
  const message = `names no account, and the organization has several: ${listed}.`;
  return { message, remedy: "Choose with --account, or add an account column." };
}

/**
 * What each grant of a person means. An account that is named, or that another unit of the same grant's kind holds as well, is
 * left out of a unit's: accounts move between units, and nobody has made a mistake then.
 */
function accountsOfMember(
  { grants }: TeamMember,
  fallback: Fallback,
  find: Find,
): readonly (readonly [TeamGrant, readonly OrganizationAccount[]])[] {
  const named = (grant: TeamGrant) =>
    grant.accounts.length === 0
      ? fallback.accounts
      : grant.accounts.filter(isNamed).flatMap((cell) => find(cell.text).accounts);
  const seen = new Set(grants.flatMap((grant) => named(grant).map((account) => accessKey(account, grant))));
  return grants.map((grant) => {
    const units = grant.accounts.filter((cell) => !isNamed(cell)).flatMap((cell) => find(cell.text).accounts);
    const others = distinct(units).filter((account) => !seen.has(accessKey(account, grant)));
    for (const account of others) seen.add(accessKey(account, grant));
    return [grant, distinct([...named(grant), ...others])] as const;
  });
}

function isNamed({ text }: Cell): boolean {
  return unitPath(text) === undefined;
}

function accessKey({ id }: OrganizationAccount, { permissionSet, group }: TeamGrant): string {
  return JSON.stringify([id, permissionSet?.text, group?.text.toLowerCase()]);
}

function faultsOf(cell: Cell, { fault }: AccountFinding, file: string): readonly Problem[] {
  return fault === undefined ? [] : [problemAt({ file, ...cell }, fault)];
}

function withoutAccount(grants: readonly TeamGrant[], { fault }: Fallback, file: string): readonly Problem[] {
  const [first, ...others] = grants.filter((grant) => grant.accounts.length === 0);
  if (first === undefined || fault === undefined) return [];
  const like = others.length === 0 ? "" : `, like ${others.length} ${others.length === 1 ? "other" : "others"},`;
  return [problemAt({ file, line: first.line, column: 1 }, { ...fault, message: `This row${like} ${fault.message}` })];
}

/** One account under its name and its id, or as a default and by name. The same spelling twice is found in the file itself. */
function sameAccessTwice(
  { email, grants }: TeamMember,
  byGrant: ResolvedAccounts["byGrant"],
  find: Find,
  file: string,
): readonly Problem[] {
  const seen = new Map<string, { readonly line: number; readonly text: string }>();
  return grants.flatMap((grant) => {
    const named = grant.accounts
      .filter(isNamed)
      .flatMap((cell) => find(cell.text).accounts.map((account) => ({ cell, account })));
    const implied = (byGrant.get(grant) ?? []).map((account) => ({
      cell: { text: "", line: grant.line, column: 1 },
      account,
    }));
    return (grant.accounts.length > 0 ? named : implied).flatMap(({ cell, account }) => {
      const key = accessKey(account, grant);
      const first = seen.get(key);
      if (first === undefined) seen.set(key, { line: grant.line, text: cell.text });
      if (first === undefined || first.text === cell.text) return [];
      const message = `${email} has account ${account.name} (${account.id}) in line ${first.line} already.`;
      return [problemAt({ file, ...cell }, { message, remedy: "Remove one of the two." })];
    });
  });
}

function managementWarnings(
  { file, members }: Team,
  byGrant: ResolvedAccounts["byGrant"],
  { accounts }: AccountDirectory,
): readonly Problem[] {
  const management = accounts.find((account) => account.isManagement);
  if (management === undefined) return [];
  const reaches = (grant: TeamGrant) => (byGrant.get(grant) ?? []).some(({ id }) => id === management.id);
  const people = members.filter((member) => member.grants.some(reaches));
  const line = people.flatMap((person) => person.grants).find(reaches)?.line;
  if (line === undefined) return [];
  const who = people.length === 1 ? "1 person" : `${people.length} people`;
  return [
    {
      file,
      line,
      message: `${who} will get into the management account ${management.name} (${management.id}), where billing and the organization itself are administered, and where service control policies do not apply.`,
      remedy:
        "Prefer a member account for development. If it is meant: Identity Center uses your own IAM permissions there, to make roles and a SAML provider.",
    },
  ];
}

function unverifiedWarnings(file: string, byGrant: ResolvedAccounts["byGrant"]): readonly Problem[] {
  const ids = [...new Set([...byGrant.values()].flat().map(({ id }) => id))];
  if (ids.length === 0) return [];
  const shown = ids.length > 10 ? `${ids.slice(0, 10).join(", ")} and ${ids.length - 10} more` : ids.join(", ");
  return [
    {
      file,
      message: `The organization's accounts could not be listed, so these ids are taken as written: ${shown}.`,
      remedy: "Check them, or allow organizations:ListAccounts.",
    },
  ];
}

function distinct(accounts: readonly OrganizationAccount[]): readonly OrganizationAccount[] {
  return [...new Map(accounts.map((account) => [account.id, account])).values()];
}
