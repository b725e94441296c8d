import { existsSync } from "node:fs";
import { stat } from "node:fs/promises";
import path from "node:path";
import type { Fault } from "../../core/errors/fault.ts";
import { listEntries } from "../../core/text/list-entries.ts";
import { quoted } from "../../core/text/visible-text.ts";
import { isPattern, MOST_FILES, matchingFiles, namesIn } from "../../files/matching-files.ts";
import type { Io } from "../terminal/io.ts";

/** Where rows of a team come from. `id` is the same for two paths to one file; absent where nothing is there. */
export type TeamPlace =
  | { readonly kind: "file"; readonly file: string; readonly id?: string; readonly isFound?: true }
  | { readonly kind: "stdin" }
  | { readonly kind: "addresses"; readonly text: string };

/** Where the rows are that several words name together, each place once, and what is wrong with the words. */
export interface TeamPlaces {
  readonly places: readonly TeamPlace[];
  readonly faults: readonly Fault[];
  readonly remarks: readonly string[];
}

/**
 * The places that each word names: a file, a folder with its CSV files, a pattern with `*` and `?`, several of them between `;` or
 * commas, `-` for standard input, or addresses. What exists under a name is meant by it, whatever characters are in the name.
 */
export async function teamPlaces(words: readonly string[], cwd: string): Promise<TeamPlaces> {
  const found = await Promise.all(words.map((word) => placesOf(word, cwd)));
  const faults = found.flatMap((one) => ("message" in one ? [one] : []));
  const all = found.flatMap((one) => ("message" in one ? [] : one));
  const places = new Map<string, TeamPlace>();
  const remarks: string[] = [];
  for (const place of all) {
    const key = keyOf(place);
    const first = places.get(key);
    if (first === undefined) places.set(key, place);
    else if (nameOf(first) !== nameOf(place))
      remarks.push(`${quoted(nameOf(place), 200)} and ${quoted(nameOf(first), 200)} are one file, which counts once.`);
  }
  if (places.size > MOST_FILES) return { places: [], faults: [...faults, tooMany], remarks };
  return { places: [...places.values()], faults, remarks };
}

/** Whether a word says addresses themselves. */
export function isAddressList(word: string, { cwd }: Pick<Io, "cwd">): boolean {
  return word.includes("@") && !existsSync(path.resolve(cwd, word));
}

/** What a file is, whatever it is called: two names of one give the same. */
async function fileId(file: string): Promise<string | undefined> {
  const found = await stat(file, { bigint: true }).catch(() => undefined);
  return found === undefined || found.ino === 0n ? undefined : `${found.dev}:${found.ino}`;
}

async function placesOf(word: string, cwd: string): Promise<readonly TeamPlace[] | Fault> {
  if (word === "-") return [{ kind: "stdin" }];
  // A variable that is not set is no folder that anybody meant.
  if (word.trim() === "") return { message: "It names nothing.", remedy: "Name a team file, a folder or addresses." };
  const there = await stat(path.resolve(cwd, word)).catch(() => undefined);
  if (there?.isDirectory()) return inFolder(word, cwd);
  if (there !== undefined) return [await filePlace(word, cwd)];
  const matching = isPattern(word) ? await matchingFiles(cwd, word) : [];
  if (matching.length > 0) return foundPlaces(matching, cwd);
  if (word.includes("@")) return [{ kind: "addresses", text: word }];
  const several = listEntries(word, word.includes(";") ? ";" : ",").map(({ text }) => text);
  if (several.length > 1) {
    const parts = await Promise.all(several.map((one) => placesOf(one, cwd)));
    return parts.find((one) => "message" in one) ?? parts.flatMap((one) => ("message" in one ? [] : one));
  }
  if (isPattern(word)) return { message: `No file is called like ${quoted(word, 200)}.`, remedy: "Check the pattern." };
  return [{ kind: "file", file: word }];
}

async function inFolder(folder: string, cwd: string): Promise<readonly TeamPlace[] | Fault> {
  const names = await namesIn(path.resolve(cwd, folder), (name) => /^[^.].*\.csv$/is.test(name));
  const files = names.slice(0, MOST_FILES + 1).map((name) => path.join(folder, name));
  if (files.length > 0) return foundPlaces(files, cwd);
  const message = `${quoted(folder, 200)} is a folder without a file that ends in .csv.`;
  return { message, remedy: "Name a team file, or a folder with team files." };
}

async function foundPlaces(files: readonly string[], cwd: string): Promise<readonly TeamPlace[]> {
  const places = await Promise.all(files.map((file) => filePlace(file, cwd)));
  return places.map((place) => ({ ...place, isFound: true }));
}

async function filePlace(file: string, cwd: string): Promise<TeamPlace & { readonly kind: "file" }> {
  const id = await fileId(path.resolve(cwd, file));
  return id === undefined ? { kind: "file", file } : { kind: "file", file, id };
}

function keyOf(place: TeamPlace): string {
  return place.kind === "file" ? (place.id ?? `file ${place.file}`) : nameOf(place);
}

function nameOf(place: TeamPlace): string {
  switch (place.kind) {
    case "file":
      return place.file;
    case "stdin":
      return "-";
    case "addresses":
      return place.text;
    default:
      return place satisfies never;
  }
}

const tooMany: Fault = {
  message: `These are more than ${MOST_FILES.toLocaleString("en-US")} files.`,
  remedy: "Name a folder or a pattern with fewer.",
};
