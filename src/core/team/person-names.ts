import { localPart } from "../aws/email-address.ts";

/** The names Identity Center wants for every user; none may be empty. */
export interface PersonNames {
  readonly givenName: string;
  readonly familyName: string;
  readonly displayName: string;
}

/**
 * Names as a mail address suggests them: `ana.silva+test@…` is Ana Silva. An address of one word gives that word for both
 * names, since AWS wants both, and once as the display name.
 */
export function namesFromAddress(email: string): PersonNames {
  const local = localPart(email).replace(/(?<=.)\+.*$/, "");
  const words = wordsOf(local).map(capitalised);
  const [given = local, ...family] = words.length > 0 ? words : [local];
  if (family.length === 0) return { givenName: given, familyName: given, displayName: given };
  return { givenName: given, familyName: family.join(" "), displayName: [given, ...family].join(" ") };
}

/** Splits a full name at its first space: the rest is the family name. One word serves as both. */
export function namesFromDisplayName(displayName: string): PersonNames {
  const [given = displayName, ...family] = displayName.split(" ");
  return { givenName: given, familyName: family.join(" ") || given, displayName };
}

/** Numbers tell namesakes apart and are no names. A hyphen separates only where nothing else does: `jean-luc.picard`. */
function wordsOf(local: string): readonly string[] {
  const separator = /[._]/.test(local) ? /[._]+/ : /-+/;
  return local
    .split(separator)
    .map((word) => word.replace(/^\d+|\d+$/g, "").replace(/^[^\p{L}]+|[^\p{L}]+$/gu, ""))
    .filter((word) => word !== "");
}

function capitalised(word: string): string {
  return word.replace(
    /(^|-|(?<=^\p{L})['’])(\p{L})/gu,
    (_, before: string, letter: string) => before + letter.toUpperCase(),
  );
}
