import { emailFault } from "../aws/email-address.ts";
import {
  groupNameFault,
  lengthFault,
  permissionSetNameFault,
  personNameFault,
  profileNameFault,
  userNameFault,
} from "../aws/name-rules.ts";
import { regionFault } from "../aws/regions.ts";
import type { Fault, Rule } from "../errors/fault.ts";
import { entryValue, listEntries } from "../text/list-entries.ts";
import { hiddenCharacter, quoted } from "../text/visible-text.ts";
import { type CsvCell, quotingFault } from "./csv-records.ts";
import type { TeamCell } from "./team.ts";
import type { TeamColumn } from "./team-columns.ts";
import { untilFault } from "./until.ts";

/** No value is longer, and none of the rules below is made for longer ones. */
export const LONGEST_CELL = 4096;

/**
 * The value of a cell without what spreadsheets and word processors put around it: spaces of any kind, `="…"`, a pair
 * of curly quotes. Spaces inside become plain ones, accents composed.
 */
export function cellValue(text: string): string {
  if (text.length > LONGEST_CELL) return text.trim();
  const trimmed = withoutSpaces(text);
  const asText = /^="((?:[^"]|"")*)"$/.exec(trimmed)?.[1]?.replaceAll('""', '"') ?? trimmed;
  const unquoted = /^[“”„]([^“”„]*)[“”]$|^[‘‚]([^‘‚]*)[’‘]$/.exec(asText);
  return withoutSpaces(unquoted?.[1] ?? unquoted?.[2] ?? asText)
    .normalize("NFC")
    .replace(/\p{Zs}/gu, " ");
}

/** What is wrong with a cell of this column. The first thing only: one problem a cell is enough to act on. */
export function cellFault(column: TeamColumn, cell: CsvCell, text: string): Fault | undefined {
  return quotingFault(cell) ?? columnFault(column, text);
}

/** What is wrong with a value of this column, wherever it stands. */
export function columnFault(column: TeamColumn, text: string): Fault | undefined {
  return lengthFault(text, LONGEST_CELL, "a cell") ?? plainTextFault(text) ?? rules[column](text);
}

/**
 * The accounts that a cell names, each at its own place. Ids written in groups (`1234-5678-9012`) are joined; a leading
 * apostrophe, which keeps a spreadsheet from making a number of an id, is dropped.
 */
export function accountsIn(cell: CsvCell): readonly TeamCell[] {
  const value = cellValue(cell.text);
  const start = cell.text.indexOf(value);
  const first = start < 0 ? cell.column : cell.column + (cell.quoted ? 1 : 0) + start;
  return listEntries(value).map(({ text, offset }) => ({
    text: accountText(text),
    line: cell.line,
    column: start < 0 ? first : first + Array.from(value.slice(0, offset)).length,
  }));
}

/** What is wrong with one account's id or name. Whether it exists is another question. */
export function accountFault(text: string): Fault | undefined {
  return plainTextFault(text) ?? damagedIdFault(text) ?? lengthFault(text, 128, "an account name");
}

const rules: Readonly<Record<TeamColumn, Rule>> = {
  email: emailFault,
  username: userNameFault,
  given_name: personNameFault,
  family_name: personNameFault,
  display_name: personNameFault,
  account: () => undefined,
  permission_set: permissionSetNameFault,
  group: groupNameFault,
  region: regionFault,
  profile: profileNameFault,
  until: untilFault,
};

const spreadsheetError = /^#(REF!|N\/A|NAME\?|VALUE!|DIV\/0!|NULL!|NUM!|SPILL!|CALC!)$/i;

/** Nothing that a reader of the file would not see may reach AWS. */
function plainTextFault(text: string): Fault | undefined {
  const hidden = hiddenCharacter(text);
  if (hidden !== undefined) {
    const what = hidden === "\n" || hidden === "\r" ? "a line break" : `the invisible character ${quoted(hidden)}`;
    return {
      message: `${quoted(text)} holds ${what}.`,
      remedy: "Delete it: type the value anew instead of pasting it.",
    };
  }
  if (text.includes("\uFFFD")) {
    const message = `${quoted(text)} holds the sign that stands for a lost character.`;
    return { message, remedy: "The text was damaged before it got here: type it anew." };
  }
  if (spreadsheetError.test(text)) {
    return {
      message: `${quoted(text)} is a spreadsheet's error, not a value.`,
      remedy: "Repair the formula and export again.",
    };
  }
  if (/^[“”„]|[“”„]$/.test(text)) {
    return {
      message: `${quoted(text)} has a curly quote that does not quote.`,
      remedy: 'Use straight quotes (") or none.',
    };
  }
  const intended = mojibakeOf(text);
  if (intended === undefined) return undefined;
  const message = `${quoted(text)} is UTF-8 that was opened as Windows-1252: it should probably be ${quoted(intended)}.`;
  return { message, remedy: "Correct it, and check the other names." };
}

/** What the text was before its UTF-8 bytes were read one by one as Latin-1, for the accented letters of Latin scripts. */
export function mojibakeOf(text: string): string | undefined {
  if (!/[\u00C3\u00C4\u00C5][\u0080-\u00BF]/.test(text)) return undefined;
  return text.replace(/[\u00C3\u00C4\u00C5][\u0080-\u00BF]/g, ([lead = "", trail = ""]) =>
    String.fromCharCode(((lead.charCodeAt(0) & 0x1f) << 6) | (trail.charCodeAt(0) & 0x3f)),
  );
}

/** An account as it is looked up: an id in its plain form, a name as it stands, without the quotes around it. */
export function accountText(written: string): string {
  const text = entryValue(written);
  const bare = /^['’]\d/.test(text) ? text.slice(1) : text;
  return /^\d{4}[- ]\d{4}[- ]\d{4}$/.test(bare) ? bare.replace(/\D/g, "") : bare;
}

const AS_TEXT = "Format the column as text in the spreadsheet and type the id anew, or write the account's name.";

function damagedIdFault(text: string): Fault | undefined {
  const shown = quoted(text);
  if (/^\d+([.,]\d+)?E\+?\d+$/i.test(text)) {
    return {
      message: `${shown} is an account id that the spreadsheet has shortened; its digits are lost.`,
      remedy: AS_TEXT,
    };
  }
  const digits = /^\d+$/.test(text) ? text : digitsOfNumber(text);
  if (digits === undefined || (text.length === 12 && digits === text)) return undefined;
  if (digits.length === 12)
    return { message: `${shown} is an account id formatted as a number.`, remedy: `Write ${digits}.` };
  const counted = `${shown} has ${digits.length} digits; account ids have 12.`;
  if (digits.length > 12)
    return { message: counted, remedy: "Copy the id again from the AWS access portal or console." };
  if (digits.length < 9) return { message: counted, remedy: "Write the whole id, or the account's exact name." };
  return { message: counted, remedy: `Spreadsheets drop leading zeros: perhaps it is ${digits.padStart(12, "0")}.` };
}

/** `123,456,789,012` and `123456789012.00`: what a number format makes of an id. */
function digitsOfNumber(text: string): string | undefined {
  const whole = /^(\d{1,3}(?:[.,'’ ]\d{3})+|\d{9,})(?:[.,]0+)?$/.exec(text)?.[1];
  return whole?.replace(/\D/g, "");
}

function withoutSpaces(text: string): string {
  return text.replace(/^\p{Zs}+/u, "").replace(/\p{Zs}+$/u, "");
}
