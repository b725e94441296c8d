import { problemAt } from "../errors/fault.ts";
import type { Problem, Source } from "../errors/problem.ts";
import { quoted } from "../text/visible-text.ts";
import { type CsvCell, type CsvRecord, quotingFault } from "./csv-records.ts";
import { type HeaderColumn, holdAddresses, type NamedColumn, rankOf, teamColumnOf, useOf } from "./header-column.ts";
import { ORIGIN, REASON } from "./team-columns.ts";

export function faultOf(cell: CsvCell, source: Source): readonly Problem[] {
  const fault = quotingFault(cell);
  return fault === undefined ? [] : [problemAt(source, cell, fault)];
}

export function misspeltColumn(cell: CsvCell, as: string, source: Source): Problem {
  const message = `There is no column ${quoted(cell.text.trim())}.`;
  const several = /\d\s*$/.test(cell.text) && as === "account";
  const remedy = several
    ? "Write several accounts into one cell of the column account, separated by ;."
    : `Did you mean "${as}"?`;
  return problemAt(source, cell, { message, remedy });
}

/** Two columns of one kind that say different things of one person. A file from elsewhere has full names in many forms. */
export function repeatedColumns(
  columns: readonly HeaderColumn[],
  rows: readonly CsvRecord[],
  isForeign: boolean,
  source: Source,
): readonly Problem[] {
  return repeated(columns, (one) => teamColumnOf(useOf(one))).flatMap(({ first, again, as }) => {
    const isRanked = rankOf(first) !== rankOf(again) && (isForeign || as === "email");
    const isDifferent = rows.some(({ cells }) => differ(cells[first.index]?.text, cells[again.index]?.text));
    if (isRanked || (isForeign && as === "display_name") || (isForeign && !isDifferent)) return [];
    return [columnAgain(first, again, as, source)];
  });
}

/** A run's own notes twice. */
export function repeatedNotes(columns: readonly NamedColumn[], source: Source): readonly Problem[] {
  const noteOf = ({ meaning }: NamedColumn) =>
    meaning?.use === REASON || meaning?.use === ORIGIN ? meaning.use : undefined;
  return repeated(columns, noteOf).map(({ first, again, as }) => columnAgain(first, again, as, source));
}

/** Each column that is what one before it is already. */
function repeated<Column extends NamedColumn, As extends string>(
  columns: readonly Column[],
  asWhat: (column: Column) => As | undefined,
): readonly { readonly first: Column; readonly again: Column; readonly as: As }[] {
  const firsts = new Map<As, Column>();
  return columns.flatMap((again) => {
    const as = asWhat(again);
    if (as === undefined) return [];
    const first = firsts.get(as);
    if (first !== undefined) return [{ first, again, as }];
    firsts.set(as, again);
    return [];
  });
}

function columnAgain(first: NamedColumn, again: NamedColumn, as: string, source: Source): Problem {
  const message = `${quoted(again.name)} is the column ${as} again: ${quoted(first.name)} already is.`;
  const remedy =
    as === "email" ? "Name the column that counts email, and the other one otherwise." : "Keep one of the two.";
  return problemAt(source, again.cell, { message, remedy });
}

function differ(one = "", other = ""): boolean {
  const [first, second] = [one.trim().toLowerCase(), other.trim().toLowerCase()];
  return first !== "" && second !== "" && first !== second;
}

/** Whose addresses nobody is to be asked for. */
const OF_SOMEBODY_ELSE =
  /manager|supervisor|boss|chef|vorgesetz|responsable|report|sponsor|owner|creat|invited by|emergency|notfall|parent|recovery|assistant/i;

/** Where a column that nobody knows holds addresses, it is likely to be the one. */
export function missingEmail(named: readonly NamedColumn[], rows: readonly CsvRecord[], source: Source): Problem {
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
