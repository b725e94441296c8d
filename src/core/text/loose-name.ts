import { quoted } from "./visible-text.ts";

/** A name as people write down what they see: any blanks are one plain blank, none stands at the ends, accents are composed. */
function looseName(name: string): string {
  return name.normalize("NFC").replace(/\s+/gu, " ").trim();
}

/** Of these, those that a person who wrote this may have meant: the exact one, or those that look the same. */
export function namesLike<Named>(
  text: string,
  all: readonly Named[],
  nameOf: (one: Named) => string,
): readonly Named[] {
  const exact = all.filter((one) => nameOf(one) === text);
  if (exact.length > 0) return exact;
  const loose = looseName(text);
  return all.filter((one) => looseName(nameOf(one)) === loose);
}

/** How AWS spells a name that was found without being written exactly: `" Trailing ", with a blank before it and one after it`. */
export function spellingWords(name: string): string {
  const differences = SPELLINGS.filter(([form]) => form.test(name)).map(([, words]) => words);
  const how = new Intl.ListFormat("en").format(differences.length > 0 ? differences : ["in other code points"]);
  return `${quoted(name, 128)}, ${how}`;
}

const SPELLINGS: readonly (readonly [RegExp, string])[] = [
  [/^\s/u, "with a leading blank"],
  [/\s$/u, "with a trailing blank"],
  [/\u00A0/u, "with a no-break space (U+00A0)"],
  [/\S\s{2,}\S/u, "with several blanks in a row"],
  [/\S[^\S \u00A0]\S/u, "with another kind of blank"],
];
