import { ACCOUNT_ID } from "../aws/ids.ts";
import { formulaFault } from "../aws/name-rules.ts";
import type { Fault } from "../errors/fault.ts";
import type { Account } from "../state/resource.ts";
import { accountFault, accountText } from "../team/team-cells.ts";
import { closest } from "../text/did-you-mean.ts";
import { listEntry } from "../text/list-entries.ts";
import { namesLike, spellingWords } from "../text/loose-name.ts";
import { shownList } from "../text/shown-list.ts";
import { quoted } from "../text/visible-text.ts";
import { newAccountText } from "./new-account-text.ts";
import type { OrganizationAccount } from "./organization-account.ts";
import { accountsOfUnit, type Units, unitPath } from "./organizational-unit.ts";

/** The organization's accounts, or `known: false` where they could not be listed. */
export interface AccountDirectory {
  readonly accounts: readonly OrganizationAccount[];
  readonly known: boolean;
  /** There are others, which nobody has asked for. */
  readonly partial?: boolean;
  /** What the units that somebody named hold; absent when nobody named one. */
  readonly units?: Units;
}

/** The accounts that were meant, one or those of a unit, or why there are none. */
export interface AccountFinding {
  readonly accounts: readonly OrganizationAccount[];
  readonly fault?: Fault;
  /** The fault for whoever was told already which accounts there are. */
  readonly briefFault?: Fault;
  /** What was asked for as new, whether it is there by now or not. */
  readonly wanted?: Account;
  /** That AWS has the name otherwise than it was written, which nobody sees who compares the two. */
  readonly note?: Fault;
}

const LISTED = 10;

/** Looks for accounts by 12-digit id, by exact name, or by `ou:Path`. A name that several have counts if one is ACTIVE. */
export function findAccounts(text: string, directory: AccountDirectory): AccountFinding {
  const path = unitPath(text);
  if (path !== undefined) {
    const finding = accountsOfUnit(path, directory.accounts, directory.known ? directory.units?.get(path) : "unknown");
    const called = accountCalled(text, directory);
    return finding.fault === undefined || called === undefined
      ? finding
      : none(withAccountCalled(finding.fault, called));
  }
  const isId = ACCOUNT_ID.test(text);
  if (!directory.known) return isId ? { accounts: [unverified(text)] } : none(nameUnchecked(text));

  const matches = isId
    ? directory.accounts.filter(({ id }) => id === text)
    : namesLike(text, directory.accounts, ({ name }) => name);
  const active = matches.filter((account) => account.state === "ACTIVE");
  const [match] = active.length > 0 ? active : matches;
  if (match === undefined) return noSuchAccount(text, directory);
  if (active.length > 1) return none(ambiguous(text, active));
  if (match.state !== "ACTIVE") return none(notActive(match));
  if (isId) return { accounts: [match], ...noteOfName(match, directory) };
  return match.name === text ? { accounts: [match] } : { accounts: [match], note: otherSpelling(text, match) };
}

/** The ACTIVE account that has a text for its name which means something else: `ou:…`, `new:…`, or the id of another one. */
export function accountCalled(text: string, { accounts }: AccountDirectory): OrganizationAccount | undefined {
  return accounts.find(({ name, state }) => name === text && state === "ACTIVE");
}

/** The fault, and how the account is written that has the name. */
export function withAccountCalled({ message, remedy }: Fault, { id, name }: OrganizationAccount): Fault {
  return { message, remedy: `${remedy} An account is called ${quoted(name)}: write its id, ${id}, if it is meant.` };
}

function noteOfName({ id, name }: OrganizationAccount, directory: AccountDirectory): Pick<AccountFinding, "note"> {
  const called = accountCalled(id, directory);
  if (called === undefined || called.id === id) return {};
  const message = `${id} is the id of account ${shortName(name)}, and the name of account ${called.id}.`;
  return { note: { message, remedy: `Write ${called.id} if that one is meant.` } };
}

function otherSpelling(text: string, { id, name }: OrganizationAccount): Fault {
  return {
    message: `The account ${quoted(text)} is the one that AWS has as ${spellingWords(name)} (${id}).`,
    remedy: "If another one is meant, write its id.",
  };
}

function none(fault: Fault, briefFault = fault): AccountFinding {
  return { accounts: [], fault, briefFault };
}

/** Accounts as messages list them: `Sandbox North (210987654321), …, and 3 more`, the ACTIVE ones only. */
export function listedAccounts(accounts: readonly OrganizationAccount[]): string {
  const usable = accounts.filter((account) => account.state === "ACTIVE");
  const shown = usable.slice(0, LISTED).map(({ id, name }) => `${shortName(name)} (${id})`);
  const more = usable.length - shown.length;
  return [...shown, ...(more > 0 ? [`and ${more} more`] : [])].join(", ");
}

function unverified(id: string): OrganizationAccount {
  return { id, name: id, state: "UNKNOWN", isManagement: false };
}

function noSuchAccount(text: string, directory: AccountDirectory): AccountFinding {
  const listed = listedAccounts(directory.accounts);
  const existing = listed === "" ? "It has no ACTIVE account." : `There are: ${listed}.`;
  const formula = formulaFault(text) === undefined ? "" : " If it is a formula, export its value instead.";
  const meant = suggestion(text, directory);
  const message = `The organization has no account ${quoted(text)}.`;
  const brief = `${meant}${formula}`.trim() || "Correct it.";
  return none({ message, remedy: `${meant} ${existing}${formula}`.trim() }, { message, remedy: brief });
}

/** The account that was most likely meant, as it has to be written to be found. */
function suggestion(text: string, directory: AccountDirectory): string {
  const usable = directory.accounts.filter(({ state }) => state === "ACTIVE");
  const isPart = ({ name }: OrganizationAccount) => name.split(";").some((part) => part.trim() === text);
  const torn = usable.find((account) => account.name.includes(";") && isPart(account));
  const near = closest(
    text,
    usable.flatMap(({ id, name }) => [name, id]),
  );
  const meant = torn ?? usable.find(({ id, name }) => name === near || id === near);
  if (meant === undefined) return "";
  const entry = meant.id === near ? meant.id : (nameEntry(meant, directory) ?? meant.id);
  const isQuoted = entry.startsWith('"');
  const how = isQuoted ? ` With its quotes: in a CSV cell that is ${csvQuoted(entry)}.` : "";
  return ` Did you mean ${isQuoted ? entry : `"${entry}"`}?${how}`;
}

/** The name as an entry of a cell, if it is read back as this account there. */
function nameEntry({ id, name }: OrganizationAccount, directory: AccountDirectory): string | undefined {
  const entry = listEntry(name);
  const read = accountText(entry);
  if (newAccountText(read) !== undefined || accountFault(read) !== undefined) return undefined;
  const { accounts } = findAccounts(read, directory);
  return accounts.length === 1 && accounts[0]?.id === id ? entry : undefined;
}

function csvQuoted(text: string): string {
  return `"${text.replaceAll('"', '""')}"`;
}

function ambiguous(text: string, matches: readonly OrganizationAccount[]): Fault {
  const ids = matches.map(({ id }) => id);
  const like = matches.every(({ name }) => name === text) ? "the name" : "a name that looks like";
  const message = `${matches.length} accounts have ${like} ${quoted(text)}: ${shownList(ids, LISTED)}.`;
  return { message, remedy: "Write the id of the one you mean." };
}

function notActive({ id, name, state }: OrganizationAccount): Fault {
  const account = name === "" ? id : `${shortName(name)} (${id})`;
  const remedy = state.startsWith("PENDING_ACTIVATION")
    ? "Run again when it is ACTIVE."
    : "Name another account, or have it reopened first.";
  return { message: `The account ${account} is ${state || "not ACTIVE"} and takes no assignments.`, remedy };
}

function nameUnchecked(text: string): Fault {
  return {
    message: `The account ${quoted(text)} can't be looked up: the organization's accounts could not be listed.`,
    remedy: "Write its 12-digit id.",
  };
}

function shortName(name: string): string {
  return quoted(name, 128).slice(1, -1);
}
