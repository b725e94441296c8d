import { randomUUID } from "node:crypto";
import { readFile, rm, stat, utimes, writeFile } from "node:fs/promises";
import { hostname } from "node:os";
import path from "node:path";
import { makeCacheFolder, storageError } from "./cache-storage.ts";
import type { Clock } from "./clock.ts";

/** While it is held, other sign-ins to the same session wait. Give it back in any case. */
export interface CacheLock {
  release(): Promise<void>;
}

export interface LockOptions {
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** Called once, when somebody else holds the lock. */
  readonly onWait: () => void;
}

const LOOK_AGAIN = 200;
const HEARTBEAT = 5_000;
/** A holder that has not touched its lock for this long is gone, or asleep. A second browser window is the worst that follows. */
const SILENT = 30_000;

/**
 * Takes the lock of a cache file, `FILE.lock`, as soon as nobody holds it. A lock whose holder died is taken over.
 * It only keeps sign-ins of this program apart; the AWS CLI and the SDKs know no lock, and files are replaced in one step.
 */
export async function lockCacheFile(file: string, { clock, signal, onWait }: LockOptions): Promise<CacheLock> {
  const lockFile = `${file}.lock`;
  await makeCacheFolder(path.dirname(file));
  const mine = JSON.stringify({ pid: process.pid, host: hostname(), id: randomUUID() });
  let told = false;
  while (!(await create(lockFile, mine))) {
    if (await takeAwayFromTheDead(lockFile)) continue;
    if (!told) onWait();
    told = true;
    await clock.wait(LOOK_AGAIN, signal);
  }
  const heartbeat = setInterval(() => void utimes(lockFile, new Date(), new Date()).catch(() => undefined), HEARTBEAT);
  heartbeat.unref();
  return {
    release: async () => {
      clearInterval(heartbeat);
      if ((await content(lockFile)) === mine) await rm(lockFile, { force: true });
    },
  };
}

async function create(file: string, text: string): Promise<boolean> {
  try {
    await writeFile(file, text, { flag: "wx", mode: 0o600 });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw storageError(error, "write", file);
  }
}

/**
 * Removes the lock of a dead holder. Only one process at a time may do so, or a slow one would remove the lock that a
 * faster one has just taken.
 */
async function takeAwayFromTheDead(lockFile: string): Promise<boolean> {
  if (!(await isAbandoned(lockFile))) return false;
  const guard = `${lockFile}.takeover`;
  if (!(await create(guard, ""))) {
    if (await isSilent(guard)) await rm(guard, { force: true });
    return false;
  }
  try {
    if (!(await isAbandoned(lockFile))) return false;
    await rm(lockFile, { force: true });
    return true;
  } finally {
    await rm(guard, { force: true });
  }
}

async function isAbandoned(lockFile: string): Promise<boolean> {
  const text = await content(lockFile);
  if (text === undefined) return false;
  if (await isSilent(lockFile)) return true;
  const holder = holderOf(text);
  return holder !== undefined && holder.host === hostname() && !isRunning(holder.pid);
}

async function isSilent(file: string): Promise<boolean> {
  const touched = await stat(file).then(
    ({ mtimeMs }) => mtimeMs,
    () => Date.now(),
  );
  return Date.now() - touched > SILENT;
}

function holderOf(text: string): { readonly pid: number; readonly host: string } | undefined {
  const [, pid, host] = /^\{"pid":(\d+),"host":"([^"\\]*)",/.exec(text) ?? [];
  return pid === undefined || host === undefined ? undefined : { pid: Number(pid), host };
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== "ESRCH";
  }
}

function content(file: string): Promise<string | undefined> {
  return readFile(file, "utf8").catch(() => undefined);
}
