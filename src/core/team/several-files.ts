import { inReadingOrder } from "../errors/fault.ts";
import { type Source, type Spot, sourceName } from "../errors/problem.ts";
import { listEntry } from "../text/list-entries.ts";
import type { TeamCell } from "./team.ts";
import type { TeamColumn } from "./team-columns.ts";
import type { TeamReading, TeamRow } from "./team-file.ts";
import { mergeRows } from "./team-members.ts";
import type { CheckedRow } from "./team-rows.ts";

/** What the rows of a file say that leave these columns empty, and where that is said. */
export interface FileDefaults {
  readonly accounts: readonly TeamCell[];
  readonly cells: Readonly<Partial<Record<Exclude<TeamColumn, "account">, TeamCell>>>;
}

/** The reading with what is said for its file as a whole in the rows that leave it open. */
export function withFileDefaults(reading: TeamReading, { accounts, cells }: FileDefaults): TeamReading {
  const { source } = reading.team;
  const filled = (row: CheckedRow): CheckedRow => ({
    ...row,
    accounts: row.accounts.length > 0 ? row.accounts : accounts,
    cells: { ...cells, ...row.cells },
  });
  const rows = reading.unmerged.rows.map(filled);
  const { members, problems } = mergeRows(rows, source);
  const account = accounts.map(({ text }) => listEntry(text)).join(";");
  return {
    ...reading,
    team: { source, members },
    problems: inReadingOrder([...reading.unmerged.problems, ...problems]),
    unmerged: { ...reading.unmerged, rows },
    rows: reading.rows.map((row) => ({ ...row, cells: filledCells(row.cells, account, cells) })),
  };
}

function filledCells(row: TeamRow["cells"], account: string, cells: FileDefaults["cells"]): TeamRow["cells"] {
  const written = Object.entries(row).filter(([, text]) => text !== "");
  const texts = Object.entries(cells).map(([column, { text }]) => [column, text]);
  return { ...row, account, ...Object.fromEntries(texts), ...Object.fromEntries(written) };
}

/**
 * Several team files as one. Somebody who is in more than one of them is one person: what the files say of them must agree, and
 * rows that give the same are one. Each row, cell and problem keeps the file it is in.
 */
export function mergeReadings(readings: readonly TeamReading[]): TeamReading {
  const [only, ...others] = readings;
  if (only !== undefined && others.length === 0) return only;
  const source = sourceOfAll(readings);
  const rows = readings.flatMap(({ team, unmerged }) => unmerged.rows.map((row) => rowIn(row, team.source)));
  const { members, problems } = mergeRows(rows, source);
  const own = readings.flatMap(({ unmerged }) => unmerged.problems);
  const partOf = readings.flatMap((reading) => reading.partOf ?? []);
  return {
    team: { source, members },
    problems: inReadingOrder([...own, ...problems]),
    unmerged: { rows, problems: own },
    remarks: readings.flatMap(({ team, remarks }) => remarks.map((one) => `${sourceName(team.source)}: ${one}`)),
    columns: readings.flatMap(({ team, columns }) => columns.map((one) => ({ ...one, file: sourceName(team.source) }))),
    rows: readings.flatMap(({ team, rows: sound }) => sound.map((row) => ({ source: team.source, ...row }))),
    names: readings.flatMap(({ team, names }) => names.map((cell) => spotIn(cell, team.source))),
    ...(partOf.length === 0 ? {} : { partOf }),
  };
}

/** Where the rows of several readings are, as one. */
function sourceOfAll(readings: readonly TeamReading[]): Source {
  return { kind: "files", files: readings.map(({ team }) => sourceName(team.source)) };
}

function rowIn(row: CheckedRow, source: Source): CheckedRow {
  const cells = Object.entries(row.cells).map(([column, cell]) => [column, spotIn(cell, source)]);
  return {
    ...row,
    source,
    cells: Object.fromEntries(cells) as CheckedRow["cells"],
    accounts: row.accounts.map((cell) => spotIn(cell, source)),
  };
}

/** What is not of the file, such as a default, keeps where it is. */
function spotIn<One extends Spot>(spot: One, source: Source): One {
  return { ...spot, source: spot.source ?? source };
}
