import { type ColumnUse, foldedWord } from "./column-words.ts";
import type { CsvRecord } from "./csv-records.ts";
import type { NamedColumn } from "./header-column.ts";

const KEEPS_ACCOUNTS_OF_CUSTOMERS =
  /^(accountowner|leadsource|mailing(street|city|country|state.*|zip.*)|opportunit.*|lifecyclestage|contactowner|leadstatus|dealstage|dealowner|recordtype)$/;
/** What directories and services export, and nobody writes by hand. */
const OF_OTHER_SYSTEMS =
  /^(id|userid|uid|objectid|has2fa|hassso|tfaenabled|twofactor.*|mfa.*|ispublic|billing.*|lastactive.*|last(login|seen|signin|activity|logon).*|userid.*|avatar.*|seat.*|licen[sc]e.*|orgunitpath|createdat|createddatetime|objectclass|distinguishedname|dn|expirationtimestamp|invit.*)$/;
const STANDS_FOR_OTHERS: ReadonlySet<ColumnUse> = new Set<ColumnUse>([
  "enabled",
  "disabled",
  "bot",
  "control",
  "password",
  "upn",
  "login",
  "status",
]);

function isOfOtherSystem({ meaning, name }: NamedColumn): boolean {
  return meaning === undefined ? OF_OTHER_SYSTEMS.test(foldedWord(name)) : STANDS_FOR_OTHERS.has(meaning.use);
}

/** A file is ours if it has a column that only a file for AWS has, or no other columns than a team file's. */
export function comesFromElsewhere(candidates: readonly NamedColumn[], rows: readonly CsvRecord[]): boolean {
  if (isOfIdentityCenter(candidates)) return true;
  const isOfCustomers = candidates.some(({ name }) => KEEPS_ACCOUNTS_OF_CUSTOMERS.test(foldedWord(name)));
  const isOurs = candidates.some(
    ({ meaning, index }) =>
      meaning?.isOurs && (!isOfCustomers || meaning.use !== "account") && isFilled(rows, index, meaning.use),
  );
  if (isOurs) return false;
  return candidates.some(
    (one) => one.meaning === undefined || isOfOtherSystem(one) || FOREIGN_USES.has(one.meaning.use),
  );
}

const FOREIGN_USES: ReadonlySet<ColumnUse> = new Set<ColumnUse>(["kind", "other", "sorted_name"]);

/** A column of accounts that is empty all over is no sign of anything; one that a run has left says much. */
function isFilled(rows: readonly CsvRecord[], index: number, use: ColumnUse): boolean {
  return use !== "account" || rows.some(({ cells }) => (cells[index]?.text ?? "").trim() !== "");
}

/** `aws identitystore list-users`, made a table: the user names are those that people sign in with. */
function isOfIdentityCenter(candidates: readonly NamedColumn[]): boolean {
  const names = candidates.map(({ name }) => name);
  if (names.some((name) => foldedWord(name) === "identitystoreid")) return true;
  return names.includes("UserId") && names.includes("UserName") && names.some((name) => /^Emails\b/.test(name));
}

/** Whether a column of user names holds those of Identity Center: those of other systems are not taken. */
export function takesUserNames(candidates: readonly NamedColumn[], isForeign: boolean): boolean {
  if (isOfIdentityCenter(candidates)) return true;
  return !isForeign && !candidates.some(isOfOtherSystem);
}
