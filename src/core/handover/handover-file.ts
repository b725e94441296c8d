import { isAccessPortal } from "../aws/start-url.ts";
import { type Fault, inReadingOrder } from "../errors/fault.ts";
import type { Problem, Source } from "../errors/problem.ts";
import { byteOrderMark } from "../text/file-text.ts";
import { type FaultAt, nestingDepth, repeatedMembers } from "../text/json-members.ts";
import { type FileWords, schemaFaults } from "../text/schema-faults.ts";
import { parseStrictly, type StrictJson } from "../text/strict-json.ts";
import { placeFinder } from "../text/text-position.ts";
import { visibleSource } from "../text/visible-source.ts";
import { hiddenCharacter, quoted } from "../text/visible-text.ts";
import type { Handover } from "./handover.ts";
import { HANDOVER_FILE } from "./handover-name.ts";
import { HANDOVER_VERSION, handoverSchema } from "./handover-schema.ts";

/** What a handover says, or what is wrong with it: it is there exactly when there are no problems. */
export interface HandoverReading {
  readonly handover: Handover | undefined;
  readonly problems: readonly Problem[];
  /**
   * Its start URL is on a host that is not AWS's. That may be the company's own, or where somebody collects passwords:
   * only the developer's explicit yes to this URL makes it usable, and a general "yes to everything" is not one.
   */
  readonly needsConsent?: { readonly startUrl: string };
}

/** What is read of a handover that came from elsewhere, in bytes and in characters. */
export const MAX_HANDOVER_SIZE = 1_000_000;
const MAX_DEPTH = 20;
/** Whoever has more to correct than this has the wrong file. */
const MAX_PROBLEMS = 50;

/**
 * Reads a handover as what it is, text that a stranger may have written: strict JSON, every member known, every value
 * within its rule. Never throws. `source` is what problems point at.
 */
export function readHandover(text: string, source: Source): HandoverReading {
  return text.length > MAX_HANDOVER_SIZE ? unreadable(source, tooLarge) : readText(text, source);
}

/** Reads a handover from a file's or an answer's bytes, which must be UTF-8. */
export function readHandoverBytes(bytes: Uint8Array, source: Source): HandoverReading {
  if (bytes.length > MAX_HANDOVER_SIZE) return unreadable(source, tooLarge);
  const mark = byteOrderMark(bytes);
  if ((mark !== undefined && mark.encoding !== "utf-8") || bytes.subarray(0, 200).includes(0))
    return unreadable(source, utf16);
  try {
    return readHandover(new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes), source);
  } catch {
    return unreadable(source, notText);
  }
}

/** The handover in our own earlier file, of whatever size; `undefined` when the text is something else. */
export function parseHandover(json: string): Handover | undefined {
  return readText(json, { kind: "file", file: HANDOVER_FILE }).handover;
}

/** The reading of something that holds no handover at all. */
export function unreadable(source: Source, fault: Fault): HandoverReading {
  return { handover: undefined, problems: [{ place: visibleSource(source), ...fault }] };
}

function readText(text: string, source: Source): HandoverReading {
  if (text.trim() === "") return unreadable(source, empty);
  if (text.startsWith("\uFEFF")) return unreadable(source, marked);
  if (nestingDepth(text) > MAX_DEPTH) return unreadable(source, tooDeep);
  const parsed = parseStrictly(text, UNCHANGED);
  const found = "error" in parsed ? [parsed.error] : faultsOf(parsed);
  if ("error" in parsed || found.length > 0) return { handover: undefined, problems: problemsOf(found, text, source) };
  const { $schema: _, ...handover } = parsed.json as Handover & { readonly $schema?: string };
  if (isAccessPortal(handover.startUrl)) return { handover, problems: [] };
  return { handover, problems: [], needsConsent: { startUrl: handover.startUrl } };
}

/** A handover of another version has other members: the rest of what differs would only mislead. */
function faultsOf({ tree: treeOf, json }: StrictJson): readonly FaultAt[] {
  const tree = treeOf();
  const version = tree.children?.find(({ children }) => children?.[0]?.value === "version")?.children?.[1];
  const isOther = typeof version?.value === "number" && version.value !== HANDOVER_VERSION;
  if (isOther) return [[version.offset, otherVersion(version.value)]];
  const issues = handoverSchema.safeParse(json).error?.issues ?? [];
  const shown = { tree, schema: handoverSchema, most: MAX_PROBLEMS + 1 };
  const found = [...repeatedMembers(tree), ...schemaFaults(issues, shown, WORDS)];
  const [more] = found.slice(MAX_PROBLEMS);
  return more === undefined ? found : [...found.slice(0, MAX_PROBLEMS), [more[0], andMore]];
}

const WORDS: FileWords = {
  whole: "The handover",
  namesParent: false,
  kinds: {
    string: ["text", "Write it in double quotes."],
    array: ["a list", "Write it in [ ]."],
    object: ["an object", "Write it in { }."],
  },
  mustBe: (subject, what, isEntry) => `${isEntry ? "Each entry of " : ""}${subject} must be ${what}`,
  instead: (issue, subject, { value, children = [] }) => {
    const hidden = typeof value === "string" ? hiddenCharacter(value) : undefined;
    if (hidden !== undefined) {
      const message = `${subject} is ${quoted(value)}, which holds the invisible character ${quoted(hidden)}.`;
      return { message, remedy: "Delete it, or ask whoever sent this." };
    }
    if (issue.code === "invalid_value") {
      return { message: `${subject} must be ${HANDOVER_VERSION}.`, remedy: `Write ${HANDOVER_VERSION}.` };
    }
    if (issue.code !== "too_big") return undefined;
    const message = `${subject} has ${children.length} entries; more than ${issue.maximum} cannot be meant.`;
    return { message, remedy: "Check that this is the right file." };
  },
};

function problemsOf(found: readonly FaultAt[], text: string, source: Source): readonly Problem[] {
  const placeOf = placeFinder(text, visibleSource(source));
  return inReadingOrder(found.map(([offset, fault]) => ({ place: placeOf(offset), ...fault })));
}

function otherVersion(version: number): Fault {
  const isNewer = Number.isInteger(version) && version > HANDOVER_VERSION && version < 1000;
  return {
    message: `This handover is of version ${version}, and this program reads version ${HANDOVER_VERSION}.`,
    remedy: isNewer
      ? "A newer onboard wrote it and reads it: ask whoever sent it for that version."
      : "Ask for a handover that onboard has written.",
  };
}

const UNCHANGED = "Take the file as onboard wrote it, unchanged.";
const empty: Fault = { message: "There is nothing in it.", remedy: UNCHANGED };
const marked: Fault = { message: "It begins with a byte order mark, so an editor has changed it.", remedy: UNCHANGED };
const utf16: Fault = { message: "This is not UTF-8 text; it may be UTF-16.", remedy: "Save it as UTF-8." };
const notText: Fault = { message: "This is not UTF-8 text.", remedy: UNCHANGED };
const tooDeep: Fault = {
  message: "This is nested too deeply for a handover.",
  remedy: "Check that it is the right file.",
};
const tooLarge: Fault = {
  message: "This is larger than 1 MB, and a handover is not.",
  remedy: "Check that it is the right file. For a very large team, ask your admin for your own part of it.",
};
const andMore: Fault = { message: "There is more to correct from here on.", remedy: "Correct the others first." };
