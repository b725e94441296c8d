import type { Fault } from "../errors/fault.ts";
import type { Source } from "../errors/problem.ts";
import { visibleSource } from "../text/visible-source.ts";
import { quoted } from "../text/visible-text.ts";
import type { Handover, HandoverPerson } from "./handover.ts";
import { type HandoverReading, MAX_HANDOVER_SIZE, readHandover, unreadable } from "./handover-file.ts";
import { packText, unpackText } from "./packed-text.ts";

/** How a packed one begins and ends; one that earlier versions made is JSON in base64 and begins with `eyJ`. */
const START = "eyZ";
const END = "ye";

/** One person's part of a handover as a word to paste, `eyZ…ye`: letters and digits, `-` and `_`, which no shell reads anything into. It hides nothing. */
export function renderPasteString(handover: Handover, person: HandoverPerson): string {
  const json = JSON.stringify({ ...handover, people: [person] });
  const packed = packText(json);
  return packed === undefined
    ? Buffer.from(json).toString("base64url")
    : `${START}${packed.toString("base64url")}${END}`;
}

/** Whether a text means to be a paste string: what is JSON of an object begins so in base64, and what is packed says so. */
export function isPasteString(text: string): boolean {
  return /^ey(?:J|Z[\w-]{12})/.test(bare(text.slice(0, 200)));
}

/**
 * Reads a paste string as hostile input, like a file. Line breaks, spaces, quotation marks and the `>` of an answered
 * mail count for nothing; whatever else was changed on the way is explained. Never throws.
 */
export function parsePasteString(text: string, source: Source = { kind: "flag", flag: "--handover" }): HandoverReading {
  if (text.length > 2 * MAX_HANDOVER_SIZE) return unreadable(source, tooLong);
  const code = bare(text);
  const foreign = /[^A-Za-z0-9_-]/u.exec(code)?.[0];
  if (!code.startsWith("ey")) return unreadable(source, noStart);
  if (foreign !== undefined) return unreadable(source, foreignCharacter(foreign));
  const json = code.startsWith(START) ? unpacked(code) : decoded(code);
  if (typeof json !== "string") return unreadable(source, json);
  const { problems, ...reading } = readHandover(json, source);
  const people = reading.handover?.people.length ?? 1;
  if (people !== 1) return unreadable(source, severalPeople(people));
  return { ...reading, problems: problems.map((problem) => ({ ...problem, place: visibleSource(source) })) };
}

function bare(text: string): string {
  return text
    .replace(/=\r?\n|[\s<>"'`\u2018-\u201D\u200B\uFEFF\u00AD]/g, "")
    .replace(/=+$/, "")
    .replaceAll("+", "-")
    .replaceAll("/", "_");
}

/** The JSON text, or what is wrong with the word. */
function unpacked(code: string): string | Fault {
  const isWhole = code.endsWith(END);
  const bytes = Buffer.from(code.slice(START.length, isWhole ? -END.length : undefined), "base64url");
  const read = unpackText(bytes, MAX_HANDOVER_SIZE);
  if (typeof read === "object") return isWhole ? read.text : cut;
  return isWhole ? damaged : cut;
}

/** The same of an earlier version's: base64 alone cannot tell what is missing. */
function decoded(code: string): string | Fault {
  try {
    const json = new TextDecoder("utf-8", { fatal: true }).decode(Buffer.from(code, "base64url"));
    JSON.parse(json);
    return json;
  } catch {
    return isCut(code) ? cut : damaged;
  }
}

function isCut(code: string): boolean {
  const start = Buffer.from(code, "base64url")
    .toString()
    .replace(/\uFFFD$/, "");
  return !start.endsWith("]}]}") && !start.includes("\uFFFD");
}

const AGAIN = 'Copy it again, from "ey" to its end.';

function foreignCharacter(character: string): Fault {
  return { message: `It holds ${quoted(character)}, which handover strings do not have.`, remedy: AGAIN };
}

function severalPeople(count: number): Fault {
  return { message: `It holds ${count} people; a handover string is for one.`, remedy: "Ask your admin for yours." };
}

const tooLong: Fault = { message: "It is too long for a handover string.", remedy: AGAIN };
const noStart: Fault = { message: 'It does not begin with "ey" as handover strings do.', remedy: AGAIN };
const cut: Fault = { message: "The handover string ends too early: a part of it is missing.", remedy: AGAIN };
const damaged: Fault = { message: "The handover string was changed on its way.", remedy: AGAIN };
