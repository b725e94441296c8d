import { mkdir, rm } from "node:fs/promises";
import path from "node:path";
import { writeFileAtomically } from "../../files/atomic-file.ts";
import { codeOf, explainFileError } from "../../files/file-error.ts";
import { type Lock, takeLock } from "../../files/lock.ts";
import { readPlainFileIfThere } from "../../files/read-file.ts";
import type { Clock } from "./clock.ts";
import { type PlainJson, pythonJson } from "./python-json.ts";

/** Cache files hold at most some kilobytes; anything larger is not one. */
const LARGEST = 1_000_000;

/** What a cache file says; nothing when there is no readable one. */
export async function readCacheFile(file: string): Promise<unknown> {
  const found = await readPlainFileIfThere(file, LARGEST).catch((error: unknown) => {
    if (codeOf(error) === "ENOTDIR") return undefined;
    throw explainFileError(error, "read", file);
  });
  if (found === undefined || found.size > LARGEST) return undefined;
  try {
    return JSON.parse(found.bytes.toString("utf8"));
  } catch {
    return undefined;
  }
}

/**
 * Replaces a cache file in one step: a reader sees the old content or the new, never a part. Only its owner may read
 * it; folders that are made on the way are the owner's alone as well, those that exist are left as they are.
 */
export async function writeCacheFile(file: string, members: Readonly<Record<string, PlainJson>>): Promise<void> {
  await writeFileAtomically(file, pythonJson(members), { folderMode: 0o700, sync: "file" }).catch((error: unknown) => {
    throw explainFileError(error, "write", file);
  });
}

/** Forgets a cache file. Nothing happens when it is not there. */
export async function removeCacheFile(file: string): Promise<void> {
  await rm(file, { force: true }).catch((error: unknown) => {
    throw explainFileError(error, "remove", file);
  });
}

/**
 * Takes the lock of a cache file, `FILE.lock`, as soon as nobody holds it. It only keeps sign-ins of this program apart;
 * the AWS CLI and the SDKs know no lock, and files are replaced in one step.
 */
export async function lockCacheFile(
  file: string,
  { clock, signal, onWait }: { readonly clock: Clock; readonly signal: AbortSignal; readonly onWait: () => void },
): Promise<Lock> {
  try {
    await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
    return await takeLock(`${file}.lock`, { wait: (milliseconds) => clock.wait(milliseconds, signal), onWait });
  } catch (error) {
    throw signal.aborted ? signal.reason : explainFileError(error, "write", file);
  }
}
