import { shownList } from "../text/shown-list.ts";
import { quoted } from "../text/visible-text.ts";
import { foldedWord } from "./column-words.ts";
import type { CsvRecord } from "./csv-records.ts";
import type { Header } from "./header.ts";
import type { ColumnFate, HeaderColumn } from "./header-column.ts";
import { isStandingUse, standingOf } from "./left-out.ts";
import { familyNameFirst, namesFromDisplayName } from "./person-names.ts";
import { cellValue } from "./team-cells.ts";
import { COLUMNS } from "./team-columns.ts";
import { type CheckedRow, columnName } from "./team-rows.ts";

/** How a column of the file was understood. */
export interface ColumnExample {
  /** The file that it is of, where the team has several. */
  readonly file?: string;
  /** Its name in the file. */
  readonly name: string;
  /** What it is used as, or that it is not used. */
  readonly usedAs: string;
  /** What its first cell that has something was read as: only the shape of what is not used, and nothing of what is secret. */
  readonly example: string;
}

/** More line numbers and column names than these are counted. */
const MOST_LINES = 10;
const MOST_COLUMNS = 40;

/** What of each column is read, and as what. */
export function columnExamples(header: Header, records: readonly CsvRecord[]): readonly ColumnExample[] {
  return header.columns.map((column) => {
    const { index, name, fate } = column;
    const first = records.find(({ cells }) => cellValue(cells[index]?.text ?? "") !== "");
    const text = cellValue(first?.cells[index]?.text ?? "");
    return { name, usedAs: usedAs(column, header), example: text === "" ? "" : exampleOf(fate, text, header) };
  });
}

function usedAs({ index, fate }: HeaderColumn, header: Header): string {
  switch (fate.kind) {
    case "secret":
      return "not read: passwords";
    case "note":
      return "not read: a run's own note";
    case "not-taken":
      return `not used: aws_${fate.as} would be`;
    case "unknown":
      return "not used";
    case "used":
      break;
    default:
      return fate satisfies never;
  }
  if (isStandingUse(fate.as)) return "who is left out";
  if (fate.as === "sorted_name") return "family_name, given_name";
  if (fate.as === "family_prefix") return "family_name, before it";
  const cells = header.cells[fate.as] ?? [];
  const before = cells[cells.indexOf(index) - 1];
  return before === undefined ? fate.as : `${fate.as}, where ${columnName(header, before)} is empty`;
}

function exampleOf(fate: ColumnFate, text: string, { cells }: Header): string {
  if (fate.kind === "secret") return "(never shown)";
  if (fate.kind !== "used") return shapeOf(text);
  const isWhole = fate.as === "display_name" || fate.as === "sorted_name";
  const isTakenApart = isWhole && (cells.given_name === undefined || cells.family_name === undefined);
  if (!isTakenApart) return text;
  const { givenName, familyName } = namesFromDisplayName(fate.as === "sorted_name" ? familyNameFirst(text) : text);
  return `given ${quoted(givenName)}, family ${quoted(familyName)}`;
}

/** `Xxxx 00`: how long, and whether letters or digits. */
function shapeOf(text: string): string {
  const shape = Array.from(text.slice(0, 200), (letter) =>
    /\p{Lu}/u.test(letter)
      ? "X"
      : /\p{L}|\p{M}/u.test(letter)
        ? "x"
        : /\p{N}/u.test(letter)
          ? "0"
          : /[-.,:@/+ _]/.test(letter)
            ? letter
            : "·",
  ).join("");
  return shape.length > 24 ? `${shape.slice(0, 23)}…` : shape;
}

/** That lines above the column names were passed over; what they say only where it is a program's. */
export function skippedRemarks(skipped: readonly CsvRecord[]): readonly string[] {
  const [first, ...others] = skipped;
  if (first === undefined) return [];
  const text = first.cells
    .map((cell) => cell.text.trim())
    .join(" ")
    .trim();
  const isProgram = /^(#|version\b|sep=|table\s*\d*$)/i.test(text);
  const what = others.length === 0 && isProgram ? `: ${quoted(text, 60)}` : "";
  return [
    `${linesWords(
      skipped.map(({ line }) => line),
      "is",
      "are",
    )} above the column names and not read${what}.`,
  ];
}

/** What of the columns was not read as their names say, what is better not in the file, and what was not taken and how it would be. */
export function columnRemarks(header: Header, records: readonly CsvRecord[]): readonly string[] {
  const isUsual = header.columns.every(
    ({ name, fate }) => fate.kind === "note" || (fate.kind === "used" && isPlainName(name, fate.as)),
  );
  return [
    ...(isUsual ? [] : [columnsLine(header) ?? []].flat()),
    ...secretRemarks(header, records),
    ...notTakenRemarks(header, records),
  ];
}

/** Names that everybody understands, other than the column's own. */
const PLAIN_NAMES: Readonly<Record<string, string>> = {
  email: "mail emailaddress",
  username: "user login",
  given_name: "firstname given first",
  family_name: "lastname family last surname",
  display_name: "name fullname",
  account: "accounts accountid awsaccount awsaccountid",
};

function isPlainName(name: string, as: string): boolean {
  const folded = foldedWord(name);
  return folded === foldedWord(as) || (PLAIN_NAMES[as] ?? "").split(" ").includes(folded);
}

/** One line for all columns; none where each has its own name. */
export function columnsLine(header: Header): string | undefined {
  const isOwn = header.columns.every(
    ({ name, fate }) => fate.kind === "note" || (fate.kind === "used" && foldedWord(name) === foldedWord(fate.as)),
  );
  if (isOwn) return undefined;
  const used = COLUMNS.flatMap((column) => {
    const [first, ...others] = header.cells[column] ?? [];
    if (first === undefined) return [];
    const name = header.columns.find(({ index }) => index === first)?.name ?? "";
    const what = header.sorted.has(first) ? "family_name, given_name" : column;
    if (foldedWord(name) === foldedWord(what) && others.length === 0) return [column];
    return [`${what} from ${[first, ...others].map((index) => columnName(header, index)).join(", else ")}`];
  });
  const standing = header.standing.map(({ index }) => columnName(header, index));
  const unused = header.columns
    .filter(({ fate }) => fate.kind === "unknown" || fate.kind === "not-taken" || fate.kind === "secret")
    .map(({ name }) => quoted(name, 40));
  return [
    `Columns: ${used.join("; ")}.`,
    ...(standing.length === 0 ? [] : [`Rows are left out by ${standing.join(", ")}.`]),
    ...(unused.length === 0 ? [] : [`Not used: ${shownList(unused, MOST_COLUMNS)}.`]),
  ].join(" ");
}

function secretRemarks(header: Header, records: readonly CsvRecord[]): readonly string[] {
  const held = [...header.secrets].filter((index) => records.some(({ cells }) => isSecret(cells[index]?.text ?? "")));
  if (held.length === 0) return [];
  const names = held.map((index) => columnName(header, index));
  const columns = names.length === 1 ? `The column ${names[0]} holds` : `The columns ${names.join(", ")} hold`;
  return [
    `${columns} passwords: they are neither read nor kept. Delete them from the file, and from wherever it was sent.`,
  ];
}

/** Cells of asterisks hide a password already, and yes or no is none. */
function isSecret(text: string): boolean {
  return /[^\s*•]/.test(text) && !/^\s*(true|false|yes|no)\s*$/i.test(text);
}

function notTakenRemarks(header: Header, records: readonly CsvRecord[]): readonly string[] {
  return header.columns.flatMap(({ index, name, fate }) => {
    const isEmpty = records.every(({ cells }) => (cells[index]?.text ?? "").trim() === "");
    if (fate.kind !== "not-taken" || isEmpty) return [];
    const ours = fate.as.startsWith("permission") ? fate.as : `aws_${fate.as}`;
    if (fate.as === "username") {
      return [
        `${quoted(name, 40)} is not used: it names people in another system, and AWS never lets a user name be changed. People sign in with their address; call the column aws_username if it is meant.`,
      ];
    }
    return [
      `${quoted(name, 40)} is not used, since this file comes from another system: call the column ${ours === "aws_until" ? "until" : ours} if it is meant.`,
    ];
  });
}

interface Rows {
  readonly header: Header;
  readonly records: readonly CsvRecord[];
  readonly rows: readonly CheckedRow[];
  /** Lines that name somebody again, and where it was first. */
  readonly repeated: ReadonlyMap<number, number>;
}

/** Whom the file names and the team has not, and of whom it was not clear. */
export function rowRemarks(input: Rows): readonly string[] {
  return [
    ...leftOutRemarks(input.rows),
    ...repeatedRemarks(input.repeated),
    ...secondChoiceRemarks(input),
    ...guestRemarks(input),
    ...unknownStandings(input),
    ...stillThereRemarks(input),
  ];
}

function leftOutRemarks(rows: readonly CheckedRow[]): readonly string[] {
  const byReason = groupedBy(rows);
  return [...byReason].map(([reason, lines]) => {
    const why = reason === NO_ADDRESS && lines.length === 1 ? "it has no address" : reason;
    return `${linesWords(lines, "is", "are")} left out: ${why}.`;
  });
}

const NO_ADDRESS = "they have no address";

function groupedBy(rows: readonly CheckedRow[]): ReadonlyMap<string, readonly number[]> {
  const groups = new Map<string, number[]>();
  for (const { line, leftOut } of rows) {
    if (leftOut === undefined) continue;
    const lines = groups.get(leftOut) ?? [];
    groups.set(leftOut, lines);
    lines.push(line);
  }
  return groups;
}

function repeatedRemarks(repeated: ReadonlyMap<number, number>): readonly string[] {
  const lines = [...repeated.keys()];
  if (lines.length === 0) return [];
  const first = lines.length === 1 ? `, who is in line ${repeated.get(lines[0] ?? 0)}` : "";
  return [`${linesWords(lines, "names somebody", "name people")} again${first}: the first row counts.`];
}

/** Whose address is the name that they sign in with, since there is no other. */
function secondChoiceRemarks({ header, records, rows }: Rows): readonly string[] {
  const [first, ...others] = header.cells.email ?? [];
  if (first === undefined || others.length === 0) return [];
  const kept = new Set(rows.flatMap(({ line, leftOut }) => (leftOut === undefined ? [line] : [])));
  const lines = records
    .filter(({ line, cells }) => kept.has(line) && cellValue(cells[first]?.text ?? "") === "")
    .map(({ line }) => line);
  if (lines.length === 0) return [];
  return [
    `${columnName(header, first)} is empty in ${linesWords(lines).toLowerCase()}: the address is taken from ${others.map((index) => columnName(header, index)).join(", else ")}.`,
  ];
}

/** Guests are people of other companies: they count, as anybody can see. */
function guestRemarks({ header, records, rows }: Rows): readonly string[] {
  const kept = new Set(rows.flatMap(({ line, leftOut }) => (leftOut === undefined ? [line] : [])));
  return header.kinds.flatMap((index) => {
    const lines = records
      .filter(({ line, cells }) => kept.has(line) && /\bguest\b|\bgast\b/i.test(cells[index]?.text ?? ""))
      .map(({ line }) => line);
    if (lines.length === 0) return [];
    const who = lines.length === 1 ? "is a guest and counts" : "are guests and count";
    return [`${linesWords(lines, who, who)} as others do (${columnName(header, index)}). Delete who is not meant.`];
  });
}

/** Words for a person's standing that are in no table: the row counts, and that is told. */
function unknownStandings({ header, records }: Rows): readonly string[] {
  return header.standing.flatMap(({ index, use }) => {
    if (use === "kind") return [];
    const unknown = new Map<string, number[]>();
    for (const { line, cells } of records) {
      const text = cellValue(cells[index]?.text ?? "");
      if (standingOf(use, text) === "unknown") unknown.set(text, [...(unknown.get(text) ?? []), line]);
    }
    return [...unknown].map(
      ([text, lines]) =>
        `${columnName(header, index)} is ${quoted(text, 30)} in ${linesWords(lines).toLowerCase()}, which is not known: the ${lines.length === 1 ? "row counts" : "rows count"}. Delete what is not meant.`,
    );
  });
}

/** Where nobody is left out, as for a file of who leaves: a file that names those who stay as well is easily the wrong one. */
function stillThereRemarks({ header, records }: Rows): readonly string[] {
  return header.unheeded.flatMap(({ index, use }) => {
    const said = records.flatMap(({ line, cells }) => {
      const text = cellValue(cells[index]?.text ?? "");
      return text === "" ? [] : [{ line, standing: standingOf(use, text) }];
    });
    const there = said.filter(({ standing }) => standing === "in").map(({ line }) => line);
    if (there.length === 0 || !said.some(({ standing }) => standing === "out")) return [];
    const who = linesWords(there).toLowerCase();
    return [
      `${columnName(header, index)} says of ${who} that they are still there, and of others that they are not: all count. Delete who is not meant.`,
    ];
  });
}

/** `Line 4 is`, `Lines 4, 7, and 3 more are`. */
function linesWords(lines: readonly number[], one = "", many = ""): string {
  const text =
    lines.length === 1 ? `Line ${lines[0]} ${one}` : `Lines ${shownList(lines.map(String), MOST_LINES)} ${many}`;
  return text.trim();
}
