import { problemAt } from "../errors/fault.ts";
import type { Problem, Source } from "../errors/problem.ts";
import { closest } from "../text/did-you-mean.ts";
import { quoted } from "../text/visible-text.ts";
import { type CsvCell, quotingFault } from "./csv-records.ts";

/** Whether a column tells who somebody is. */
export function isPersonal(column: TeamColumn): boolean {
  return /^(email|username|.*_name)$/.test(column);
}

/** The columns of a team file under their canonical names, in the order in which they are written. */
export const COLUMNS = [
  "email",
  "username",
  "given_name",
  "family_name",
  "display_name",
  "account",
  "permission_set",
  "group",
  "region",
  "profile",
  "until",
] as const;

export type TeamColumn = (typeof COLUMNS)[number];

/** The column in which a run leaves its reasons beside the rows that failed; it is not read. */
export const REASON = "reason";

/** The column in which a run says from which team file the rows that failed were taken. Who is in that is no stranger. */
export const ORIGIN = "team_file";

type Unread = typeof REASON | typeof ORIGIN;

const spellings: Readonly<Record<TeamColumn | Unread, string>> = {
  email: "email emails mail emailaddress mailaddress workemail useremail primaryemail",
  username: "username user login loginname signinname",
  given_name: "givenname given firstname first forename",
  family_name: "familyname family lastname last surname",
  display_name: "displayname name fullname",
  account: "account accounts accountid accountids accountname accountnames awsaccount awsaccounts awsaccountid",
  permission_set: "permissionset permissionsetname",
  group: "group groupname",
  region: "region awsregion",
  profile: "profile profilename awsprofile",
  until: "until validuntil accessuntil enddate ends endson expires expireson expiry expirydate lastday",
  reason: "reason",
  team_file: "teamfile",
};

const meaning = new Map(
  Object.entries(spellings).flatMap(([column, words]) =>
    words.split(" ").map((word) => [word, column as TeamColumn | Unread] as const),
  ),
);

/** The column that a header cell names, in any of its spellings: `E-mail`, `First name`, `accountId`. */
export function columnNamed(header: string): TeamColumn | Unread | undefined {
  return meaning.get(folded(header));
}

function isUnread(column: TeamColumn | Unread): column is Unread {
  return column === REASON || column === ORIGIN;
}

/** What the header line says: which cell of a row is which column, and how many cells a row has. */
export interface Header {
  readonly columns: ReadonlyMap<number, TeamColumn>;
  /** Where the columns of rows that failed are, which say nothing of people. */
  readonly unread: ReadonlyMap<Unread, number>;
  readonly width: number;
  /** Cells of the first line that name nothing, though others follow. Nothing may stand below them. */
  readonly unnamed: readonly CsvCell[];
  readonly problems: readonly Problem[];
}

/**
 * Reads the header line. A name that is nearly right is a problem, and yet taken for what it nearly is, so that the rows
 * below can be checked in the same run.
 */
export function readHeader(cells: readonly CsvCell[], source: Source): Header {
  const width = cells.findLastIndex((cell) => cell.text.trim() !== "") + 1;
  const seen = new Map<string, CsvCell>();
  const columns = new Map<number, TeamColumn>();
  const unread = new Map<Unread, number>();
  const problems: Problem[] = [];

  for (const [index, cell] of cells.slice(0, width).entries()) {
    if (cell.text.trim() === "") continue;
    const column = columnNamed(cell.text);
    const likely = column ?? likelyColumn(cell.text);
    const fault = quotingFault(cell);
    const first = likely === undefined ? undefined : seen.get(likely);
    if (fault !== undefined) problems.push(problemAt(source, cell, fault));
    else if (column === undefined) problems.push(unknownColumn(cell, likely, source));
    else if (first !== undefined) problems.push(repeatedColumn(cell, column, first, source));
    if (likely === undefined || first !== undefined) continue;
    seen.set(likely, cell);
    if (isUnread(likely)) unread.set(likely, index);
    else columns.set(index, likely);
  }
  const unnamed = cells.slice(0, width).filter((cell) => cell.text.trim() === "");
  return { columns, unread, width, unnamed, problems: [...problems, ...missingEmail(cells, columns, source)] };
}

function unknownColumn(cell: CsvCell, likely: string | undefined, source: Source): Problem {
  const message = `There is no column ${quoted(cell.text.trim())}.`;
  const remedy =
    likely === undefined ? `Remove it. The columns are ${COLUMNS.join(", ")}.` : `Did you mean "${likely}"?`;
  return problemAt(source, cell, { message, remedy });
}

function repeatedColumn(cell: CsvCell, column: string, first: CsvCell, source: Source): Problem {
  const message = `${quoted(cell.text.trim())} is the column ${column} again: ${quoted(first.text.trim())} already is.`;
  return problemAt(source, cell, { message, remedy: "Keep one of the two." });
}

function missingEmail(
  cells: readonly CsvCell[],
  columns: ReadonlyMap<number, TeamColumn>,
  source: Source,
): readonly Problem[] {
  if ([...columns.values()].includes("email")) return [];
  return [
    problemAt(
      source,
      { line: cells[0]?.line ?? 1, column: cells[0]?.column ?? 1 },
      {
        message: "There is no email column.",
        remedy: "Name the columns in the first line, for example: email,given_name,family_name,account.",
      },
    ),
  ];
}

/** The column that a misspelt header cell most likely means. */
export function likelyColumn(header: string): TeamColumn | undefined {
  const word = closest(folded(header), meaning.keys());
  const column = word === undefined ? undefined : meaning.get(word);
  return column === undefined || isUnread(column) ? undefined : column;
}

function folded(header: string): string {
  return header
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[\s_.\-\u2010-\u2015"'“”‘’*:]+/gu, "");
}
