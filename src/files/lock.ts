import { randomUUID } from "node:crypto";
import { open, rm, utimes } from "node:fs/promises";
import { hostname } from "node:os";
import { codeOf } from "./file-error.ts";
import { type FileReading, readPlainFileIfThere } from "./read-file.ts";

/** The right to work on something alone; it keeps out other runs of ours, and nobody else. Give it back in any case. */
export type Lock = Awaited<ReturnType<typeof takeLock>>;

export interface LockTerms {
  /** Waits before the lock is looked at again. Rejects when it is not to be waited for any longer. */
  readonly wait: (milliseconds: number) => Promise<void>;
  /** Called once, when somebody else holds the lock. */
  readonly onWait?: () => void;
  /** A holder that has not touched its lock for so many milliseconds is gone, or asleep. */
  readonly staleAfter?: number;
}

const HEARTBEAT = 5_000;
const USUALLY_STALE_AFTER = 30_000;
/** A process that was killed between creating the lock and writing into it leaves an empty one. */
const EMPTY_STALE_AFTER = 1_000;

/** Takes the lock that a file is, as soon as nobody holds it. One whose process is gone, or silent for long, is taken over. */
export async function takeLock(lockFile: string, terms: LockTerms) {
  const { wait, onWait, staleAfter = USUALLY_STALE_AFTER } = terms;
  const ours = JSON.stringify({ pid: process.pid, host: hostname(), id: randomUUID() });
  let told = false;
  while (!(await create(lockFile, ours))) {
    if (await takeAwayFromTheDead(lockFile, ours, staleAfter)) continue;
    if (!told) onWait?.();
    told = true;
    await wait(10 + Math.random() * 40);
  }
  await removeIfAbandoned(guardOf(lockFile), staleAfter);
  const heartbeat = setInterval(() => void utimes(lockFile, new Date(), new Date()).catch(() => undefined), HEARTBEAT);
  heartbeat.unref();
  const isHeld = async () => textOf(await readPlainFileIfThere(lockFile)) === ours;
  return {
    /** Whether it is still ours. A run that stood still for long may have lost it. */
    isHeld,
    release: async () => {
      clearInterval(heartbeat);
      if (await isHeld()) await rm(lockFile, { force: true });
    },
  };
}

async function create(file: string, text: string): Promise<boolean> {
  const handle = await open(file, "wx", 0o600).catch((error: unknown) => {
    if (codeOf(error) === "EEXIST") return undefined;
    throw error;
  });
  if (handle === undefined) return false;
  try {
    await handle.writeFile(text);
    return true;
  } catch (error) {
    await rm(file, { force: true });
    throw error;
  } finally {
    await handle.close();
  }
}

/**
 * Removes the lock of a dead holder. Only one process at a time may do so, or a slow one would remove the lock that a
 * faster one has just taken.
 */
async function takeAwayFromTheDead(lockFile: string, ours: string, staleAfter: number): Promise<boolean> {
  if (!isAbandoned(await readPlainFileIfThere(lockFile), staleAfter)) return false;
  const guard = guardOf(lockFile);
  if (!(await create(guard, ours))) {
    await removeIfAbandoned(guard, staleAfter);
    return false;
  }
  try {
    return await removeIfAbandoned(lockFile, staleAfter);
  } finally {
    await rm(guard, { force: true });
  }
}

async function removeIfAbandoned(file: string, staleAfter: number): Promise<boolean> {
  if (!isAbandoned(await readPlainFileIfThere(file), staleAfter)) return false;
  await rm(file, { force: true });
  return true;
}

function guardOf(lockFile: string): string {
  return `${lockFile}.takeover`;
}

function isAbandoned(found: FileReading | undefined, staleAfter: number): boolean {
  if (found === undefined) return false;
  const age = Date.now() - found.changedAt;
  if (age > staleAfter) return true;
  const [, pid, host] = /^\{"pid":(\d+),"host":(".*?"),"id":"[^"]+"\}$/.exec(textOf(found)) ?? [];
  if (pid === undefined) return age > Math.min(EMPTY_STALE_AFTER, staleAfter);
  return host === JSON.stringify(hostname()) && !isRunning(Number(pid));
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return codeOf(error) === "EPERM";
  }
}

function textOf(found: FileReading | undefined): string {
  return found?.bytes.toString("utf8") ?? "";
}
