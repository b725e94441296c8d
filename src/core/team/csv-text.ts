import { type Fault, problemAt } from "../errors/fault.ts";
import type { Problem, Source } from "../errors/problem.ts";
import { byteOrderMark } from "../text/file-text.ts";
import { quoted } from "../text/visible-text.ts";
import { legacyText } from "./legacy-text.ts";

/** Files beyond this are not team files. */
const MAX_FILE_BYTES = 50 * 1024 * 1024;

/**
 * The text of a file, with a problem for each line that had bytes which are no text, and how it was read where that is not UTF-8; or the
 * reason why there is none.
 */
export type DecodedText =
  | { readonly kind: "text"; readonly text: string; readonly problems: readonly Problem[]; readonly remark?: string }
  | { readonly kind: "unreadable"; readonly problem: Problem };

const SAVE_AS = 'In Excel, save the sheet with File > Save As > "CSV UTF-8 (Comma delimited)".';

/**
 * Turns the bytes of a team file into text: UTF-8 or UTF-16, each with or without a byte order mark, or what spreadsheets write that are
 * set to one part of the world (Windows-1252, Mac Roman, …). Files that are something else altogether (a workbook, a PDF, a web page) are
 * recognised and explained.
 */
export function decodeText(input: Uint8Array, source: Source): DecodedText {
  const unreadable = (fault: Fault): DecodedText => ({
    kind: "unreadable",
    problem: problemAt(source, { line: 1, column: 1 }, fault),
  });
  if (input.length > MAX_FILE_BYTES) return unreadable(tooLarge(input.length));
  const foreign = foreignFormat(input);
  if (foreign !== undefined) return unreadable(foreign);
  const mark = byteOrderMark(input);
  const unmarkedBytes = input.subarray(mark?.bytes.length ?? 0);
  if (mark !== undefined && mark.encoding !== "utf-8") return decodeUtf16(unmarkedBytes, mark.encoding, source);
  const unmarked = unmarkedUtf16(input);
  if (unmarked !== undefined) return decodeUtf16(input, unmarked, source);
  if (looksBinary(input)) return unreadable(binary);
  return decodeUtf8(unmarkedBytes, source);
}

function decodeUtf8(bytes: Uint8Array, source: Source): DecodedText {
  const text = strictly("utf-8", bytes);
  if (text !== undefined) return { kind: "text", text, problems: [] };
  const legacy = legacyText(bytes);
  if (legacy !== undefined) return { kind: "text", text: legacy.text, problems: [], remark: legacy.remark };
  const problems = linesOf(bytes).flatMap((line, index) => {
    if (strictly("utf-8", line) !== undefined) return [];
    const sound = soundPart(line);
    return [problemAt(source, { line: index + 1, column: Array.from(sound).length + 1 }, invalidUtf8(line, sound))];
  });
  return { kind: "text", text: new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes), problems };
}

/** An odd byte or half a surrogate pair: the file was cut. Only the first such place is told. */
function decodeUtf16(bytes: Uint8Array, encoding: "utf-16le" | "utf-16be", source: Source): DecodedText {
  const text = new TextDecoder(encoding, { ignoreBOM: true }).decode(bytes);
  const remark = "The file is UTF-16 and is read as such.";
  if (strictly(encoding, bytes) !== undefined) return { kind: "text", text, problems: [], remark };
  const lines = text.slice(0, text.indexOf("\uFFFD")).split(/\r\n|\r|\n/);
  const place = { line: lines.length, column: Array.from(lines.at(-1) ?? "").length + 1 };
  const fault = { message: "The UTF-16 text is damaged here.", remedy: `Export the file again. ${SAVE_AS}` };
  return { kind: "text", text, problems: [problemAt(source, place, fault)] };
}

function strictly(encoding: string, bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** Line ends are the same bytes in every encoding that gets here. */
function linesOf(bytes: Uint8Array): readonly Uint8Array[] {
  const lines = Buffer.from(bytes)
    .toString("latin1")
    .split(/\r\n|\r|\n/);
  return lines.map((line) => Buffer.from(line, "latin1"));
}

function soundPart(line: Uint8Array): string {
  const text = new TextDecoder("utf-8", { ignoreBOM: true }).decode(line);
  return text.slice(0, text.indexOf("\uFFFD"));
}

function invalidUtf8(line: Uint8Array, sound: string): Fault {
  const damage = new TextEncoder().encode(sound).length;
  const guess = new TextDecoder("windows-1252").decode(line.subarray(Math.max(0, damage - 40), damage + 40));
  const word = /[^\s,;"]*[\u00C0-\u00FF\u0152-\u017E][^\s,;"]*/.exec(guess)?.[0];
  const readable = word !== undefined && !/[\p{Cc}\p{S}]/u.test(word);
  return {
    message: readable
      ? `The file is not UTF-8: it looks like Windows-1252, in which this reads ${quoted(word)}.`
      : "The file is not UTF-8: there are bytes here that are no text.",
    remedy: SAVE_AS,
  };
}

const signatures: readonly { readonly bytes: readonly number[]; readonly what: string }[] = [
  { bytes: [0x50, 0x4b, 0x03, 0x04], what: "an Excel workbook (.xlsx) or another zip file" },
  { bytes: [0x50, 0x4b, 0x05, 0x06], what: "an empty zip file" },
  { bytes: [0xd0, 0xcf, 0x11, 0xe0], what: "an old Excel workbook (.xls)" },
  { bytes: [0x25, 0x50, 0x44, 0x46, 0x2d], what: "a PDF" },
  { bytes: [0x7b, 0x5c, 0x72, 0x74, 0x66], what: "a rich text document (.rtf)" },
  { bytes: [0x1f, 0x8b], what: "a gzip file" },
  { bytes: [0xff, 0xfe, 0x00, 0x00], what: "UTF-32 text" },
  { bytes: [0x00, 0x00, 0xfe, 0xff], what: "UTF-32 text" },
];

function foreignFormat(input: Uint8Array): Fault | undefined {
  const signature = signatures.find(({ bytes }) => startsWith(input, bytes));
  if (signature !== undefined) return { message: `This is ${signature.what}, not CSV text.`, remedy: SAVE_AS };
  const opening = new TextDecoder().decode(input.subarray(0, 200)).trimStart();
  if (/^<(!doctype|html|head|body|\?xml|table)/i.test(opening)) {
    return {
      message: "This is a web page or XML, not CSV text: perhaps a sign-in page was downloaded in place of the file.",
      remedy: "Download the file again while signed in, or export it as CSV.",
    };
  }
  if (/^(\{|\[)/.test(opening)) {
    return {
      message: "This looks like JSON, not CSV text.",
      remedy: "Give the team file (CSV) to --emails, and settings (onboard.json) to --settings.",
    };
  }
  return undefined;
}

/** Every other byte of line ends, separators and Latin letters in UTF-16 is zero, and text in UTF-8 has no zero bytes at all. */
function unmarkedUtf16(input: Uint8Array): "utf-16le" | "utf-16be" | undefined {
  const sample = input.subarray(0, 2000);
  const pairs = Math.floor(sample.length / 2);
  const [even = 0, odd = 0] = [0, 1].map(
    (parity) => sample.filter((byte, index) => byte === 0 && index % 2 === parity).length,
  );
  const isUtf16 = pairs >= 2 && Math.max(even, odd) > 0.3 * pairs && Math.min(even, odd) < 0.1 * Math.max(even, odd);
  if (!isUtf16) return undefined;
  return odd > even ? "utf-16le" : "utf-16be";
}

const binary: Fault = { message: "This is a binary file, not CSV text.", remedy: SAVE_AS };

/** Text has line ends, tabs and escape sequences; other control characters in numbers are no text in any encoding. */
function looksBinary(input: Uint8Array): boolean {
  const sample = input.subarray(0, 2000);
  const controls = sample.filter((byte) => byte < 0x09 || (byte > 0x0d && byte < 0x1b)).length;
  return sample.length >= 32 && controls > 0.1 * sample.length;
}

function tooLarge(bytes: number): Fault {
  const size = `${Math.ceil(bytes / 1024 / 1024)} MB`;
  return {
    message: `The file has ${size}; a team file has at most ${MAX_FILE_BYTES / 1024 / 1024} MB.`,
    remedy: "Check that this is the right file, or split it.",
  };
}

function startsWith(input: Uint8Array, bytes: readonly number[]): boolean {
  return bytes.every((byte, index) => input[index] === byte);
}
