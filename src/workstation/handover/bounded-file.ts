import { constants } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import { OnboardError } from "../../core/errors/onboard-error.ts";
import { visibleText } from "../../core/text/visible-text.ts";

/** A file that was there to read, as far as it was wanted. */
export interface BoundedFile {
  readonly bytes: Uint8Array;
  /** The user id of its owner; 0 on Windows, for all files. */
  readonly owner: number;
}

/**
 * Reads at most `most` bytes of a plain file; `undefined` when there is none of this name. Pipes and devices are not
 * waited for but refused, and so is whatever cannot be read: with an `OnboardError` that says why.
 */
export async function readBounded(file: string, most: number): Promise<BoundedFile | undefined> {
  try {
    // A pipe that nobody writes to would otherwise hold up the opening forever.
    const handle = await open(file, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    return await readAndClose(handle, file, most);
  } catch (error) {
    const { code = "" } = error as NodeJS.ErrnoException;
    if (error instanceof OnboardError) throw error;
    if (ABSENT.includes(code)) return undefined;
    throw unreadableFile(file, WHY[code] ?? code, error);
  }
}

async function readAndClose(handle: FileHandle, file: string, most: number): Promise<BoundedFile> {
  try {
    const stats = await handle.stat();
    if (stats.isDirectory()) throw unreadableFile(file, "it is a folder");
    if (!stats.isFile()) throw unreadableFile(file, "it is not a plain file");
    return { bytes: await readStart(handle, Math.min(most, stats.size)), owner: stats.uid };
  } finally {
    await handle.close();
  }
}

async function readStart(handle: FileHandle, size: number): Promise<Uint8Array> {
  const bytes = Buffer.alloc(size);
  let filled = 0;
  for (;;) {
    const { bytesRead } = await handle.read(bytes, filled, size - filled, filled);
    filled += bytesRead;
    if (bytesRead === 0 || filled === size) return bytes.subarray(0, filled);
  }
}

function unreadableFile(file: string, why: string, cause?: unknown): OnboardError {
  const message = `${visibleText(file)} cannot be read: ${why}.`;
  return new OnboardError(
    { kind: "invalid-input", message, remedy: "Check the path and whose file it is." },
    { cause },
  );
}

const ABSENT = ["ENOENT", "ENOTDIR", "ENAMETOOLONG", "ERR_INVALID_ARG_VALUE"];

const WHY: Readonly<Record<string, string>> = {
  EACCES: "you have no right to read it",
  EPERM: "you have no right to read it",
  EISDIR: "it is a folder",
  ELOOP: "its symbolic links lead in a circle",
  ENXIO: "it is not a plain file",
};
