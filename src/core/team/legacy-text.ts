import { meaningOfHeader } from "./header-names.ts";

/** Text that is not UTF-8, as a spreadsheet of some part of the world writes it, and what is said of it. */
export interface LegacyText {
  readonly text: string;
  readonly remark: string;
}

interface Encoding {
  readonly name: string;
  /** As `TextDecoder` calls it. */
  readonly label: string;
  /** What its letters outside ASCII must be, nearly all: others would be by chance. */
  readonly letters?: RegExp;
}

/** Of encodings that read a file equally well the first is taken. */
const ENCODINGS: readonly Encoding[] = [
  { name: "Windows-1252", label: "windows-1252" },
  { name: "Mac Roman", label: "macintosh" },
  { name: "Windows-1250", label: "windows-1250" },
  { name: "Windows-1251", label: "windows-1251", letters: /\p{Script=Cyrillic}/u },
  { name: "Windows-1253", label: "windows-1253", letters: /\p{Script=Greek}/u },
  {
    name: "Shift_JIS",
    label: "shift_jis",
    letters: /\p{Script=Han}|\p{Script=Hiragana}|\p{Script=Katakana}|[ー々・]/u,
  },
  { name: "GB18030", label: "gb18030", letters: /\p{Script=Han}/u },
  { name: "EUC-KR", label: "euc-kr", letters: /\p{Script=Hangul}/u },
  { name: "Big5", label: "big5", letters: /\p{Script=Han}/u },
];

/**
 * The text in the encoding in which it makes most sense: its column names are known words, its letters stand as they do in names. Nothing
 * where it makes sense in none, or where a part of it is UTF-8 and so another part is damaged.
 */
export function legacyText(bytes: Uint8Array): LegacyText | undefined {
  if (/[\u0080-\u{10FFFF}]/u.test(new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes).replaceAll("\uFFFD", "")))
    return undefined;
  const read = ENCODINGS.flatMap((encoding) => {
    const text = strictly(encoding.label, bytes);
    if (text === undefined) return [];
    const score = senseOf(text, encoding);
    return score === undefined ? [] : [{ name: encoding.name, text, score }];
  });
  const [best] = read.sort((a, b) => b.score - a.score);
  if (best === undefined || best.score < 0) return undefined;
  const letters = [...new Set(best.text.match(/[^\p{ASCII}]/gu))].slice(0, 3).join(" ");
  return {
    text: best.text,
    remark: `The file is not UTF-8: it is read as ${best.name} (${letters}). Check that the names look right.`,
  };
}

/** The text, unless bytes in it mean nothing. */
function strictly(label: string, bytes: Uint8Array): string | undefined {
  try {
    const text = new TextDecoder(label, { fatal: true, ignoreBOM: true }).decode(bytes);
    return /[\p{Cc}\p{Co}]/u.test(text.replace(/[\r\n\t]/g, "")) ? undefined : text;
  } catch {
    return undefined;
  }
}

/** Column names in languages whose letters Windows-1252 lacks, as far as they can be read in any encoding. */
const CENTRAL_EUROPEAN = /nazwisko|imi[^a-z]|jm[^a-z]no|p[^a-z]{2}jmen|keresztn|vezet[^a-z]kn|priezvisko|prezime/i;
/** What stands where no letter of a name does: capitals within a word, signs beside letters, Chinese beside Latin letters. */
const ODD =
  /\p{Ll}\p{Lu}(?!\p{Lu})|[\p{S}\p{No}¡-¿](?=\p{L})|(?<=\p{L})[\p{Sk}\p{Sm}\p{Sc}\p{So}\p{No}¡¿‡†‰…‹›„‚]|[A-Za-z]\p{Script=Han}|\p{Script=Han}[A-Za-z]/gu;

/** How likely it is that somebody wrote this: above nothing where letters outweigh what cannot stand in a name. */
function senseOf(text: string, { letters, label }: Encoding): number | undefined {
  const foreign = text.match(/[^\p{ASCII}]/gu) ?? [];
  const count = (pattern: RegExp) => foreign.filter((letter) => pattern.test(letter)).length;
  if (letters !== undefined && count(letters) < 0.9 * foreign.length) return undefined;
  const head = text.split(/[\r\n]+/, 25);
  const cells = head.flatMap((line) => line.split(/[,;\t|]/)).filter((cell) => /[^\p{ASCII}]/u.test(cell));
  const known = cells.filter((cell) => meaningOfHeader(cell.replace(/^["\s]+|["\s]+$/g, "")) !== undefined).length;
  const odd = (text.match(ODD) ?? []).filter((pair) => /[^\p{ASCII}]/u.test(pair)).length;
  const good = count(/\p{L}/u);
  const weight = good - 4 * odd - 2 * count(/[ŸƒªºµΩπ∂∏ˆ˜ˇ]/u) - 2 * (foreign.length - good);
  const expected = label === "windows-1250" && CENTRAL_EUROPEAN.test(head.join()) ? 5 : 0;
  return 50 * known + expected + (weight + count(/[à-öø-ÿßœÀ-ÖØ-Ý]/u) / 10) / Math.max(1, foreign.length);
}
