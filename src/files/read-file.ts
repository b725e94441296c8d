import { constants } from "node:fs";
import { type FileHandle, open, stat } from "node:fs/promises";
import { devNull } from "node:os";
import { codeOf, explainFileError, missingAsUndefined, notAFile } from "./file-error.ts";

/** A file that was there to read, as far as it was wanted. */
export interface FileReading {
  readonly bytes: Buffer;
  /** In bytes, of all of it. */
  readonly size: number;
  /** The user id of its owner; 0 on Windows, for all files. */
  readonly owner: number;
  readonly mode: number;
  /** When it was last written, in milliseconds since 1970. */
  readonly changedAt: number;
}

/** No file of ours is larger; a log behind its name must not fill the memory. */
const LARGEST = 256 * 1024 * 1024;

/**
 * Reads a plain file, or the first `most` bytes of it. What is none (a folder, a pipe, a device) is refused at once and
 * never waited for. Throws the file system's errors, for `explainFileError` and `cannotRead`.
 */
export async function readPlainFile(file: string, most?: number): Promise<FileReading> {
  // A pipe that nobody writes to would otherwise hold up the opening forever.
  const handle = await open(file, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0)).catch((error: unknown) => {
    throw codeOf(error) === "ENXIO" ? notAFile(file, false) : error;
  });
  try {
    const found = await handle.stat();
    if (!found.isFile()) throw notAFile(file, found.isDirectory());
    if (most === undefined && found.size > LARGEST) throw Object.assign(new Error("too large"), { code: "EFBIG" });
    const bytes = await readStart(handle, Math.min(most ?? LARGEST, found.size));
    return { bytes, size: found.size, owner: found.uid, mode: found.mode & 0o7777, changedAt: found.mtimeMs };
  } finally {
    await handle.close();
  }
}

/** The same; `undefined` when there is no such file. The null device is none. */
export async function readPlainFileIfThere(file: string, most?: number): Promise<FileReading | undefined> {
  if (file === devNull) return undefined;
  return readPlainFile(file, most).catch(missingAsUndefined);
}

/** The text of a file, if there is one. Throws in words. */
export async function readIfThere(file: string): Promise<string | undefined> {
  try {
    return (await readPlainFileIfThere(file))?.bytes.toString("utf8");
  } catch (error) {
    throw explainFileError(error, "read", file);
  }
}

/** Refuses what is there under a file's name and is none, before it is opened or replaced by others. */
export async function refuseUnlessFile(file: string): Promise<void> {
  const found = await stat(file).catch(missingAsUndefined);
  if (found !== undefined && !found.isFile()) throw notAFile(file, found.isDirectory());
}

async function readStart(handle: FileHandle, size: number): Promise<Buffer> {
  const bytes = Buffer.alloc(size);
  let filled = 0;
  for (;;) {
    const { bytesRead } = await handle.read(bytes, filled, size - filled, filled);
    filled += bytesRead;
    if (bytesRead === 0 || filled === size) return bytes.subarray(0, filled);
  }
}
