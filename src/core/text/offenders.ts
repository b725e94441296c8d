/** A character that does not belong into a text, and which one of the text it is, from 1. */
export interface Offender {
  readonly character: string;
  readonly number: number;
}

/** More in one text say the same thing. */
const MOST_NAMED = 8;

/** The characters of a text that are not of this form, which is one of a single character. */
export function offendersIn(text: string, allowed: RegExp): readonly Offender[] {
  return Array.from(text, (character, index) => ({ character, number: index + 1 })).filter(
    ({ character }) => !allowed.test(character),
  );
}

/** `U+00A0 (character 3) and "林" U+6797 (character 9)`, the first ones by name and the others as a number. */
export function offenderWords(offenders: readonly Offender[]): string {
  const named = offenders
    .slice(0, MOST_NAMED)
    .map(({ character, number }) => `${characterWords(character)} (character ${number})`);
  const more = offenders.length - named.length;
  return new Intl.ListFormat("en").format([...named, ...(more > 0 ? [`${more} more`] : [])]);
}

/** A character by its code point, and as it is where it can be seen. */
export function characterWords(character: string): string {
  const point = `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`;
  return /^[\p{L}\p{N}\p{P}\p{S}]$/u.test(character) ? `${JSON.stringify(character)} ${point}` : point;
}
