import type { CsvCell, CsvRecord } from "./csv-records.ts";

/** What may stand between two people, and within a name only in quotes. */
const SEPARATOR = /[;,\t\r\n|]/;
/** The title of the line that a mail program copies along. */
const FIELD = /^(to|cc|bcc|an|à|para|a|aan|do|till|til|从|收件人|宛先|받는 ?사람):\s*/i;

interface Piece {
  readonly text: string;
  readonly offset: number;
  /** What ends it; empty at the end of the text. */
  readonly end: string;
}

/** Whether a line is of the form in which mail programs write several people: `Ana Silva <ana@example.com>; …`. */
export function isNamedAddress(line: string): boolean {
  return /<[^<>\s]*[^<>\s@]@[^<>\s@]+>/.test(line);
}

/**
 * The people of a list as mail programs write it, a record of address and name each: `ana@example.com`, `Ana Silva <ana@…>`,
 * `"Silva, Ana" <ana@…>`, `Silva, Ana <ana@…>`, `ana@… (Ana Silva)`, between commas, semicolons, tabs, bars and line ends. Whatever else
 * stands there is a record of its own, so that it is complained about. `spaced`: blanks separate addresses, too.
 */
export function addressRecords(text: string, { spaced = false } = {}): readonly CsvRecord[] {
  const placeOf = placesIn(text);
  const merged = withTornNames(piecesOf(text).filter(({ text: piece }) => piece.trim() !== ""));
  return merged.flatMap((piece) =>
    (spaced || isSeveral(piece.text) ? wordsIn(piece) : [piece]).map(({ text: entry, offset }) => {
      const { address, name } = entryOf(entry);
      const cell = (part: { text: string; at: number }): CsvCell => {
        const place = placeOf(offset + part.at);
        return { text: part.text, ...place, quoted: false };
      };
      const addressCell = cell(address);
      return {
        line: addressCell.line,
        cells: [addressCell, name === undefined ? { ...addressCell, text: "" } : cell(name)],
      };
    }),
  );
}

/** Cuts the text at separators outside of quotes and angle brackets. A quote that is not closed in its line is a letter. */
function piecesOf(text: string): readonly Piece[] {
  const pieces: Piece[] = [];
  let start = 0;
  for (let index = 0; index <= text.length; index += 1) {
    const letter = text[index] ?? "";
    const close = CLOSING[letter];
    if (
      close !== undefined &&
      (letter !== '"' || text.slice(start, index).trim() === "" || /\s/.test(text[index - 1] ?? ""))
    ) {
      const end = text.slice(index + 1).search(close === ">" ? /[>\r\n;,]/ : /["\r\n]/);
      if (end >= 0 && text[index + 1 + end] === close) index += end + 1;
      continue;
    }
    if (index < text.length && !SEPARATOR.test(letter)) continue;
    const piece = text.slice(start, index);
    const field = start === 0 || /[\r\n]/.test(text[start - 1] ?? "") ? (FIELD.exec(piece)?.[0].length ?? 0) : 0;
    pieces.push({ text: piece.slice(field), offset: start + field, end: letter });
    start = index + 1;
  }
  return pieces;
}

const CLOSING: Readonly<Record<string, string>> = { '"': '"', "<": ">" };

/** `Silva, Ana <ana@…>`: the comma that was cut at stands in a name. */
function withTornNames(pieces: readonly Piece[]): readonly Piece[] {
  const merged: Piece[] = [];
  for (const piece of pieces) {
    const before = merged.at(-1);
    const isTorn =
      before?.end === "," &&
      /^[\p{L}\p{M}'’.\- ]+$/u.test(before.text.trim()) &&
      /^\s*[^@<>"]+<[^<>]*@[^<>]*>\s*$/.test(piece.text);
    if (!isTorn || before === undefined) merged.push(piece);
    else merged.splice(-1, 1, { text: `${before.text},${piece.text}`, offset: before.offset, end: piece.end });
  }
  return merged;
}

function isSeveral(text: string): boolean {
  const words = text.trim().split(/\s+/);
  return words.length > 1 && words.every((word) => /^[^\s@<>()]+@[^\s@<>()]+$/.test(word));
}

function wordsIn(piece: Piece): readonly Piece[] {
  if (/[<(]/.test(piece.text)) return [piece];
  return [...piece.text.matchAll(/[^ \u00A0]+/g)].map((word) => ({
    text: word[0],
    offset: piece.offset + word.index,
    end: piece.end,
  }));
}

interface Entry {
  readonly address: { readonly text: string; readonly at: number };
  readonly name?: { readonly text: string; readonly at: number };
}

/** An address and the name beside it. */
export function entryOf(text: string): Entry {
  const start = text.length - text.trimStart().length;
  const whole = text.trim();
  const [, before = "", mailto = "", inside] = /^([^<>]*)<\s*(mailto:)?\s*([^<>]*?)\s*>$/i.exec(whole) ?? [];
  if (inside?.includes("@")) {
    const at = start + whole.indexOf("<") + whole.slice(whole.indexOf("<")).indexOf(inside);
    const name = unquotedName(before);
    return {
      address: { text: inside, at: mailto === "" ? at : at },
      ...(name === "" || name === inside ? {} : { name: { text: name, at: start } }),
    };
  }
  const [, address, comment] = /^([^\s()<>]+@[^\s()<>]+)\s*\(([^()@]+)\)$/.exec(whole) ?? [];
  if (address !== undefined && comment !== undefined) {
    return {
      address: { text: address, at: start },
      name: { text: comment.trim(), at: start + whole.indexOf("(") + 1 },
    };
  }
  const bare = /^"([^"]*)"$/.exec(whole)?.[1];
  return bare === undefined
    ? { address: { text: whole, at: start } }
    : { address: { text: bare.trim(), at: start + 1 } };
}

/** `"Silva, Ana"` and `'Silva, Ana'` without their quotes. */
function unquotedName(text: string): string {
  const trimmed = text.trim();
  const inside =
    /^"(.*)"$/.exec(trimmed)?.[1] ?? /^'(.*)'$/.exec(trimmed)?.[1] ?? /^[“„](.*)[”“]$/.exec(trimmed)?.[1] ?? trimmed;
  return inside.replace(/\\(["\\])/g, "$1").trim();
}

/** Line and column, both from 1, of offsets that are asked for in rising order. */
function placesIn(text: string): (offset: number) => { readonly line: number; readonly column: number } {
  const starts = [0, ...[...text.matchAll(/\r\n|\r|\n/g)].map((end) => end.index + end[0].length)];
  return (offset) => {
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: Array.from(text.slice(starts[low], offset)).length + 1 };
  };
}
