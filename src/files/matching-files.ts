import { readdir } from "node:fs/promises";
import path from "node:path";

/** More files than these are no list that anybody meant. */
export const MOST_FILES = 1_000;

/** Whether a path has `*` or `?` in it, which stand for any characters and for one. */
export function isPattern(file: string): boolean {
  return /[*?]/.test(file);
}

/**
 * The paths that a pattern means, in order: `teams/*.csv`. `*` and `?` stand for characters of one name, and for none that begins with
 * a point. A folder that cannot be read has nothing in it. At most one more than {@link MOST_FILES} come back.
 */
export async function matchingFiles(cwd: string, pattern: string): Promise<readonly string[]> {
  const { root } = path.parse(pattern);
  const steps = pattern.slice(root.length).split(process.platform === "win32" ? /[\\/]+/ : /\/+/);
  let found: readonly string[] = [root];
  for (const step of steps.filter((one) => one !== "")) {
    const next: string[] = [];
    for (const folder of found) {
      const names = isPattern(step) ? await namesIn(path.resolve(cwd, folder), step) : [step];
      next.push(...names.map((name) => path.join(folder, name)));
      if (next.length > MOST_FILES) break;
    }
    found = next;
  }
  return found.slice(0, MOST_FILES + 1);
}

async function namesIn(folder: string, pattern: string): Promise<readonly string[]> {
  const names = await readdir(folder).catch(() => []);
  const isMeant = new RegExp(
    `^${pattern
      .replace(/[.+^${}()|[\]\\]/g, "\\$&")
      .replaceAll("*", "[^]*")
      .replaceAll("?", "[^]")}$`,
    "u",
  );
  return names.filter((name) => (pattern.startsWith(".") || !name.startsWith(".")) && isMeant.test(name)).sort();
}
