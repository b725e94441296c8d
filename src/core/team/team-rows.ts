import { type Fault, problemAt } from "../errors/fault.ts";
import type { Problem, Source } from "../errors/problem.ts";
import { entryValue } from "../text/list-entries.ts";
import { type CsvCell, type CsvRecord, quotingFault } from "./csv-records.ts";
import type { TeamCell } from "./team.ts";
import { accountFault, accountsIn, cellFault, cellValue } from "./team-cells.ts";
import type { Header, TeamColumn } from "./team-columns.ts";

/** A row whose cells have been read one by one. Empty and faulty cells are absent. */
export interface CheckedRow {
  readonly line: number;
  readonly cells: Readonly<Partial<Record<TeamColumn, TeamCell>>>;
  readonly accounts: readonly TeamCell[];
  readonly problems: readonly Problem[];
}

/** Reads one record under a header. Lines in `damaged` have been complained about already, and hold replacement characters. */
export function checkRow(record: CsvRecord, header: Header, source: Source, damaged: ReadonlySet<number>): CheckedRow {
  const problems: Problem[] = [];
  const cells: Partial<Record<TeamColumn, TeamCell>> = {};
  let accounts: readonly TeamCell[] = [];
  const count = cellCountProblem(record, header, source);
  if (count !== undefined) return { line: record.line, cells, accounts, problems: [count] };

  for (const [index, cell] of record.cells.entries()) {
    const column = header.columns.get(index);
    const value = cellValue(cell.text);
    const text = column !== undefined && NAMES_AT_AWS.has(column) ? entryValue(value) : value;
    if (text === "" && cell.fault === undefined) {
      if (column === "email") problems.push(problemAt(source, cell, noEmail));
      continue;
    }
    if (column === undefined) continue;
    if (damaged.has(cell.line) && text.includes("\uFFFD")) continue;
    const fault = cellFault(column, cell, text);
    if (fault !== undefined) problems.push(problemAt(source, cell, fault));
    else if (column === "account") accounts = accountsIn(cell);
    else cells[column] = { text, line: cell.line, column: cell.column };
  }
  problems.push(...accountProblems(accounts, source));
  return { line: record.line, cells, accounts, problems };
}

/** Columns whose cell may have its name in quotes, as an entry of a list has. */
const NAMES_AT_AWS: ReadonlySet<TeamColumn> = new Set(["group", "permission_set"]);

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
  if (open !== undefined && openFault !== undefined) return problemAt(source, open, openFault);

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
  const other = cells.length === 1 ? /[;,\t]/.exec(cells[0]?.text ?? "")?.[0] : undefined;
  if (other === undefined) return "Leave a cell empty rather than leaving it out.";
  return `It seems to be separated by ${other === "\t" ? "tabs" : `"${other}"`}: use the separator of the first line.`;
}
