/** By what a person of the team could be known, and what they are called instead. */
export interface NamedPerson {
  readonly label: string;
  readonly email: string;
  readonly userName: string;
  readonly displayName: string;
}

/**
 * What people are called where they must not be named: by their row in the team file. Two on one row are numbered, so
 * that a label stands for one person.
 */
export function labelledByLine<One extends Omit<NamedPerson, "label">>(
  people: readonly One[],
  lineOf: (person: One) => number | undefined,
): readonly NamedPerson[] {
  const taken = new Map<number, number>();
  return people.map((person) => {
    const line = lineOf(person) ?? 0;
    const before = taken.get(line) ?? 0;
    taken.set(line, before + 1);
    const { email, userName, displayName } = person;
    return { email, userName, displayName, label: before === 0 ? `line ${line}` : `line ${line} (${before + 1})` };
  });
}

/** The same where there is no team file: by their number. */
export function labelledByNumber(people: readonly Omit<NamedPerson, "label">[]): readonly NamedPerson[] {
  return people.map((one, index) => ({ ...one, label: `person ${index + 1}` }));
}

/** `line 2's` is no English of anybody: the label alone. */
export function withoutGenitive(told: string): string {
  return told.replace(/\b(line \d+(?: \(\d+\))?)['’]s\b/g, "$1");
}
