import type { Fault } from "../errors/fault.ts";
import type { Source } from "../errors/problem.ts";
import { visibleSource } from "../text/visible-source.ts";
import { quoted } from "../text/visible-text.ts";
import type { Handover, HandoverPerson } from "./handover.ts";
import { type HandoverReading, MAX_HANDOVER_SIZE, readHandover, unreadable } from "./handover-file.ts";

/** One person's part of a handover as a line to paste: `ey…`, compact JSON in base64url. It hides nothing. */
export function renderPasteString(handover: Handover, person: HandoverPerson): string {
  return Buffer.from(JSON.stringify({ ...handover, people: [person] })).toString("base64url");
}

/** Whether a text means to be a paste string: what is JSON of an object begins so in base64. */
export function isPasteString(text: string): boolean {
  return /^eyJ/.test(bare(text.slice(0, 200)));
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
  const json = decoded(code);
  if (json === undefined) return unreadable(source, isCut(code) ? cut : damaged);
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

/** The JSON text, if it is one: base64 alone cannot tell what is missing. */
function decoded(code: string): string | undefined {
  try {
    const json = new TextDecoder("utf-8", { fatal: true }).decode(Buffer.from(code, "base64url"));
    JSON.parse(json);
    return json;
  } catch {
    return undefined;
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
