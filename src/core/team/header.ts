import { problemAt } from "../errors/fault.ts";
import type { Problem, Source } from "../errors/problem.ts";
import { quoted } from "../text/visible-text.ts";
import { type ColumnMeaning, type ColumnUse, foldedWord } from "./column-words.ts";
import { type CsvCell, type CsvRecord, quotingFault } from "./csv-records.ts";
import { meaningOfHeader, misspelt } from "./header-names.ts";
import { isStandingUse, type StandingUse, standingOf } from "./left-out.ts";
import { COLUMNS, ORIGIN, REASON, type RunNote, type TeamColumn } from "./team-columns.ts";

/** What became of a column of the file: taken as something, or why not. */
export type ColumnFate =
  | { readonly kind: "used"; readonly as: TeamColumn | "family_prefix" | "sorted_name" | StandingUse }
  /** The run's own notes. */
  | { readonly kind: "note" }
  | { readonly kind: "secret" }
  /** It would be taken in a file that is made for AWS. */
  | { readonly kind: "not-taken"; readonly as: TeamColumn }
  | { readonly kind: "unknown" };

export interface HeaderColumn {
  readonly index: number;
  /** As it is written, without blanks around it. */
  readonly name: string;
  readonly fate: ColumnFate;
}

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

interface Candidate {
  readonly cell: CsvCell;
  readonly index: number;
  readonly name: string;
  readonly meaning: ColumnMeaning | undefined;
}

/** For a list of addresses, each with the name that stands beside it. */
export const LIST_HEADER: Header = {
  columns: [],
  cells: { email: [0], display_name: [1] },
  sorted: new Set(),
  signIn: new Set(),
  standing: [],
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
  const takesLogin = takesUserNames(understood, isForeign);
  const columns = understood.map(
    (one): HeaderColumn => ({
      index: one.index,
      name: one.name,
      fate: fateOf(one, isForeign, takesLogin, rows),
    }),
  );
  const addresses = addressColumns(columns, understood, rows);
  const taken = (column: TeamColumn) =>
    understood
      .filter(({ index }) =>
        columns.some(({ index: at, fate }) => at === index && fate.kind === "used" && teamColumnOf(fate.as) === column),
      )
      .sort((a, b) => rankOf(a) - rankOf(b) || a.index - b.index);
  const byColumn = Object.fromEntries(
    COLUMNS.flatMap((column) => {
      const indexes = column === "email" ? addresses : taken(column).map(({ index }) => index);
      return indexes.length === 0 ? [] : [[column, indexes] as const];
    }),
  );
  const final = columns.map((one) =>
    addresses.includes(one.index) ? { ...one, fate: { kind: "used", as: "email" } as const } : leftOverAddress(one),
  );
  const unread = new Map(
    understood.flatMap(({ meaning, index }) =>
      meaning?.use === REASON || meaning?.use === ORIGIN ? [[meaning.use, index] as const] : [],
    ),
  );
  const problems = [
    ...named.flatMap(({ cell }) => faultOf(cell, source)),
    ...slips.map(({ cell, as }) => misspeltColumn(cell, as, source)),
    ...repeatedColumns(understood, final, rows, isForeign, source),
    ...repeatedNotes(understood, source),
    ...(addresses.length > 0 ? [] : [missingEmail(named, rows, source)]),
  ];
  const indexOf = (use: ColumnUse) => final.find(({ fate }) => fate.kind === "used" && fate.as === use)?.index;
  const familyPrefix = indexOf("family_prefix");
  return {
    columns: final,
    cells: byColumn,
    sorted: new Set(
      final.flatMap(({ index, fate }) => (fate.kind === "used" && fate.as === "sorted_name" ? [index] : [])),
    ),
    signIn: new Set(understood.flatMap(({ index, meaning }) => (meaning?.use === "email" ? [] : [index]))),
    ...(familyPrefix === undefined ? {} : { familyPrefix }),
    standing: final.flatMap(({ index, fate }) =>
      fate.kind === "used" && isStandingUse(fate.as) ? [{ index, use: fate.as }] : [],
    ),
    kinds: understood.flatMap(({ index, meaning }) =>
      meaning?.use === "kind" || meaning?.use === "status" ? [index] : [],
    ),
    secrets: new Set(final.flatMap(({ index, fate }) => (fate.kind === "secret" ? [index] : []))),
    unread,
    isForeign,
    width,
    unnamed: cells.slice(0, width).filter((cell) => cell.text.trim() === ""),
    problems,
  };
}

/** The same where nobody is left out for what a row says of them. */
export function withEverybody(header: Header): Header {
  const columns = header.columns.map((column) =>
    header.standing.some(({ index }) => index === column.index)
      ? { ...column, fate: { kind: "unknown" } as const }
      : column,
  );
  return { ...header, columns, standing: [] };
}

function teamColumnOf(as: ColumnUse): TeamColumn | undefined {
  if (as === "sorted_name") return "display_name";
  return (COLUMNS as readonly string[]).includes(as) ? (as as TeamColumn) : undefined;
}

function rankOf({ meaning }: Candidate): number {
  return meaning?.rank ?? 9;
}

interface Slip extends Candidate {
  readonly as: string;
}

function slipOf({ cell, index, name, meaning }: Candidate): readonly Slip[] {
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
function withNames(candidates: readonly Candidate[], rows: readonly CsvRecord[]): readonly Candidate[] {
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

function isOfOtherSystem({ meaning, name }: Candidate): boolean {
  return meaning === undefined ? OF_OTHER_SYSTEMS.test(foldedWord(name)) : STANDS_FOR_OTHERS.has(meaning.use);
}

/** A file is ours if it has a column that only a file for AWS has, or no other columns than a team file's. */
function comesFromElsewhere(candidates: readonly Candidate[], rows: readonly CsvRecord[]): boolean {
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
function isOfIdentityCenter(candidates: readonly Candidate[]): boolean {
  const names = candidates.map(({ name }) => name);
  if (names.some((name) => foldedWord(name) === "identitystoreid")) return true;
  return names.includes("UserId") && names.includes("UserName") && names.some((name) => /^Emails\b/.test(name));
}

function takesUserNames(candidates: readonly Candidate[], isForeign: boolean): boolean {
  if (isOfIdentityCenter(candidates)) return true;
  return !isForeign && !candidates.some(isOfOtherSystem);
}

/** Columns that a file from elsewhere has for reasons of its own. */
const ASKS_FOR_ACCESS: ReadonlySet<ColumnUse> = new Set<ColumnUse>([
  "account",
  "permission_set",
  "group",
  "region",
  "profile",
  "until",
]);

function fateOf(
  { meaning, index }: Candidate,
  isForeign: boolean,
  takesLogin: boolean,
  rows: readonly CsvRecord[],
): ColumnFate {
  if (meaning === undefined) return { kind: "unknown" };
  const { use, isOurs } = meaning;
  if (use === REASON || use === ORIGIN) return { kind: "note" };
  if (use === "password") return { kind: "secret" };
  if (use === "username") return takesLogin || isOurs ? { kind: "used", as: use } : { kind: "not-taken", as: use };
  if (ASKS_FOR_ACCESS.has(use) && isForeign) return { kind: "not-taken", as: use as TeamColumn };
  if (isStandingUse(use)) return isTelling(use, index, rows) ? { kind: "used", as: use } : { kind: "unknown" };
  if (use === "family_prefix" || use === "sorted_name") return { kind: "used", as: use };
  const column = teamColumnOf(use);
  return column === undefined ? { kind: "unknown" } : { kind: "used", as: column };
}

/** `state` may be a county and `type` a colour: a column tells of standing if one of its words is known. */
function isTelling(use: StandingUse, index: number, rows: readonly CsvRecord[]): boolean {
  if (use !== "status" && use !== "kind") return true;
  const texts = new Set(rows.map(({ cells }) => (cells[index]?.text ?? "").trim()));
  texts.delete("");
  const known = [...texts].map((text) => standingOf(use, text));
  return use === "kind" ? known.includes("out") : known.some((standing) => standing !== "unknown");
}

/** The cells that hold a person's address, best first: those of mail, then of names that people sign in with. */
function addressColumns(
  columns: readonly HeaderColumn[],
  candidates: readonly Candidate[],
  rows: readonly CsvRecord[],
): readonly number[] {
  const isUsed = (index: number) =>
    columns.some(({ index: at, fate }) => at === index && fate.kind === "used" && fate.as === "username");
  const mail = candidates
    .filter(({ meaning }) => meaning?.use === "email")
    .sort((a, b) => rankOf(a) - rankOf(b) || a.index - b.index);
  const signIn = candidates.filter(({ meaning, index }) => meaning?.use === "upn" && holdAddresses(rows, index));
  if (mail.length + signIn.length > 0) return [...mail, ...signIn].map(({ index }) => index);
  const [login] = candidates.filter(
    ({ meaning, index }) =>
      (meaning?.use === "username" || meaning?.use === "login") && !isUsed(index) && holdAddresses(rows, index),
  );
  return login === undefined ? [] : [login.index];
}

function leftOverAddress(column: HeaderColumn): HeaderColumn {
  return column.fate.kind === "used" && column.fate.as === "email" ? { ...column, fate: { kind: "unknown" } } : column;
}

/** Whether each cell of a column that has something has an address, and one has. */
function holdAddresses(rows: readonly CsvRecord[], index: number): boolean {
  const texts = rows.map(({ cells }) => (cells[index]?.text ?? "").trim()).filter((text) => text !== "");
  return texts.length > 0 && texts.filter((text) => /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text)).length > texts.length / 2;
}

function faultOf(cell: CsvCell, source: Source): readonly Problem[] {
  const fault = quotingFault(cell);
  return fault === undefined ? [] : [problemAt(source, cell, fault)];
}

function misspeltColumn(cell: CsvCell, as: string, source: Source): Problem {
  const message = `There is no column ${quoted(cell.text.trim())}.`;
  const several = /\d\s*$/.test(cell.text) && as === "account";
  const remedy = several
    ? "Write several accounts into one cell of the column account, separated by ;."
    : `Did you mean "${as}"?`;
  return problemAt(source, cell, { message, remedy });
}

/** Two columns of one kind that say different things of one person. A file from elsewhere has full names in many forms. */
function repeatedColumns(
  candidates: readonly Candidate[],
  columns: readonly HeaderColumn[],
  rows: readonly CsvRecord[],
  isForeign: boolean,
  source: Source,
): readonly Problem[] {
  const seen = new Map<TeamColumn, Candidate>();
  return candidates.flatMap((one) => {
    const fate = columns.find(({ index }) => index === one.index)?.fate;
    const column = fate?.kind === "used" ? teamColumnOf(fate.as) : undefined;
    const first = column === undefined ? undefined : seen.get(column);
    if (column === undefined) return [];
    seen.set(column, first ?? one);
    if (first === undefined) return [];
    const isRanked = rankOf(first) !== rankOf(one) && (isForeign || column === "email");
    const isDifferent = rows.some(({ cells }) => differ(cells[first.index]?.text, cells[one.index]?.text));
    if (isRanked || (isForeign && column === "display_name") || (isForeign && !isDifferent)) return [];
    const message = `${quoted(one.name)} is the column ${column} again: ${quoted(first.name)} already is.`;
    return [problemAt(source, one.cell, { message, remedy: repeatedRemedy(column) })];
  });
}

function repeatedRemedy(column: TeamColumn): string {
  return column === "email"
    ? "Name the column that counts email, and the other one otherwise."
    : "Keep one of the two.";
}

function differ(one = "", other = ""): boolean {
  const [first, second] = [one.trim().toLowerCase(), other.trim().toLowerCase()];
  return first !== "" && second !== "" && first !== second;
}

function repeatedNotes(candidates: readonly Candidate[], source: Source): readonly Problem[] {
  const seen = new Map<ColumnUse, Candidate>();
  return candidates.flatMap((one) => {
    const use = one.meaning?.use;
    if (use !== REASON && use !== ORIGIN) return [];
    const first = seen.get(use);
    seen.set(use, first ?? one);
    if (first === undefined) return [];
    const message = `${quoted(one.name)} is the column ${use} again: ${quoted(first.name)} already is.`;
    return [problemAt(source, one.cell, { message, remedy: "Keep one of the two." })];
  });
}

/** Whose addresses nobody is to be asked for. */
const OF_SOMEBODY_ELSE =
  /manager|supervisor|boss|chef|vorgesetz|responsable|report|sponsor|owner|creat|invited by|emergency|notfall|parent|recovery|assistant/i;

/** Where a column that nobody knows holds addresses, it is likely to be the one. */
function missingEmail(named: readonly Candidate[], rows: readonly CsvRecord[], source: Source): Problem {
  const likely = named
    .filter(({ index, name }) => holdAddresses(rows, index) && !OF_SOMEBODY_ELSE.test(name))
    .map(({ name }) => quoted(name));
  const [first, ...others] = likely;
  const remedy =
    first === undefined
      ? "Name the columns in the first line, for example: email,given_name,family_name,account."
      : others.length === 0
        ? `The column ${first} holds addresses: call it email, if they are those of the people.`
        : `The columns ${likely.join(", ")} hold addresses: call that of the people email.`;
  const place = { line: named[0]?.cell.line ?? 1, column: named[0]?.cell.column ?? 1 };
  return problemAt(source, place, { message: "There is no email column.", remedy });
}
