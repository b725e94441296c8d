import { newAccountNameFault, rootEmailFault } from "../aws/account-rules.ts";
import { type Fault, problemAt } from "../errors/fault.ts";
import type { Problem } from "../errors/problem.ts";
import type { CompleteSettings } from "../settings/settings.ts";
import { referenceTo } from "../state/account-reference.ts";
import { OWNER_TAG } from "../state/ownership.ts";
import type { Account } from "../state/resource.ts";
import type { Team } from "../team/team.ts";
import { quoted } from "../text/visible-text.ts";
import { cellsOf } from "./account-cells.ts";
import type { AccountDirectory, AccountFinding } from "./find-accounts.ts";
import { newAccountText } from "./new-account-text.ts";
import type { OrganizationAccount } from "./organization-account.ts";

/** How the settings name new accounts, and where they put them. */
export type NewAccountSettings = CompleteSettings["accounts"];

/** The NAME for somebody's own account: the user name, without the domain where it is an address. */
export function ownAccountName(username: string): string {
  return addressPart(username.replace(/@[^@]*$/, ""));
}

/**
 * The account that `new:NAME` means: the one that has its root address already, or one that is to be made. AWS knows no
 * other account with that address, so that a second run finds what the first has made, whatever it is called by then.
 */
export function findNewAccount(
  name: string,
  directory: AccountDirectory,
  settings: NewAccountSettings,
): AccountFinding {
  const reference = referenceTo(name);
  const { newAccountEmail } = settings;
  // The pattern is missing for all alike: that is told once.
  if (newAccountEmail === undefined) return { accounts: [] };
  const wanted = accountOf(reference, name, newAccountEmail, settings);
  const fault = nameFault(name) ?? newAccountNameFault(wanted.name) ?? rootEmailFault(wanted.email);
  if (fault !== undefined) return { accounts: [], fault: withOtherName(fault) };
  if (!directory.known) return { accounts: [], fault: cannotLook(reference) };
  const present = directory.accounts.find(({ email }) => email?.toLowerCase() === wanted.email.toLowerCase());
  if (present !== undefined) return { ...existing(present, wanted), wanted };
  const namesake = directory.accounts.find(
    (account) => account.name.toLowerCase() === wanted.name.toLowerCase() && account.state === "ACTIVE",
  );
  if (namesake !== undefined) return { accounts: [], fault: sameName(namesake, wanted) };
  const account: OrganizationAccount = {
    id: reference,
    name: wanted.name,
    email: wanted.email,
    state: "NEW",
    isManagement: false,
  };
  return { accounts: [account], wanted };
}

function accountOf(reference: string, name: string, emailPattern: string, settings: NewAccountSettings): Account {
  const { newAccountName, organizationalUnit, accessRole, newAccountTags } = settings;
  return {
    kind: "Account",
    reference,
    name: newAccountName.replaceAll("{username}", () => name),
    email: emailPattern.replaceAll("{username}", () => addressPart(name)),
    ...(organizationalUnit === undefined ? {} : { organizationalUnit }),
    accessRole,
    tags: { [OWNER_TAG.key]: OWNER_TAG.value, ...newAccountTags },
  };
}

/** What of a name an address can hold, the same for all spellings that differ only in what it cannot. */
function addressPart(text: string): string {
  return text
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9._-]+/g, "-")
    .replace(/\.{2,}/g, ".")
    .replace(/^[-.]+|[-.]+$/g, "");
}

/** Told of once, where a new account is asked for first. */
export function withoutAddressPattern(
  { source, members }: Team,
  defaults: readonly string[],
  { newAccountEmail }: NewAccountSettings,
): readonly Problem[] {
  if (newAccountEmail !== undefined) return [];
  const cells = members.flatMap(({ grants }) => grants.flatMap((grant) => cellsOf(grant, defaults)));
  const first = cells.find(({ text }) => newAccountText(text) !== undefined);
  return first === undefined ? [] : [problemAt(source, first, NO_ADDRESS_PATTERN)];
}

const NO_ADDRESS_PATTERN: Fault = {
  message: "A new account needs an address for its root user, and the settings have no pattern for it.",
  remedy:
    'Write "accounts": { "newAccountEmail": "aws+{username}@example.com" } into onboard.json, with your own domain.',
};

function nameFault(name: string): Fault | undefined {
  if (/[a-z0-9]/.test(addressPart(name))) return undefined;
  const what = name === "" ? "The user name, or NAME," : quoted(referenceTo(name));
  const message = `${what} has no letter or digit that a new account's address could hold.`;
  return { message, remedy: "Use plain letters and digits." };
}

/** What people are called is no mistake of theirs: the account may be called otherwise. */
function withOtherName({ message, remedy }: Fault): Fault {
  return { message, remedy: `${remedy} In the account column, new:NAME gives it another name.` };
}

function cannotLook(reference: string): Fault {
  const message = `Whether ${quoted(reference)} is there already cannot be seen: the organization's accounts could not be listed.`;
  return { message, remedy: "Allow organizations:ListAccounts, or name accounts by their ids." };
}

function existing(present: OrganizationAccount, wanted: Account): AccountFinding {
  if (present.isManagement) return { accounts: [], fault: managementAddress(present, wanted) };
  if (present.state === "ACTIVE") return { accounts: [present] };
  const message = `The account ${quoted(present.name)} (${present.id}) with the root address ${wanted.email} is ${present.state}, and AWS gives an address to one account only.`;
  const remedy = present.state.startsWith("PENDING_ACTIVATION")
    ? "Run again when it is ACTIVE."
    : "Have it reopened, or write new:NAME with another name.";
  return { accounts: [], fault: { message, remedy } };
}

function managementAddress({ id }: OrganizationAccount, { email }: Account): Fault {
  const message = `${email} is the root address of the management account (${id}), which is nobody's new account.`;
  return { message, remedy: "Choose another accounts.newAccountEmail, or write new:NAME with another name." };
}

/** Whether it is meant only a person can tell: it may be anybody's. */
function sameName(present: OrganizationAccount, wanted: Account): Fault {
  const message = `There is an account ${quoted(present.name)} already (${present.id}), with another root address than ${wanted.email}.`;
  return { message, remedy: `Write ${present.id} if it is meant, or new:NAME with another name.` };
}
