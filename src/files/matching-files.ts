import { readdir } from "node:fs/promises";
import path from "node:path";
import { isThere } from "./is-there.ts";

/** More files than these are no list that anybody meant. */
export const MOST_FILES = 1_000;

/** Whether a path has `*` or `?` in it, which stand for any characters and for one. */
export function isPattern(file: string): boolean {
  return /[*?]/.test(file);
}

/**
 * The paths of what is there that a pattern means, in order: `teams/*.csv`. `*` and `?` stand for characters of one name, and for none
 * that begins with a point. Where there are more than {@link MOST_FILES}, of folders on the way too, one more comes back.
 */
export async function matchingFiles(cwd: string, pattern: string): Promise<readonly string[]> {
  const { root } = path.parse(pattern);
  const steps = pattern.slice(root.length).split(process.platform === "win32" ? /[\\/]+/ : /\/+/);
  let found: readonly string[] = [root];
  for (const step of steps.filter((one) => one !== "")) {
    const next: string[] = [];
    for (const folder of found) {
      const names = await namesMeant(step, path.resolve(cwd, folder));
      next.push(...names.slice(0, MOST_FILES + 1).map((name) => path.join(folder, name)));
      if (next.length > MOST_FILES) return next.slice(0, MOST_FILES + 1);
    }
    found = next;
  }
  return found;
}

async function namesMeant(step: string, folder: string): Promise<readonly string[]> {
  if (!isPattern(step)) return (await isThere(path.join(folder, step))) ? [step] : [];
  return namesIn(folder, (name) => (step.startsWith(".") || !name.startsWith(".")) && isNameMeant(step, name));
}

/**
 * Whether a pattern means a name. Only the last `*` is ever tried with more, so that the work is at most the one length times the other:
 * patterns come from files of others, and an expression made of one would try every way to part the name among its stars.
 */
export function isNameMeant(pattern: string, name: string): boolean {
  const [wanted, given] = [[...pattern], [...name]];
  let [at, position] = [0, 0];
  let star: { readonly at: number; readonly position: number } | undefined;
  while (position < given.length) {
    if (wanted[at] === "*") {
      star = { at, position };
      at += 1;
    } else if (wanted[at] === "?" || (at < wanted.length && wanted[at] === given[position])) {
      at += 1;
      position += 1;
    } else if (star === undefined) {
      return false;
    } else {
      star = { at: star.at, position: star.position + 1 };
      at = star.at + 1;
      position = star.position;
    }
  }
  return wanted.slice(at).every((character) => character === "*");
}

/** The names in a folder that are meant, in order. A folder that cannot be read has nothing in it. */
export async function namesIn(folder: string, isMeant: (name: string) => boolean): Promise<readonly string[]> {
  const names = await readdir(folder).catch(() => []);
  return names.filter(isMeant).sort();
}
