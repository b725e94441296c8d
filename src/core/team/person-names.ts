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

/**
 * Takes a full name apart: “Silva, Ana” is Ana Silva, as is “SILVA Ana”; titles (“Dr.”), what follows a name (“Jr.”, “PhD”) and remarks in brackets
 * (“(Contractor)”) are no part of it; particles belong to the family name (“Maria da Silva”); in Chinese, Japanese and Korean letters the
 * family name comes first. Otherwise the first word is the given name and the rest the family name. One word serves as both.
 */
export function namesFromDisplayName(written: string): PersonNames {
  const bare = withoutRemarks(written);
  const [first = "", second = "", ...others] = bare.split(/\s*[,，、]\s*/).filter((part) => part !== "");
  if (second === "" || (others.length === 0 && isSuffix(second)))
    return inOneText(withoutTitles(first) || bare || written);
  const given = withoutTitles(second);
  const family = withoutTitles(first);
  if (given === "" || family === "" || isSuffix(second)) return inOneText(family || given || bare);
  return { givenName: given, familyName: family, displayName: joinedNames(given, family) };
}

/** Given and family name as they are said together: in Chinese, Japanese and Korean the family name comes first. */
export function joinedNames(givenName: string, familyName: string): string {
  if (isHangul(givenName) && isHangul(familyName)) return familyName + givenName;
  if (isEastAsian(givenName) && isEastAsian(familyName)) return `${familyName} ${givenName}`;
  return `${givenName} ${familyName}`;
}

/** A name that begins with the family name, whether a comma says so or not, as “Silva, Ana”. */
export function familyNameFirst(text: string): string {
  if (/[,，、]/.test(text) || isEastAsian(withoutRemarks(text))) return text;
  const words = withoutTitles(withoutRemarks(text)).split(" ");
  const particles = words.findIndex((word) => !isParticle(word));
  const last = Math.max(particles, 0);
  const [family, given] = [words.slice(0, last + 1).join(" "), words.slice(last + 1).join(" ")];
  return given === "" ? text : `${family}, ${given}`;
}

function inOneText(text: string): PersonNames {
  const eastAsian = isEastAsian(text) ? eastAsianNames(text) : undefined;
  if (eastAsian !== undefined) return { ...eastAsian, displayName: text };
  const words = text.split(" ").filter((word) => word !== "");
  const split = inCapitals(words) ?? atParticle(words) ?? afterInitials(words);
  const [given, family] = split.map((part) => part.join(" ")) as [string, string];
  return { givenName: given || text, familyName: family || given || text, displayName: text };
}

type Split = readonly [given: readonly string[], family: readonly string[]];

/** “Ana SILVA” and “SILVA Ana”: the family name is written in capitals. */
function inCapitals(words: readonly string[]): Split | undefined {
  const isLoud = (word: string) => /^[\p{Lu}'’-]{2,}$/u.test(word) && /\p{Lu}.*\p{Lu}/u.test(word);
  const loud = words.filter(isLoud);
  const quiet = words.filter((word) => !isLoud(word));
  if (loud.length === 0 || quiet.length === 0 || quiet.every((word) => isParticle(word) || /^\p{L}\.?$/u.test(word)))
    return undefined;
  const start = words.findIndex(isLoud);
  const end = words.findLastIndex(isLoud);
  if (end - start + 1 !== loud.length || (start > 0 && end < words.length - 1)) return undefined;
  const before = start > 0 && isParticle(words[start - 1] ?? "") ? start - 1 : start;
  return [[...words.slice(0, before), ...words.slice(end + 1)], words.slice(before, end + 1)];
}

/** “Juan Carlos de la Cruz”: from the first particle on it is the family name. */
function atParticle(words: readonly string[]): Split | undefined {
  const index = words.findIndex((word, at) => at > 0 && at < words.length - 1 && isParticle(word));
  return index < 0 ? undefined : [words.slice(0, index), words.slice(index)];
}

/** “John F. Kennedy”: initials belong to the given name. */
function afterInitials(words: readonly string[]): Split {
  let given = 1;
  while (given < words.length - 1 && /^\p{L}\.$/u.test(words[given] ?? "")) given += 1;
  return [words.slice(0, given), words.slice(given)];
}

const PARTICLES = new Set(
  "da das de del della delle dello di do dos du la le van von vom zu zum zur der den ter ten te 't af av bin binti ibn bint al el abu dal dalla dalle degli dei des d' y und e i op".split(
    " ",
  ),
);
/** Particles that begin a family name; the others only follow one. */
function isParticle(word: string): boolean {
  return PARTICLES.has(word) && !/^(y|e|i|und|op)$/.test(word);
}

/** Titles that are no names, and those that are only with their full stop. */
const TITLE =
  /^(prof|dr|mr|mrs|ms|mme|mlle|sra|srta|dra|dott|dhr|mevr|herr|frau|miss|monsieur|madame|señora?|professor|doctor|doktor)\.?$|^(mag|ing|dipl|sig|sig\.ra|dott\.ssa|doc|rev|hon|sr|lic|arq|avv|ir|drs|pd|priv|dipl\.?-ing|dr\.?-ing|dr\.?med|prof\.?dr|univ|hr|fr|m\.sc|b\.sc)\.$/iu;
/** Of which science somebody is a doctor. */
const OF_SCIENCE = /^(med|phil|jur|iur|rer|nat|ing|oec|pol|theol|h\.c|dent|vet|habil|mult)\.$/i;
const SUFFIX =
  /^(jr|sr|ph\.?\s?d|m\.?d|mba|msc|bsc|m\.sc|b\.sc|esq|cpa|pmp|cissp|llm|ll\.m|dds|junior|senior|b\.eng|m\.eng|dipl\.?-?ing)\.?$|^I[IV]$|^III$/iu;
const TAG =
  /\s+[-–—|/]+\s*(contractor|external|extern[aeo]?|ext|internal|intern|guest|gast|vendor|temp|temporary|consultant|partner|admin|freelancer|freelance|c|e|x)\.?$/i;

function isSuffix(text: string): boolean {
  return text.split(/\s+/).every((word) => SUFFIX.test(word));
}

/** Without what stands in brackets, a nickname in quotes, and what tells contractors from others. */
function withoutRemarks(text: string): string {
  const bare = text
    .replace(/\s*[([{<（［【][^)\]}>）］】]*[)\]}>）］】]/gu, " ")
    .replace(/(?<=\S)\s+["“”][^"“”]*["“”](?=\s+\S)/gu, " ")
    .replace(TAG, "")
    .replace(/\s+\|\s.*$/, "")
    .replace(/\s+/g, " ")
    .trim();
  return bare === "" ? text.trim() : bare;
}

/** Without titles before and degrees behind, as long as a name is left. */
function withoutTitles(text: string): string {
  const words = text.split(" ");
  let isDoctor = false;
  while (words.length > 1 && (TITLE.test(words[0] ?? "") || (isDoctor && OF_SCIENCE.test(words[0] ?? "")))) {
    isDoctor = true;
    words.shift();
  }
  while (words.length > 2 && SUFFIX.test((words.at(-1) ?? "").replace(/,$/, ""))) words.pop();
  return words.join(" ").trim();
}

const HAN = "\\p{Script=Han}々〆ヶ";
const EAST_ASIAN = new RegExp(`^[${HAN}\\p{Script=Hiragana}\\p{Script=Katakana}ー・\\p{Script=Hangul} ]+$`, "u");

function isEastAsian(text: string): boolean {
  return EAST_ASIAN.test(text);
}

function isHangul(text: string): boolean {
  return /^\p{Script=Hangul}+$/u.test(text);
}

/** Family names of two letters, where one is the rule. */
const LONG_FAMILY_NAMES =
  /^(欧阳|歐陽|司马|司馬|上官|诸葛|諸葛|夏侯|尉迟|尉遲|皇甫|令狐|慕容|司徒|公孙|公孫|宇文|长孙|長孫|东方|東方|独孤|獨孤|南宫|南宮|남궁|황보|제갈|선우|독고|사공|서문)/u;

/** A name in letters of East Asia; which part is which cannot be told where kana and no blank are in it. */
function eastAsianNames(text: string): Omit<PersonNames, "displayName"> | undefined {
  const [first = "", ...rest] = text.split(" ").filter((word) => word !== "");
  if (rest.length > 0) {
    return { givenName: rest.join(" "), familyName: first };
  }
  const letters = Array.from(first);
  const isPlain = new RegExp(`^([${HAN}]+|\\p{Script=Hangul}+)$`, "u").test(first);
  // Names from elsewhere keep their order, with a point between.
  const [dotted = "", ...afterDot] = first.split("・");
  if (afterDot.length > 0) return { givenName: dotted, familyName: afterDot.join("・") };
  if (!isPlain || letters.length < 2 || letters.length > 5) return { givenName: first, familyName: first };
  const isLong = LONG_FAMILY_NAMES.test(first) ? letters.length > 2 : letters.length > 3 && !isHangul(first);
  const family = isLong ? 2 : 1;
  return { givenName: letters.slice(family).join(""), familyName: letters.slice(0, family).join("") };
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
