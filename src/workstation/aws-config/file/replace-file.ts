import { randomBytes } from "node:crypto";
import { type FileHandle, open, readdir, rename, rm } from "node:fs/promises";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { ConfigTarget } from "./config-target.ts";

/** Windows keeps a file that a virus scanner or an editor has open; it lets go within a moment. Milliseconds. */
const RETRIES_ON_WINDOWS: readonly number[] = [20, 50, 100, 250, 500];

/**
 * Puts a text in a file's place: the whole text or nothing of it, under the file's own mode and owner, on the disk when
 * this returns. Asks `isCurrent` at the last moment, and gives `false` without a change when it says no.
 * A file that can't be replaced because it is itself a mount (as in containers) is written in place.
 */
export async function replaceFile(
  { real, present }: ConfigTarget,
  text: string,
  isCurrent: () => Promise<boolean>,
): Promise<boolean> {
  const temporary = temporaryName(real);
  try {
    const isOwned = await writeNew(temporary, text, present);
    if (!(await isCurrent())) return false;
    if (!isOwned || !(await renamed(temporary, real))) await overwrite(real, text);
    await syncFolder(path.dirname(real));
    return true;
  } finally {
    await rm(temporary, { force: true });
  }
}

/** Writes a new file as a whole or not at all. */
export async function createFile(file: string, text: string, mode: number): Promise<void> {
  const temporary = temporaryName(file);
  try {
    await writeNew(temporary, text, { mode, uid: undefined, gid: undefined });
    await rename(temporary, file);
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
export function temporaryName(file: string): string {
  return path.join(path.dirname(file), `.${path.basename(file)}.${randomBytes(6).toString("hex")}.onboard-tmp`);
}

interface Ownership {
  readonly mode: number;
  readonly uid: number | undefined;
  readonly gid: number | undefined;
}

/** Whether the new file could also be given to the owner of the old one. */
async function writeNew(file: string, text: string, like: Ownership = privateFile): Promise<boolean> {
  const handle = await open(file, "wx", 0o600);
  try {
    await handle.writeFile(text);
    const isOwned = await giveTo(handle, like);
    await handle.chmod(like.mode);
    await handle.sync();
    return isOwned;
  } finally {
    await handle.close();
  }
}

const privateFile: Ownership = { mode: 0o600, uid: undefined, gid: undefined };

async function giveTo(handle: FileHandle, { uid, gid }: Ownership): Promise<boolean> {
  if (uid === undefined || gid === undefined) return true;
  const found = await handle.stat();
  if (found.uid === uid && found.gid === gid) return true;
  return handle.chown(uid, gid).then(
    () => true,
    () => false,
  );
}

/** Whether the file took the other's place; `false` where a mount keeps it from being replaced. */
async function renamed(from: string, to: string): Promise<boolean> {
  for (const pause of process.platform === "win32" ? [...RETRIES_ON_WINDOWS, undefined] : [undefined]) {
    try {
      await rename(from, to);
      return true;
    } catch (error) {
      const code = error instanceof Error && "code" in error ? error.code : undefined;
      if (pause === undefined && code !== "EBUSY" && code !== "EXDEV") throw error;
      if (pause !== undefined) await sleep(pause);
    }
  }
  return false;
}

/** Writes into the file that is there, and writes the old text back when that fails half-way. */
async function overwrite(file: string, text: string): Promise<void> {
  const handle = await open(file, "r+");
  try {
    const before = await handle.readFile();
    try {
      await fill(handle, Buffer.from(text));
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
