import { type Source, sourceName } from "../errors/problem.ts";
import { visibleText } from "../text/visible-text.ts";

/** By what a person of the team could be known, and what they are called instead. */
export interface NamedPerson {
  readonly label: string;
  readonly email: string;
  readonly userName: string;
  readonly displayName: string;
}

/** Where somebody's row is, as far as it is known. */
export interface RowPlace {
  readonly line?: number | undefined;
  /** Where there are several files. */
  readonly source?: Source | undefined;
}

/** `line 2`, or `line 2 of web.csv`: what somebody is called, and how it is found in a text again. */
export const LINE_LABEL = "line \\d+(?: of [^\\s\"'“”’,;]+)?(?: \\(\\d+\\))?";

export function lineLabel({ line = 0, source }: RowPlace): string {
  if (source === undefined) return `line ${line}`;
  return `line ${line} of ${visibleText(sourceName(source)).replace(/[\s"'“”’,;]+/g, "-")}`;
}

/**
 * What people are called where they must not be named: by their row in the team file. Two on one row are numbered, so
 * that a label stands for one person.
 */
export function labelledByLine<One extends Omit<NamedPerson, "label">>(
  people: readonly One[],
  rowOf: (person: One) => RowPlace,
): readonly NamedPerson[] {
  const taken = new Map<string, number>();
  return people.map((person) => {
    const row = lineLabel(rowOf(person));
    const before = taken.get(row) ?? 0;
    taken.set(row, before + 1);
    const { email, userName, displayName } = person;
    return { email, userName, displayName, label: before === 0 ? row : `${row} (${before + 1})` };
  });
}

/** The same where there is no team file: by their number. */
export function labelledByNumber(people: readonly Omit<NamedPerson, "label">[]): readonly NamedPerson[] {
  return people.map((one, index) => ({ ...one, label: `person ${index + 1}` }));
}

const GENITIVE = new RegExp(`\\b(${LINE_LABEL})['’]s\\b`, "g");

/** `line 2's` is no English of anybody: the label alone. */
export function withoutGenitive(told: string): string {
  return told.replace(GENITIVE, "$1");
}
