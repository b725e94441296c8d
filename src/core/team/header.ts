import type { Problem, Source } from "../errors/problem.ts";
import { addressColumns, withFates } from "./column-fate.ts";
import { type ColumnUse, foldedWord } from "./column-words.ts";
import type { CsvCell, CsvRecord } from "./csv-records.ts";
import { comesFromElsewhere } from "./file-origin.ts";
import {
  bestFirst,
  type ColumnFate,
  type HeaderColumn,
  type NamedColumn,
  teamColumnOf,
  useOf,
} from "./header-column.ts";
import { meaningOfHeader, misspelt } from "./header-names.ts";
import { faultOf, missingEmail, misspeltColumn, repeatedColumns, repeatedNotes } from "./header-problems.ts";
import { isStandingUse, type StandingUse } from "./left-out.ts";
import { COLUMNS, ORIGIN, REASON, type RunNote, type TeamColumn } from "./team-columns.ts";

/** What the header line says: which cells of a row are which column, and how many cells a row has. */
export interface Header {
  readonly columns: readonly HeaderColumn[];
  /** Where each column of a team file is read from: the first of these cells that has something in it. */
  readonly cells: Readonly<Partial<Record<TeamColumn, readonly number[]>>>;
  /** Those of the above that hold the family name first. */
  readonly sorted: ReadonlySet<number>;
  /** Those that may hold an address that takes no mail: user names. */
  readonly signIn: ReadonlySet<number>;
  readonly familyPrefix?: number;
  readonly standing: readonly { readonly index: number; readonly use: StandingUse }[];
  /** Those of these that count for nothing, where nobody is left out. */
  readonly unheeded: Header["standing"];
  /** Columns that tell guests from members. */
  readonly kinds: readonly number[];
  readonly secrets: ReadonlySet<number>;
  /** Where the columns of rows that failed are, which say nothing of people. */
  readonly unread: ReadonlyMap<RunNote, number>;
  /** The file comes from another system: it tells who there is, and not what anybody shall have. */
  readonly isForeign: boolean;
  readonly width: number;
  /** Cells of the first line that name nothing, though others follow. Nothing may stand below them. */
  readonly unnamed: readonly CsvCell[];
  readonly problems: readonly Problem[];
}

/** For a list of addresses, each with the name that stands beside it. */
export const LIST_HEADER: Header = {
  columns: [],
  cells: { email: [0], display_name: [1] },
  sorted: new Set(),
  signIn: new Set(),
  standing: [],
  unheeded: [],
  kinds: [],
  secrets: new Set(),
  unread: new Map(),
  isForeign: false,
  width: 2,
  unnamed: [],
  problems: [],
};

/**
 * Understands the line that names the columns, with what stands below it. Unknown columns are not read. A name that is nearly right is
 * a problem, and yet taken for what it nearly is, so that the rows below can be checked in the same run.
 */
export function readHeader({ cells }: CsvRecord, rows: readonly CsvRecord[], source: Source): Header {
  const width = cells.findLastIndex((cell) => cell.text.trim() !== "") + 1;
  const named = cells
    .slice(0, width)
    .map((cell, index) => ({ cell, index, name: cell.text.trim(), meaning: meaningOfHeader(cell.text) }))
    .filter(({ name }) => name !== "");
  const slips = named.flatMap((one) => slipOf(one));
  const understood = withNames(
    named.map((one) => slips.find(({ index }) => index === one.index) ?? one),
    rows,
  );
  const isForeign = comesFromElsewhere(understood, rows);
  const fated = withFates(understood, isForeign, rows);
  const addresses = addressColumns(fated, rows);
  const columns = fated.map((one) => (addresses.includes(one.index) ? { ...one, fate: EMAIL } : one));
  const indexes = (isMeant: (column: HeaderColumn) => boolean) => columns.filter(isMeant).map(({ index }) => index);
  const [familyPrefix] = indexes((one) => useOf(one) === "family_prefix");
  return {
    columns,
    cells: cellsOf(columns, addresses),
    sorted: new Set(indexes((one) => useOf(one) === "sorted_name")),
    signIn: new Set(indexes(({ meaning }) => meaning?.use !== "email")),
    ...(familyPrefix === undefined ? {} : { familyPrefix }),
    standing: columns.flatMap(({ index, fate }) =>
      fate.kind === "used" && isStandingUse(fate.as) ? [{ index, use: fate.as }] : [],
    ),
    unheeded: [],
    kinds: indexes(({ meaning }) => meaning?.use === "kind" || meaning?.use === "status"),
    secrets: new Set(indexes(({ fate }) => fate.kind === "secret")),
    unread: new Map(
      columns.flatMap(({ meaning, index }) =>
        meaning?.use === REASON || meaning?.use === ORIGIN ? [[meaning.use, index] as const] : [],
      ),
    ),
    isForeign,
    width,
    unnamed: cells.slice(0, width).filter((cell) => cell.text.trim() === ""),
    problems: [
      ...named.flatMap(({ cell }) => faultOf(cell, source)),
      ...slips.map(({ cell, as }) => misspeltColumn(cell, as, source)),
      ...repeatedColumns(columns, rows, isForeign, source),
      ...repeatedNotes(columns, source),
      ...(addresses.length > 0 ? [] : [missingEmail(named, rows, source)]),
    ],
  };
}

const EMAIL: ColumnFate = { kind: "used", as: "email" };

/** From which cells each column of a team file is read. */
function cellsOf(columns: readonly HeaderColumn[], addresses: readonly number[]): Header["cells"] {
  const taken = (column: TeamColumn) =>
    columns
      .filter((one) => teamColumnOf(useOf(one)) === column)
      .sort(bestFirst)
      .map(({ index }) => index);
  const read = COLUMNS.map((column) => [column, column === "email" ? addresses : taken(column)] as const);
  return Object.fromEntries(read.filter(([, indexes]) => indexes.length > 0));
}

/** The same where nobody is left out for what a row says of them. */
export function withEverybody(header: Header): Header {
  const columns = header.columns.map((column) =>
    header.standing.some(({ index }) => index === column.index)
      ? { ...column, fate: { kind: "unknown" } as const }
      : column,
  );
  return { ...header, columns, standing: [], unheeded: header.standing };
}

interface Slip extends NamedColumn {
  readonly as: string;
}

function slipOf({ cell, index, name, meaning }: NamedColumn): readonly Slip[] {
  if (meaning !== undefined) return [];
  const numbered = /^(.+?)[\s_-]*\d+$/.exec(name)?.[1];
  const whole = numbered === undefined ? undefined : meaningOfHeader(numbered);
  if (whole?.use === "account" && whole.isOurs) return [{ cell, index, name, meaning: undefined, as: "account" }];
  const slip = misspelt(name);
  if (slip === undefined) return [];
  const as = slip.use === "name" ? "display_name" : slip.use;
  return [{ cell, index, name, meaning: { use: slip.use, rank: 5, isOurs: false }, as }];
}

/**
 * What a column of names holds is told by the others: beside a given name it is the family name, and the other way round, unless its
 * cells hold the other's.
 */
function withNames(candidates: readonly NamedColumn[], rows: readonly CsvRecord[]): readonly NamedColumn[] {
  const first = (use: ColumnUse) => candidates.find(({ meaning }) => meaning?.use === use);
  const given = first("given_name");
  const family = first("family_name");
  const half = given === undefined ? family : family === undefined ? given : undefined;
  return candidates.map((one) => {
    if (one.meaning?.use !== "name") return one;
    const isWhole = half === undefined || rows.some((row) => contains(row, one.index, half.index));
    const use = isWhole ? "display_name" : half === given ? "family_name" : "given_name";
    return { ...one, meaning: { ...one.meaning, use } };
  });
}

function contains({ cells }: CsvRecord, whole: number, part: number): boolean {
  const words = wordsOf(cells[part]?.text);
  const all = wordsOf(cells[whole]?.text);
  return words.length > 0 && all.length > words.length && words.every((word) => all.includes(word));
}

function wordsOf(text = ""): readonly string[] {
  return text
    .split(/[\s,]+/)
    .map(foldedWord)
    .filter((word) => word !== "");
}
