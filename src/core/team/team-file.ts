import { type Fault, inReadingOrder, problemAt } from "../errors/fault.ts";
import type { Problem, Source } from "../errors/problem.ts";
import { definedOnly } from "../text/defined-only.ts";
import { listEntry } from "../text/list-entries.ts";
import { addressRecords, isNamedAddress } from "./address-list.ts";
import { type CsvRecord, parseCsv } from "./csv-records.ts";
import { decodeText } from "./csv-text.ts";
import { delimiterOf, findHeader } from "./find-header.ts";
import { type Header, LIST_HEADER, readHeader, withEverybody } from "./header.ts";
import type { Team, TeamCell } from "./team.ts";
import { cellValue, mojibakeOf } from "./team-cells.ts";
import { COLUMNS, isPersonal, ORIGIN, type TeamColumn } from "./team-columns.ts";
import { mergeRows } from "./team-members.ts";
import {
  type ColumnExample,
  columnExamples,
  columnRemarks,
  columnsLine,
  rowRemarks,
  skippedRemarks,
} from "./team-remarks.ts";
import { type CheckedRow, checkRow, isBlank } from "./team-rows.ts";

/** More people than an identity store holds comfortably; whoever has more has another file in hand. */
export const MAX_ROWS = 100_000;

/** A row of the team file under canonical column names; absent cells are empty, accounts are joined with `;`. */
export interface TeamRow {
  readonly line: number;
  /** The file that it is in, where the team has several. */
  readonly source?: Source;
  readonly cells: Readonly<Record<TeamColumn, string>>;
  /** The team file from which a row that failed before was taken. */
  readonly origin?: string;
}

/** What a team file says. Act on the team only when there are no problems: what was wrong is missing from it. */
export interface TeamReading {
  readonly team: Team;
  /** All of them, in the order of the file, each with line and column. */
  readonly problems: readonly Problem[];
  /** How the file was understood, and who in it was left out: a sentence each, which names nobody. */
  readonly remarks: readonly string[];
  /** Which column is used as what, in one line; absent where each has its own name. */
  readonly columnsLine?: string;
  /** How each column was understood. Empty for a list of addresses. */
  readonly columns: readonly ColumnExample[];
  /** The rows without problems, in the order of the file. */
  readonly rows: readonly TeamRow[];
  /** What the columns for addresses and names hold in any row, right or wrong. */
  readonly names: readonly TeamCell[];
  /** What the rows say one by one, before those of one person are put together. */
  readonly unmerged: { readonly rows: readonly CheckedRow[]; readonly problems: readonly Problem[] };
  /** Of rows that failed before: the team files from which they were taken, as far as it was said. Absent for a team file itself. */
  readonly partOf?: readonly string[];
}

/** What is known of a text before its rows are looked at. */
interface Reading {
  readonly source: Source;
  readonly damage: readonly Problem[];
  readonly remarks: readonly string[];
  readonly everybody: boolean;
}

/** `everybody`: whoever is suspended counts as well, for whom access is looked at or taken away. */
export interface RowsToRead {
  readonly everybody?: boolean;
}

/**
 * Reads a team file: CSV with a line of column names as spreadsheets and directories write it, or plain addresses, one or more a line,
 * each with its name or without. Never throws; whatever is wrong comes back as problems. `source` is what problems point at.
 */
export function readTeam(input: Uint8Array, source: Source, { everybody = false }: RowsToRead = {}): TeamReading {
  const decoded = decodeText(input, source);
  if (decoded.kind === "unreadable") return nobodyRead(source, [decoded.problem]);
  const remarks = decoded.remark === undefined ? [] : [decoded.remark];
  return readText(decoded.text.replace(/^\uFEFF+/, ""), { source, damage: decoded.problems, remarks, everybody });
}

/** Reads addresses typed on the command line, separated by commas, semicolons, spaces or line ends, each with its name or without. */
export function readAddressList(text: string, source: Source = { kind: "flag", flag: "--emails" }): TeamReading {
  return readRows(addressRecords(text, { spaced: true }), LIST_HEADER, {
    source,
    damage: [],
    remarks: [],
    everybody: true,
  });
}

function readText(text: string, reading: Reading): TeamReading {
  const { source, damage } = reading;
  const { delimiter, skip } = delimiterOf(text);
  const records = parseCsv(text, delimiter)
    .slice(skip)
    .filter((record) => !isBlank(record));
  const [first] = records;
  if (first === undefined) return nobodyRead(source, [...damage, problemAt(source, { line: 1, column: 1 }, emptyFile)]);
  const found = findHeader(records);
  if (found !== undefined) {
    const understood = readHeader(found.header, found.rows, source);
    const header = reading.everybody ? withEverybody(understood) : understood;
    return readRows(
      found.rows,
      header,
      { ...reading, remarks: [...reading.remarks, ...skippedRemarks(found.skipped)] },
      found.header,
    );
  }
  switch (firstLineOf(first, records, text)) {
    case "addresses":
      return readRows(addressRecords(skip === 0 ? text : text.replace(/^.*/, "")), LIST_HEADER, reading);
    case "values":
      return nobodyRead(source, [...damage, problemAt(source, { line: first.line, column: 1 }, noHeader)]);
    case "columns":
      return readRows(records.slice(1), readHeader(first, records.slice(1), source), reading, first);
  }
}

function readRows(
  records: readonly CsvRecord[],
  header: Header,
  reading: Reading,
  headerRecord?: CsvRecord,
): TeamReading {
  const { source, damage } = reading;
  const before = [...damage, ...header.problems, ...namelessColumns(header, headerRecord, records, source)];
  const excess = records[MAX_ROWS];
  if (excess !== undefined)
    return nobodyRead(source, [...before, problemAt(source, { line: excess.line, column: 1 }, tooManyRows())]);
  const columns = columnExamples(header, records);
  const names = namesOf(records, header);
  const line = headerRecord?.line ?? 1;
  if (records.length === 0) {
    return { ...nobodyRead(source, [...before, problemAt(source, { line, column: 1 }, nobody)]), columns };
  }
  if (header.cells.email === undefined) return { ...nobodyRead(source, before), columns, names };

  const damaged = new Set(damage.map((problem) => problem.place.line ?? 0));
  const all = records.map((record) => checkRow(record, header, source, damaged));
  const repeated = header.isForeign ? repeatedLines(all) : new Map<number, number>();
  const checked = all.filter((row) => row.leftOut === undefined && !repeated.has(row.line));
  const origins = originsIn(records, header);
  const { members, problems } = mergeRows(checked, source);
  const sound = checked.filter((row) => row.problems.length === 0 && !damaged.has(row.line));
  const empty = checked.length > 0 ? [] : [problemAt(source, { line, column: 1 }, allLeftOut(all))];
  const own = [...before, ...empty, ...checked.flatMap((row) => row.problems)];
  return {
    team: { source, members },
    problems: inReadingOrder([...own, ...problems]),
    unmerged: { rows: checked, problems: own },
    remarks: [
      ...reading.remarks,
      ...columnRemarks(header, records),
      ...rowRemarks({ header, records, rows: all, repeated }),
    ],
    ...definedOnly({ columnsLine: columnsLine(header) }),
    columns,
    rows: sound.map((row) => ({ ...teamRowOf(row), ...originMember(origins.get(row.line)) })),
    names,
    ...(header.unread.size === 0 ? {} : { partOf: [...new Set(origins.values())] }),
  };
}

/** Rows of a file from elsewhere that name somebody again: there may be one for each of their licences. */
function repeatedLines(rows: readonly CheckedRow[]): ReadonlyMap<number, number> {
  const seen = new Map<string, number>();
  const repeated = new Map<number, number>();
  for (const { line, cells, leftOut } of rows) {
    const email = leftOut === undefined ? cells.email?.text.toLowerCase() : undefined;
    if (email === undefined) continue;
    const first = seen.get(email);
    if (first === undefined) seen.set(email, line);
    else repeated.set(line, first);
  }
  return repeated;
}

function namelessColumns(
  { unnamed, isForeign }: Header,
  headerRecord: CsvRecord | undefined,
  records: readonly CsvRecord[],
  source: Source,
): readonly Problem[] {
  if (isForeign) return [];
  return unnamed.flatMap((cell) => {
    const index = headerRecord?.cells.indexOf(cell) ?? -1;
    const texts = records.map(({ line, cells }) => ({ line, text: (cells[index]?.text ?? "").trim() }));
    const filled = texts.find(({ text }) => text !== "");
    if (filled === undefined || texts.every(({ text }) => /^\d*$/.test(text))) return [];
    const message = `Column ${index + 1} has no name, and yet there is a value in line ${filled.line}.`;
    const remedy = texts.some(({ text }) => text.includes("@")) ? "Name the column." : "Name the column, or remove it.";
    return [problemAt(source, cell, { message, remedy })];
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

/** What the cells for addresses and names hold, and what a problem says that it should be. */
function namesOf(records: readonly CsvRecord[], header: Header): readonly TeamCell[] {
  const personal = [...new Set(COLUMNS.filter(isPersonal).flatMap((column) => header.cells[column] ?? []))];
  const names: TeamCell[] = [];
  for (const { cells } of records) {
    for (const index of personal) {
      const { text = "", line = 1, column = 1 } = cells[index] ?? {};
      const value = cellValue(text);
      if (value === "") continue;
      names.push({ text: value, line, column });
      const meant = mojibakeOf(value);
      if (meant !== undefined) names.push({ text: meant, line, column });
    }
  }
  return names;
}

/** A reading in which nobody is. */
export function nobodyRead(source: Source, problems: readonly Problem[]): TeamReading {
  return {
    team: { source, members: [] },
    problems: inReadingOrder(problems),
    unmerged: { rows: [], problems },
    remarks: [],
    columns: [],
    rows: [],
    names: [],
  };
}

/** Addresses without a header are a list. A first line that mixes addresses with other values lacks the line above it. */
function firstLineOf(
  first: CsvRecord,
  records: readonly CsvRecord[],
  text: string,
): "columns" | "addresses" | "values" {
  if (isNamedAddress(text.trimStart().split(/[\r\n]/, 1)[0] ?? "")) return "addresses";
  const filled = first.cells.filter((cell) => cell.text.trim() !== "");
  const addresses = filled.filter((cell) => cell.text.includes("@"));
  if (addresses.length > 0) return addresses.length === filled.length ? "addresses" : "values";
  const isList =
    records.every(({ cells }) => cells.length === 1) && records.some(({ cells }) => cells[0]?.text.includes("@"));
  return isList ? "addresses" : "columns";
}

function allLeftOut(rows: readonly CheckedRow[]): Fault {
  const [first, ...others] = rows;
  const why = new Set(rows.map(({ leftOut }) => leftOut)).size === 1 ? `: ${first?.leftOut}` : "";
  return {
    message: others.length === 0 ? `The only row is left out${why}.` : `All ${rows.length} rows are left out${why}.`,
    remedy: "Check that this is the right file, and that its column of addresses is filled.",
  };
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
// A function: Node takes 5 ms to load what writes numbers of a language, at every start.
const tooManyRows = (): Fault => ({
  message: `The file has more than ${MAX_ROWS.toLocaleString("en-US")} rows.`,
  remedy: "Check that this is the right file, or split it.",
});
