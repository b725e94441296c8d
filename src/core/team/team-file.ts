import { type Fault, inReadingOrder, problemAt } from "../errors/fault.ts";
import type { Problem, Source } from "../errors/problem.ts";
import { listEntry } from "../text/list-entries.ts";
import { type CsvRecord, parseCsv } from "./csv-records.ts";
import { decodeText } from "./csv-text.ts";
import type { Team, TeamCell } from "./team.ts";
import { cellValue, mojibakeOf } from "./team-cells.ts";
import {
  COLUMNS,
  columnNamed,
  type Header,
  isPersonal,
  likelyColumn,
  ORIGIN,
  readHeader,
  type TeamColumn,
} from "./team-columns.ts";
import { mergeRows } from "./team-members.ts";
import { type CheckedRow, checkRow, isBlank } from "./team-rows.ts";

/** More people than an identity store holds comfortably; whoever has more has another file in hand. */
export const MAX_ROWS = 100_000;

/** A row of the team file under canonical column names; absent cells are empty, accounts are joined with `;`. */
export interface TeamRow {
  readonly line: number;
  readonly cells: Readonly<Record<TeamColumn, string>>;
  /** The team file from which a row that failed before was taken. */
  readonly origin?: string;
}

/** What a team file says. Act on the team only when there are no problems: what was wrong is missing from it. */
export interface TeamReading {
  readonly team: Team;
  /** All of them, in the order of the file, each with line and column. */
  readonly problems: readonly Problem[];
  /** The rows without problems, in the order of the file. */
  readonly rows: readonly TeamRow[];
  /** What the columns for addresses and names hold in any row, right or wrong. */
  readonly names: readonly TeamCell[];
  /** Of rows that failed before: the team files from which they were taken, as far as it was said. Absent for a team file itself. */
  readonly partOf?: readonly string[];
}

/**
 * Reads a team file: CSV with a header line as spreadsheets write it, or plain addresses, one or more a line. Never
 * throws; whatever is wrong comes back as problems. `source` is what problems point at.
 */
export function readTeam(input: Uint8Array, source: Source): TeamReading {
  const decoded = decodeText(input, source);
  if (decoded.kind === "unreadable") return failed(source, [decoded.problem]);
  return readText(decoded.text.replace(/^\uFEFF+/, ""), source, decoded.problems);
}

/** Reads addresses typed on the command line, separated by commas, semicolons, spaces or line ends. */
export function readAddressList(text: string, source: Source = { kind: "flag", flag: "--emails" }): TeamReading {
  return readAddresses(text.replace(/ (?![^<>]{0,99}>)/g, ","), source, []);
}

function readText(text: string, source: Source, damage: readonly Problem[]): TeamReading {
  const { delimiter, skip } = separatorOf(text);
  const records = parseCsv(text, delimiter)
    .slice(skip)
    .filter((record) => !isBlank(record));
  const [first, ...others] = records;
  if (first === undefined) return failed(source, [...damage, problemAt(source, { line: 1, column: 1 }, emptyFile)]);
  switch (firstLineOf(first, records)) {
    case "addresses":
      return readAddresses(skip === 0 ? text : text.replace(/^.*/, ""), source, damage);
    case "values":
      return failed(source, [...damage, problemAt(source, { line: first.line, column: 1 }, noHeader)]);
    case "columns":
      return readRows(others, readHeader(first.cells, source), source, damage, first);
  }
}

/** Addresses are separated by whatever stands between them; it need not be the same in all lines. */
function readAddresses(text: string, source: Source, damage: readonly Problem[]): TeamReading {
  const records = parseCsv(text.replace(/[;\t]/g, ","), ",");
  return readRows(records.flatMap(oneCellRecords), addressHeader, source, damage);
}

function readRows(
  records: readonly CsvRecord[],
  header: Header,
  source: Source,
  damage: readonly Problem[],
  headerRecord?: CsvRecord,
): TeamReading {
  const before = [...damage, ...header.problems, ...namelessColumns(header, headerRecord, records, source)];
  const excess = records[MAX_ROWS];
  if (excess !== undefined)
    return failed(source, [...before, problemAt(source, { line: excess.line, column: 1 }, tooManyRows)]);
  if (records.length === 0) {
    const line = headerRecord?.line ?? 1;
    return failed(source, [...before, problemAt(source, { line, column: 1 }, nobody)]);
  }
  if (![...header.columns.values()].includes("email")) return failed(source, before);

  const damaged = new Set(damage.map((problem) => problem.place.line ?? 0));
  const checked = records.map((record) => checkRow(record, header, source, damaged));
  const origins = originsIn(records, header);
  const { members, problems } = mergeRows(checked, source);
  const sound = checked.filter((row) => row.problems.length === 0 && !damaged.has(row.line));
  return {
    team: { source, members },
    problems: inReadingOrder([...before, ...checked.flatMap((row) => row.problems), ...problems]),
    rows: sound.map((row) => ({ ...teamRowOf(row), ...originMember(origins.get(row.line)) })),
    names: records.flatMap((record) => namesIn(record, header)),
    ...(header.unread.size === 0 ? {} : { partOf: [...new Set(origins.values())] }),
  };
}

function namelessColumns(
  { unnamed }: Header,
  headerRecord: CsvRecord | undefined,
  records: readonly CsvRecord[],
  source: Source,
): readonly Problem[] {
  return unnamed.flatMap((cell) => {
    const index = headerRecord?.cells.indexOf(cell) ?? -1;
    const filled = records.find(({ cells }) => (cells[index]?.text ?? "").trim() !== "");
    if (filled === undefined) return [];
    const message = `Column ${index + 1} has no name, and yet there is a value in line ${filled.line}.`;
    return [problemAt(source, cell, { message, remedy: "Name the column, or remove it." })];
  });
}

function teamRowOf({ line, cells, accounts }: CheckedRow): TeamRow {
  const text = (column: TeamColumn) =>
    column === "account" ? accounts.map((account) => listEntry(account.text)).join(";") : (cells[column]?.text ?? "");
  return {
    line,
    cells: Object.fromEntries(COLUMNS.map((column) => [column, text(column)])) as Record<TeamColumn, string>,
  };
}

/** The team file that each line says it was taken from. */
function originsIn(records: readonly CsvRecord[], { unread }: Header): ReadonlyMap<number, string> {
  const index = unread.get(ORIGIN);
  const origins = records.map(
    ({ line, cells }) => [line, cellValue(cells[index ?? cells.length]?.text ?? "")] as const,
  );
  return new Map(origins.filter(([, origin]) => origin !== ""));
}

function originMember(origin: string | undefined): Pick<TeamRow, "origin"> {
  return origin === undefined ? {} : { origin };
}

function namesIn({ cells }: CsvRecord, { columns }: Header): readonly TeamCell[] {
  return cells.flatMap(({ text, line, column }, index) => {
    const named = columns.get(index);
    const value = cellValue(text);
    if (named === undefined || !isPersonal(named) || value === "") return [];
    // What a problem says that the value should be is a name as well.
    return [value, mojibakeOf(value) ?? ""].filter((name) => name !== "").map((name) => ({ text: name, line, column }));
  });
}

function failed(source: Source, problems: readonly Problem[]): TeamReading {
  return { team: { source, members: [] }, problems: inReadingOrder(problems), rows: [], names: [] };
}

const addressHeader: Header = {
  columns: new Map([[0, "email"]]),
  unread: new Map(),
  width: 1,
  unnamed: [],
  problems: [],
};

function oneCellRecords({ cells }: CsvRecord): readonly CsvRecord[] {
  return cells.filter((cell) => cell.text.trim() !== "").map((cell) => ({ line: cell.line, cells: [cell] }));
}

/** Addresses without a header are a list. A first line that mixes addresses with other values lacks the line above it. */
function firstLineOf(first: CsvRecord, records: readonly CsvRecord[]): "columns" | "addresses" | "values" {
  if (first.cells.some((cell) => columnNamed(cell.text) !== undefined)) return "columns";
  const filled = first.cells.filter((cell) => cell.text.trim() !== "");
  const addresses = filled.filter((cell) => cell.text.includes("@"));
  if (addresses.length > 0) return addresses.length === filled.length ? "addresses" : "values";
  if (filled.some((cell) => likelyColumn(cell.text) !== undefined)) return "columns";
  const isList =
    records.every(({ cells }) => cells.length === 1) && records.some(({ cells }) => cells[0]?.text.includes("@"));
  return isList ? "addresses" : "columns";
}

/** Excel's `sep=;` line, or whichever separator makes most sense of the first line. */
function separatorOf(text: string): { readonly delimiter: string; readonly skip: 0 | 1 } {
  const declared = /^sep=([^"\r\n])(?=[\r\n]|$)/i.exec(text)?.[1];
  if (declared !== undefined) return { delimiter: declared, skip: 1 };
  const start = Math.max(0, text.search(/\S/));
  const length = text.slice(start).search(/[\r\n]/);
  const line = length < 0 ? text.slice(start) : text.slice(start, start + length);
  const scored = [",", ";", "\t"].map((delimiter) => ({ delimiter, score: senseOf(line, delimiter) }));
  const [best] = scored.sort((a, b) => b.score - a.score);
  return { delimiter: best?.delimiter ?? ",", skip: 0 };
}

function senseOf(line: string, delimiter: string): number {
  const cells = parseCsv(line, delimiter)[0]?.cells ?? [];
  return 1000 * cells.filter((cell) => columnNamed(cell.text) !== undefined).length + cells.length;
}

const emptyFile: Fault = {
  message: "The file is empty.",
  remedy: "Write a header line such as email,given_name,family_name,account and a row for each person.",
};
const nobody: Fault = { message: "The file names columns, but no people.", remedy: "Add a row for each person." };
const noHeader: Fault = {
  message: "The first line holds values where the column names should be.",
  remedy: "Put a line above it that names the columns, for example: email,given_name,family_name,account.",
};
const tooManyRows: Fault = {
  message: `The file has more than ${MAX_ROWS.toLocaleString("en-US")} rows.`,
  remedy: "Check that this is the right file, or split it.",
};
