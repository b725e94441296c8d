import { randomBytes } from "node:crypto";
import { type FileHandle, mkdir, open, readdir, rename, rm } from "node:fs/promises";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { codeOf } from "./file-error.ts";
import { refuseUnlessFile } from "./read-file.ts";

/** How a file is written. */
export interface WriteTerms {
  /** Only the owner may read it, unless told otherwise. */
  readonly mode?: number;
  /** Of folders that are made on the way. */
  readonly folderMode?: number;
  /** Who owned the file before; where it cannot be given to them, it is written in place. */
  readonly owner?: { readonly uid: number; readonly gid: number };
  /** What is on the disk, and no longer on its way there, when the writing ends; a new name is in the folder. */
  readonly sync?: "file" | "file-and-folder";
  /** Asked at the last moment; nothing is changed when it says no. */
  readonly isCurrent?: () => Promise<boolean>;
}

/** A file's content: all of it, or a long text piece by piece. */
type Content = string | Uint8Array | Iterable<string>;

/** Windows keeps a file that a virus scanner or an editor has open; it lets go within a moment. Milliseconds. */
const RETRIES_ON_WINDOWS: readonly number[] = [20, 50, 100, 250, 500];

/**
 * Puts a text in a file's place, the whole text or nothing of it: into a new file beside it, then renamed over it. False,
 * without a change, when `isCurrent` says no. A file that can't be replaced because it is itself a mount (as in
 * containers) is written in place; what is no plain file is refused. A long text is given piece by piece, and can be asked for
 * its pieces more than once.
 */
export async function writeFileAtomically(file: string, text: Content, terms: WriteTerms = {}): Promise<boolean> {
  const { folderMode, sync, isCurrent = async () => true } = terms;
  const folder = path.dirname(file);
  await mkdir(folder, { recursive: true, ...(folderMode === undefined ? {} : { mode: folderMode }) });
  await refuseUnlessFile(file);
  const temporary = temporaryName(file);
  try {
    const isOwned = await writeNew(temporary, text, terms);
    if (!(await isCurrent())) return false;
    if (!isOwned || !(await renamed(temporary, file))) await overwrite(file, text);
    if (sync === "file-and-folder") await syncFolder(folder);
    return true;
  } finally {
    await rm(temporary, { force: true });
  }
}

/** Removes what killed runs left in the folder of a file. Only for who holds the file's lock. */
export async function sweepTemporaries(file: string): Promise<void> {
  const folder = path.dirname(file);
  const leftovers = (await readdir(folder)).filter(
    (name) => name.startsWith(`.${path.basename(file)}.`) && /\.[0-9a-f]{12}\.onboard-tmp$/.test(name),
  );
  await Promise.all(leftovers.map((name) => rm(path.join(folder, name), { force: true })));
}

/** A name beside a file for what `sweepTemporaries` may remove when it is left over. */
function temporaryName(file: string): string {
  return path.join(path.dirname(file), `.${path.basename(file)}.${randomBytes(6).toString("hex")}.onboard-tmp`);
}

/** Whether the new file could also be given to the owner of the old one. */
async function writeNew(file: string, text: Content, { mode = 0o600, owner, sync }: WriteTerms): Promise<boolean> {
  const handle = await open(file, "wx", 0o600);
  try {
    for (const piece of isWhole(text) ? [text] : text) await handle.writeFile(piece);
    const isOwned = await giveTo(handle, owner);
    await handle.chmod(mode);
    if (sync !== undefined) await handle.sync();
    return isOwned;
  } finally {
    await handle.close();
  }
}

function isWhole(text: Content): text is string | Uint8Array {
  return typeof text === "string" || text instanceof Uint8Array;
}

async function giveTo(handle: FileHandle, owner: WriteTerms["owner"]): Promise<boolean> {
  if (owner === undefined) return true;
  const found = await handle.stat();
  if (found.uid === owner.uid && found.gid === owner.gid) return true;
  return handle.chown(owner.uid, owner.gid).then(
    () => true,
    () => false,
  );
}

/** Whether the file took the other's place; `false` where a mount keeps it from being replaced. */
async function renamed(from: string, to: string): Promise<boolean> {
  try {
    await patiently(() => rename(from, to));
    return true;
  } catch (error) {
    if (!["EBUSY", "EXDEV"].includes(codeOf(error))) throw error;
    return false;
  }
}

/** What Windows says of a file that somebody has open: https://learn.microsoft.com/windows/win32/debug/system-error-codes--0-499- 5, 32 */
const HELD: readonly string[] = ["EPERM", "EACCES", "EBUSY"];

/** Does something to a file, on Windows again and again while somebody has it open. Throws what the last try threw. */
export async function patiently<T>(
  act: () => Promise<T>,
  platform: NodeJS.Platform = process.platform,
  pauses = RETRIES_ON_WINDOWS,
): Promise<T> {
  for (const pause of platform === "win32" ? pauses : []) {
    try {
      return await act();
    } catch (error) {
      if (!HELD.includes(codeOf(error))) throw error;
      await sleep(pause);
    }
  }
  return act();
}

/** Writes into the file that is there, and writes the old text back when that fails half-way. */
async function overwrite(file: string, text: Content): Promise<void> {
  const handle = await open(file, "r+");
  try {
    const before = await handle.readFile();
    try {
      await fill(handle, Buffer.from(isWhole(text) ? text : [...text].join("")));
    } catch (error) {
      await fill(handle, before);
      throw error;
    }
  } finally {
    await handle.close();
  }
}

async function fill(handle: FileHandle, bytes: Buffer): Promise<void> {
  for (let at = 0; at < bytes.length; ) at += (await handle.write(bytes, at, bytes.length - at, at)).bytesWritten;
  await handle.truncate(bytes.length);
  await handle.sync();
}

/** A rename is on the disk only when its folder is. Windows has no such call. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === "win32") return;
  const handle = await open(folder, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
