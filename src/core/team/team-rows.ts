import { type Fault, problemAt } from "../errors/fault.ts";
import type { Problem, Source } from "../errors/problem.ts";
import { entryValue } from "../text/list-entries.ts";
import { quoted } from "../text/visible-text.ts";
import { entryOf, isNamedAddress } from "./address-list.ts";
import { type CsvCell, type CsvRecord, quotingFault } from "./csv-records.ts";
import type { Header } from "./header.ts";
import { standingOf } from "./left-out.ts";
import { familyNameFirst } from "./person-names.ts";
import type { TeamCell } from "./team.ts";
import { accountFault, accountsIn, cellFault, cellValue } from "./team-cells.ts";
import { COLUMNS, type TeamColumn } from "./team-columns.ts";

/** A row whose cells have been read one by one. Empty and faulty cells are absent. */
export interface CheckedRow {
  readonly line: number;
  /** The file that it is in, where the team has several. */
  readonly source?: Source;
  readonly cells: Readonly<Partial<Record<TeamColumn, TeamCell>>>;
  readonly accounts: readonly TeamCell[];
  readonly problems: readonly Problem[];
  /** Why the row is nobody's, such as “Status” says “Suspended”. */
  readonly leftOut?: string;
}

/** Reads one record under a header. Lines in `damaged` have been complained about already, and hold replacement characters. */
export function checkRow(record: CsvRecord, header: Header, source: Source, damaged: ReadonlySet<number>): CheckedRow {
  const { line } = record;
  const cells: Partial<Record<TeamColumn, TeamCell>> = {};
  let accounts: readonly TeamCell[] = [];
  const leftOut = leftOutAs(record, header);
  if (leftOut !== undefined) return { line, cells, accounts, problems: [], leftOut };
  const count = cellCountProblem(record, header, source);
  if (count !== undefined) return { line, cells, accounts, problems: [count] };

  const problems = unreadFaults(record, header, source);
  for (const [column, cell] of cellsOfColumns(record, header)) {
    const value = cellValue(cell.text);
    const text = column !== undefined && NAMES_AT_AWS.has(column) ? entryValue(value) : value;
    if (text === "" && cell.fault === undefined) {
      if (column === "email") problems.push(problemAt(source, cell, noEmail));
      continue;
    }
    if (damaged.has(cell.line) && text.includes("\uFFFD")) continue;
    const fault = header.secrets.size > 0 ? discreetFault(column, cell, text) : cellFault(column, cell, text);
    if (fault !== undefined) problems.push(problemAt(source, cell, fault));
    else if (column === "account") accounts = accountsIn(cell);
    else cells[column] = { text, line: cell.line, column: cell.column };
  }
  problems.push(...accountProblems(accounts, source));
  return { line, cells, accounts, problems };
}

/** Columns whose cell may have its name in quotes, as an entry of a list has. */
const NAMES_AT_AWS: ReadonlySet<TeamColumn> = new Set(["group", "permission_set"]);

/** The cell of the record for each column of a team file: of those that the file has for it the first with something in it. */
function cellsOfColumns(record: CsvRecord, header: Header): readonly (readonly [TeamColumn, CsvCell])[] {
  const pairs: (readonly [TeamColumn, CsvCell])[] = [];
  for (const column of COLUMNS) {
    const indexes = header.cells[column];
    if (indexes === undefined) continue;
    const chosen = indexes.find((index) => counts(column, index, record, header)) ?? indexes[0] ?? 0;
    const cell = record.cells[chosen];
    if (cell === undefined) continue;
    const isCounted = counts(column, chosen, record, header);
    pairs.push([column, isCounted ? asWritten(column, chosen, cell, record, header) : { ...cell, text: "" }]);
  }
  return withNameBeside(pairs);
}

function counts(column: TeamColumn, index: number, { cells }: CsvRecord, header: Header): boolean {
  const cell = cells[index];
  return cell !== undefined && isFilled(cell) && !(column === "email" && isNoMail(index, cell, header));
}

function isFilled({ text, fault }: CsvCell): boolean {
  return cellValue(text) !== "" || fault !== undefined;
}

/** User names of guests look like addresses (`guest_gmail.com#EXT#@…`), and others may be no address at all. */
function isNoMail(index: number, { text }: CsvCell, { signIn }: Header): boolean {
  return signIn.has(index) && (!text.includes("@") || /#EXT#/i.test(text));
}

function asWritten(column: TeamColumn, index: number, cell: CsvCell, { cells }: CsvRecord, header: Header): CsvCell {
  if (column === "display_name" && header.sorted.has(index))
    return { ...cell, text: familyNameFirst(cellValue(cell.text)) };
  const prefix = header.familyPrefix === undefined ? "" : cellValue(cells[header.familyPrefix]?.text ?? "");
  if (column !== "family_name" || prefix === "") return cell;
  return { ...cell, text: `${prefix} ${cellValue(cell.text)}` };
}

/** `Ana Silva <ana@example.com>` in a cell is an address, and a name where the row has no other. */
function withNameBeside(
  pairs: readonly (readonly [TeamColumn, CsvCell])[],
): readonly (readonly [TeamColumn, CsvCell])[] {
  const [, cell] = pairs.find(([column]) => column === "email") ?? [];
  if (cell === undefined || !cell.text.includes("<") || !isNamedAddress(cell.text) || cell.text.split("@").length > 2)
    return pairs;
  // Quotes around the name alone are no fault here: `"Silva, Ana" <ana@example.com>`.
  const { fault: _, ...sound } = cell;
  const { address, name } = entryOf(cell.text);
  const before = Array.from(cell.text.slice(0, address.at)).length + (cell.quoted ? 1 : 0);
  const email = { ...sound, text: address.text, column: cell.column + before };
  const isNamed = pairs.some(([column, one]) => column.endsWith("_name") && cellValue(one.text) !== "");
  const others = pairs.filter(([column]) => column !== "email" && (isNamed || column !== "display_name"));
  return [
    ["email", email],
    ...others,
    ...(isNamed || name === undefined ? [] : [["display_name", { ...sound, text: name.text }] as const]),
  ];
}

/** Broken quotes in cells that are not read; what stands in them is not told where it may be a password. */
function unreadFaults({ cells }: CsvRecord, header: Header, source: Source): Problem[] {
  if (cells.every(({ fault }) => fault === undefined)) return [];
  const read = new Set(Object.values(header.cells).flat());
  const notes = new Set(header.unread.values());
  return cells.flatMap((cell, index) => {
    if (read.has(index) || notes.has(index) || index >= header.width) return [];
    const fault = quotingFault(cell);
    if (fault === undefined) return [];
    return [
      problemAt(
        source,
        cell,
        header.secrets.size === 0 ? fault : { ...fault, message: "The quotes of this cell are broken." },
      ),
    ];
  });
}

/** In a file with passwords a cell may have slipped below another column: what cannot be an address is not repeated. */
function discreetFault(column: TeamColumn, cell: CsvCell, text: string): Fault | undefined {
  const fault = cellFault(column, cell, text);
  if (fault === undefined || (column === "email" && text.includes("@") && !text.includes(" "))) return fault;
  const message = column === "email" ? "This is not an e-mail address." : `This is no ${column}.`;
  return { message, remedy: "Correct it. The file holds passwords, so the cell is not shown." };
}

/** Why a row is nobody's that shall have access: it says so itself, or, in a file from elsewhere, it has no address. */
function leftOutAs(record: CsvRecord, header: Header): string | undefined {
  const { cells } = record;
  for (const { index, use } of header.standing) {
    const text = cellValue(cells[index]?.text ?? "");
    if (standingOf(use, text) === "out") return `${columnName(header, index)} is ${quoted(text, 30)}`;
  }
  if (!header.isForeign) return undefined;
  const isShort = cells.length < header.width || cells.some(({ fault }) => fault === "never-closed");
  if (isShort && cells.some(({ text }) => text.includes("@"))) return undefined;
  const hasAddress = (header.cells.email ?? []).some((index) => counts("email", index, record, header));
  return hasAddress ? undefined : "they have no address";
}

/** The name of a column as a sentence has it. */
export function columnName({ columns }: Header, index: number): string {
  return quoted(columns.find((column) => column.index === index)?.name ?? "", 40);
}

/** Whether a record has nothing in it, as the lines have that spreadsheets add at the end. */
export function isBlank(record: CsvRecord): boolean {
  return record.cells.every((cell) => cell.text.trim() === "" && cell.fault === undefined);
}

function accountProblems(accounts: readonly TeamCell[], source: Source): readonly Problem[] {
  return accounts.flatMap((account) => {
    const fault = accountFault(account.text);
    return fault === undefined ? [] : [problemAt(source, account, fault)];
  });
}

const noEmail: Fault = { message: "This row has no e-mail address.", remedy: "Add it, or delete the row." };

/** Empty cells beyond the header are what a spreadsheet leaves behind; anything else means that cells have shifted. */
function cellCountProblem(record: CsvRecord, header: Header, source: Source): Problem | undefined {
  const open = record.cells.find((cell) => cell.fault === "never-closed");
  const openFault = open === undefined ? undefined : quotingFault(open);
  if (open !== undefined && openFault !== undefined) {
    const told =
      header.secrets.size === 0 ? openFault : { ...openFault, message: "A quote in this cell is never closed." };
    return problemAt(source, open, told);
  }

  const found = record.cells.findLastIndex((cell) => cell.text.trim() !== "") + 1;
  const extra = record.cells[header.width];
  if (found > header.width && extra !== undefined) {
    const text = cellCount(found, header);
    const remedy = "Put a cell that holds a separator in double quotes, or name the column in the first line.";
    return problemAt(source, extra, { message: text, remedy });
  }
  if (record.cells.length >= header.width) return undefined;
  const last = record.cells.at(-1);
  return problemAt(
    source,
    { line: last?.line ?? record.line, column: last?.column ?? 1 },
    { message: cellCount(record.cells.length, header), remedy: shortRowRemedy(record.cells) },
  );
}

function cellCount(found: number, header: Header): string {
  return `This row has ${found} ${found === 1 ? "cell" : "cells"}; the first line names ${header.width}.`;
}

function shortRowRemedy(cells: readonly CsvCell[]): string {
  const other = cells.length === 1 ? /[;,\t|]/.exec(cells[0]?.text ?? "")?.[0] : undefined;
  if (other === undefined) return "Leave a cell empty rather than leaving it out.";
  return `It seems to be separated by ${other === "\t" ? "tabs" : `"${other}"`}: use the separator of the first line.`;
}
