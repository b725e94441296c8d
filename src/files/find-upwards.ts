import { realpath, stat } from "node:fs/promises";
import path from "node:path";
import { cannotRead, codeOf } from "./file-error.ts";
import { isThere } from "./is-there.ts";
import { type FileReading, readPlainFile } from "./read-file.ts";

/** Where a search begins, and where it ends. */
export interface UpwardSearch {
  readonly cwd: string;
  /** No folder above it is looked into. */
  readonly home: string;
}

/** The nearest file of a name, and those on the way to it that somebody else has put there; paths are relative to `cwd`. */
export interface FoundUpwards {
  readonly found: { readonly file: string; readonly absolute: string; readonly reading: FileReading } | undefined;
  readonly passedOver: readonly string[];
}

/**
 * Looks for a file from the working directory upwards, in {@link foldersUpwards}. Files of other people are passed over. Of the
 * file `most` bytes are read; one that cannot be read throws an `OnboardError`.
 */
export async function findUpwards(name: string, search: UpwardSearch, most: number): Promise<FoundUpwards> {
  const passedOver: string[] = [];
  const { start, trusted, folders } = await foldersUpwards(search);
  for (const folder of folders) {
    const absolute = path.join(folder, name);
    const file = path.relative(start, absolute);
    const reading = await readIfFile(absolute, most);
    if (reading !== undefined && trusted.has(reading.owner)) return { found: { file, absolute, reading }, passedOver };
    if (reading !== undefined) passedOver.push(file);
  }
  return { found: undefined, passedOver };
}

/**
 * The folders from the working directory to the home directory or the root of the file system, the nearest first. Those of other
 * people end the search: in a place like /tmp anybody could leave something for us. `trusted`: user ids of who may. Node tells no
 * owners on Windows, where everybody may write below most folders that are nobody's home: there the search goes from outside the home
 * directory no further than to the top of the git repository, and nowhere where there is none.
 */
export async function foldersUpwards({ cwd, home }: UpwardSearch, platform: NodeJS.Platform = process.platform) {
  const top = await realpath(home).catch(() => home);
  const start = await realpath(cwd);
  const trusted: ReadonlySet<number> = new Set([(await stat(start)).uid, process.getuid?.() ?? 0]);
  if (platform === "win32" && !isBelow(top, start)) {
    return { start, trusted, folders: await foldersOfRepository(start) };
  }
  const folders = [start];
  for (let folder = start; folder !== top; ) {
    const parent = path.dirname(folder);
    if (parent === folder || !trusted.has((await stat(parent)).uid)) break;
    folders.push(parent);
    folder = parent;
  }
  return { start, trusted, folders: folders as readonly string[] };
}

function isBelow(top: string, folder: string): boolean {
  const way = path.relative(top, folder);
  return !/^\.\.(?:[\\/]|$)/.test(way) && !path.isAbsolute(way);
}

async function foldersOfRepository(start: string): Promise<readonly string[]> {
  const folders: string[] = [];
  for (let folder = start; ; folder = path.dirname(folder)) {
    folders.push(folder);
    if (await isThere(path.join(folder, ".git"))) return folders;
    if (path.dirname(folder) === folder) return [start];
  }
}

/** A folder that was found by its name is nothing that anybody meant. */
const ABSENT: readonly string[] = ["ENOENT", "ENOTDIR", "ENAMETOOLONG", "EISDIR"];

function readIfFile(file: string, most: number): Promise<FileReading | undefined> {
  return readPlainFile(file, most).catch((error: unknown) => {
    if (ABSENT.includes(codeOf(error))) return undefined;
    throw cannotRead(error, file, "Check the path and whose file it is.");
  });
}
