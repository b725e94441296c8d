import { randomUUID } from "node:crypto";
import { open, readFile, rename, rm, writeFile } from "node:fs/promises";
import { hostname } from "node:os";
import { setTimeout as sleep } from "node:timers/promises";
import { OnboardError } from "../../../core/errors/onboard-error.ts";
import { quoted } from "../../../core/text/visible-text.ts";
import { isMissing } from "../../../files/file-error.ts";
import { temporaryName } from "./replace-file.ts";

/** The right to write a file; it keeps out other runs of ours, and nobody else. */
export interface ConfigLock {
  /** Whether it is still ours. A run that stood still for long may have lost it. */
  isHeld(): Promise<boolean>;
  release(): Promise<void>;
}

/** How long to wait for others, and when a lock is taken for abandoned; milliseconds. A write takes far less than these. */
export interface LockPatience {
  readonly waitMs: number;
  readonly staleMs: number;
}

const USUAL: LockPatience = { waitMs: 45_000, staleMs: 30_000 };

/**
 * Waits for the lock beside a file and takes it. A lock whose process is gone, or that is too old, is set aside. Throws
 * when others keep it for longer than `waitMs`.
 */
export async function lockConfig(file: string, { waitMs, staleMs }: LockPatience = USUAL): Promise<ConfigLock> {
  const lockFile = `${file}.onboard-lock`;
  const ours = JSON.stringify({ pid: process.pid, host: hostname(), id: randomUUID() });
  const until = Date.now() + waitMs;
  while (!(await create(lockFile, ours))) {
    const theirs = await readLock(lockFile);
    if (theirs !== undefined && isStale(theirs, staleMs)) await setAside(file, lockFile, theirs.text);
    else if (Date.now() > until) throw heldByOthers(lockFile);
    else await sleep(10 + Math.random() * 40);
  }
  const isHeld = async () => (await readLock(lockFile))?.text === ours;
  return {
    isHeld,
    release: async () => {
      if (await isHeld()) await rm(lockFile, { force: true });
    },
  };
}

interface FoundLock {
  readonly text: string;
  readonly age: number;
}

async function create(lockFile: string, text: string): Promise<boolean> {
  const handle = await open(lockFile, "wx", 0o600).catch((error: unknown) => {
    if (error instanceof Error && "code" in error && error.code === "EEXIST") return undefined;
    throw error;
  });
  if (handle === undefined) return false;
  try {
    await handle.writeFile(text);
    return true;
  } catch (error) {
    await rm(lockFile, { force: true });
    throw error;
  } finally {
    await handle.close();
  }
}

async function readLock(lockFile: string): Promise<FoundLock | undefined> {
  const handle = await open(lockFile, "r").catch((error: unknown) => {
    if (isMissing(error)) return undefined;
    throw error;
  });
  if (handle === undefined) return undefined;
  try {
    const { mtimeMs } = await handle.stat();
    return { text: await handle.readFile("utf8"), age: Date.now() - mtimeMs };
  } finally {
    await handle.close();
  }
}

function isStale({ text, age }: FoundLock, staleMs: number): boolean {
  if (age > staleMs) return true;
  const [, pid, host] = /^\{"pid":(\d+),"host":(".*?"),"id":"[^"]+"\}$/.exec(text) ?? [];
  // A process that was killed between creating the lock and writing into it leaves an empty one.
  if (pid === undefined) return age > Math.min(1000, staleMs);
  return host === JSON.stringify(hostname()) && !isRunning(Number(pid));
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}

/** Moves an abandoned lock away. When another run was faster and its live lock was moved instead, that one is put back. */
async function setAside(file: string, lockFile: string, stale: string): Promise<void> {
  const aside = temporaryName(file);
  try {
    await rename(lockFile, aside);
    const moved = await readFile(aside, "utf8");
    if (moved !== stale) await writeFile(lockFile, moved, { flag: "wx", mode: 0o600 }).catch(() => undefined);
  } catch (error) {
    if (!isMissing(error)) throw error;
  } finally {
    await rm(aside, { force: true });
  }
}

function heldByOthers(lockFile: string): OnboardError {
  return new OnboardError({
    kind: "failed",
    message: `Another run of onboard holds ${quoted(lockFile, 200)}.`,
    remedy: "Wait for it to end; if there is none, remove that file.",
  });
}
