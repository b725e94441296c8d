import { realpath, stat } from "node:fs/promises";
import path from "node:path";
import { readIfThere, readPlainFileIfThere } from "../../files/read-file.ts";

/** Where git keeps what it knows of a folder. No git is started to find it: a repository's own settings may run programs. */
export interface GitFolder {
  /** The folder that is checked out. */
  readonly top: string;
  /** Of this working tree: its index is here. */
  readonly own: string;
  /** Of all working trees of the repository: what they leave out is said here. */
  readonly common: string;
}

/**
 * The repository around a folder, from it upwards. `.git` is a folder, or in worktrees and submodules a file that says where
 * the folder is (https://git-scm.com/docs/gitrepository-layout). `undefined` where there is none, or nothing that git would take.
 */
export async function gitFolder(start: string): Promise<GitFolder | undefined> {
  for (let top = path.resolve(start); ; top = path.dirname(top)) {
    const own = await followed(path.join(top, ".git"), top);
    if (own !== undefined) {
      const common = await commonFolder(own);
      return common === undefined ? undefined : { top, own, common };
    }
    if (path.dirname(top) === top) return undefined;
  }
}

/** Longer than any path is. */
const LONGEST = 8_192;

async function followed(place: string, top: string): Promise<string | undefined> {
  const found = await stat(place).catch(() => undefined);
  if (found?.isDirectory()) return place;
  if (found?.isFile() !== true) return undefined;
  const text = (await readPlainFileIfThere(place, LONGEST))?.bytes.toString("utf8") ?? "";
  const [, target] = /^gitdir: ([^\r\n\0]+)\r?\n?$/.exec(text) ?? [];
  return target === undefined ? undefined : path.resolve(top, target);
}

async function commonFolder(own: string): Promise<string | undefined> {
  const named = (await readIfThere(path.join(own, "commondir")).catch(() => undefined))?.trim();
  const common = await realpath(named ? path.resolve(own, named) : own).catch(() => undefined);
  if (common === undefined) return undefined;
  const [head, objects] = await Promise.all(
    [path.join(own, "HEAD"), path.join(common, "objects")].map((part) => stat(part).catch(() => undefined)),
  );
  return head?.isFile() && objects?.isDirectory() ? common : undefined;
}

/**
 * Whether the index has a file of this name, in whatever folder: then it came with the repository, or would leave with it. The
 * names stand in the index as they are; version 4 leaves out what two neighbours begin with alike, so a dot and some letters may be missing.
 * https://git-scm.com/docs/index-format
 */
export async function isInIndex({ own }: GitFolder, name: string): Promise<boolean> {
  const bytes = (await readPlainFileIfThere(path.join(own, "index")).catch(() => undefined))?.bytes;
  if (bytes === undefined || bytes.length < 12) return false;
  const shown = bytes.readUInt32BE(4) === 4 ? name.slice(4) : name;
  return bytes.includes(`${shown}\0`);
}

/** The file of the lines that this repository's own user adds to every .gitignore. Nobody else ever gets it. */
export function excludeFile({ common }: GitFolder): string {
  return path.join(common, "info", "exclude");
}

/** That file with a name left out, wherever it stands; the same text where it is left out already. */
export function withExcluded(text: string, name: string): string {
  if (text.split(/\r?\n/).some((line) => line.trim() === name || line.trim() === `/${name}`)) return text;
  const end = text.includes("\r\n") ? "\r\n" : "\n";
  const gap = text === "" || text.endsWith("\n") ? "" : end;
  return `${text}${gap}${name}${end}`;
}

/** That file without the line of ours; one that a person made of it stays. */
export function withoutExcluded(text: string, name: string): string {
  return text
    .split(/(?<=\n)/)
    .filter((line) => line.replace(/\r?\n$/, "") !== name)
    .join("");
}
