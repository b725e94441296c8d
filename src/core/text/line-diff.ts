import { FILE_HEADERS_ONLY, formatPatch, type StructuredPatchHunk, structuredPatch } from "diff";
import { visibleText } from "./visible-text.ts";

/** A secret with its key, put out of use by a comment sign or not. */
const SECRET = /^([ +-][\s#;]*aws_(?:secret_access_key|session_token|security_token)\s*[=:]\s*)\S.*$/i;

/** A secret access key by its form: people note the one before behind the new one. */
const BARE_SECRET = /(?<![\w/+=.:-])[A-Za-z0-9/+]{40}(?![\w/+=])/g;

/** Longer files are compared section by section: the time for a whole one grows with the square of what changed. */
const LONG = 2_000;

/**
 * The unified diff of two states of a config file, to be shown: secrets are masked and nothing invisible is let through.
 * Empty when the states are the same.
 */
export function renderConfigDiff(file: string, before: string | undefined, after: string | undefined): string {
  if (before === after) return "";
  const [oldFileName, newFileName] = [before, after].map((text) => (text === undefined ? "/dev/null" : file));
  const patch = {
    oldFileName: oldFileName ?? file,
    newFileName: newFileName ?? file,
    oldHeader: undefined,
    newHeader: undefined,
    hunks: partsOf(before ?? "", after ?? "").flatMap(hunksOf),
  };
  return formatPatch(patch, FILE_HEADERS_ONLY).split("\n").map(shown).join("\n");
}

/** The lines that a diff takes away and adds, wherever they stand: what a person agreed to. */
export function changedLines(diff: string): string {
  const lines = diff.split("\n").filter((line) => /^[+-]/.test(line) && !/^(\+\+\+|---) /.test(line));
  return lines.join("\n");
}

/** A piece of the file before and after, and how many lines stand above it. */
interface Part {
  readonly before: string;
  readonly after: string;
  readonly oldLine: number;
  readonly newLine: number;
}

function hunksOf({ before, after, oldLine, newLine }: Part): readonly StructuredPatchHunk[] {
  if (before === after) return [];
  return structuredPatch("", "", before, after, undefined, undefined, { context: 3 }).hunks.map((hunk) => ({
    ...hunk,
    oldStart: hunk.oldStart + oldLine,
    newStart: hunk.newStart + newLine,
  }));
}

/** The whole, or cut at headers that stand once in both, as long as they come in the same order. */
function partsOf(before: string, after: string): readonly Part[] {
  const [old, now] = [linesOf(before), linesOf(after)];
  if (old.length < LONG) return [{ before, after, oldLine: 0, newLine: 0 }];
  const [oldHeaders, newHeaders] = [soleHeaders(old), soleHeaders(now)];
  const parts: Part[] = [];
  let [oldLine, newLine] = [0, 0];
  const cut = (oldEnd: number, newEnd: number) => {
    parts.push({
      before: old.slice(oldLine, oldEnd).join(""),
      after: now.slice(newLine, newEnd).join(""),
      oldLine,
      newLine,
    });
    [oldLine, newLine] = [oldEnd, newEnd];
  };
  for (const [header, at] of oldHeaders) {
    const there = newHeaders.get(header) ?? -1;
    if (at > oldLine && there > newLine) cut(at, there);
  }
  cut(old.length, now.length);
  return parts;
}

function linesOf(text: string): readonly string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

/** Where the headers stand that a file has once, in its order. */
function soleHeaders(lines: readonly string[]): ReadonlyMap<string, number> {
  const places = new Map<string, number>();
  const twice = new Set<string>();
  for (const [index, line] of lines.entries()) {
    if (!line.startsWith("[")) continue;
    const header = line.trim();
    if (places.has(header)) twice.add(header);
    places.set(header, index);
  }
  for (const header of twice) places.delete(header);
  return places;
}

function shown(line: string): string {
  const bare = line.endsWith("\r") ? line.slice(0, -1) : line;
  const parts = bare.replace(SECRET, "$1****").replace(BARE_SECRET, "****").split("\t");
  return parts.map(visibleText).join("\t");
}
