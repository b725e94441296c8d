import { randomBytes } from "node:crypto";
import { mkdir, open, readFile, rename, rm } from "node:fs/promises";
import path from "node:path";
import { OnboardError } from "../../core/errors/onboard-error.ts";
import { type PlainJson, pythonJson } from "./python-json.ts";

/** Cache files hold at most some kilobytes; anything larger is not one. */
const LARGEST = 1_000_000;

/** The members of a cache file that are text or lists of text, or nothing when there is no readable cache file. */
export async function readCacheFile(file: string): Promise<Readonly<Record<string, PlainJson>> | undefined> {
  const text = await readFile(file, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT" || error.code === "ENOTDIR") return undefined;
    throw storageError(error, "read", file);
  });
  if (text === undefined || text.length > LARGEST) return undefined;
  return plainMembers(text);
}

/**
 * Replaces a cache file in one step: a reader sees the old content or the new, never a part. Only its owner may read
 * it; folders that are made on the way are the owner's alone as well, those that exist are left as they are.
 */
export async function writeCacheFile(file: string, members: Readonly<Record<string, PlainJson>>): Promise<void> {
  const temporary = `${file}.${randomBytes(6).toString("hex")}.tmp`;
  try {
    await makeCacheFolder(path.dirname(file));
    const handle = await open(temporary, "wx", 0o600);
    try {
      await handle.writeFile(pythonJson(members));
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(temporary, file);
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => undefined);
    throw storageError(error, "write", file);
  }
}

/** Forgets a cache file. Nothing happens when it is not there. */
export async function removeCacheFile(file: string): Promise<void> {
  await rm(file, { force: true }).catch((error: unknown) => {
    throw storageError(error, "remove", file);
  });
}

/** Makes the folder that cache files live in, for its owner alone, unless it is there. */
export async function makeCacheFolder(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 }).catch((error: unknown) => {
    throw storageError(error, "make", folder);
  });
}

/** Explains why a file of the sign-in cache could not be used. What is explained already passes through. */
export function storageError(error: unknown, verb: "read" | "write" | "remove" | "make", file: string): Error {
  if (error instanceof OnboardError) return error;
  const { code = "unknown error" } = error as NodeJS.ErrnoException;
  return new OnboardError(
    { kind: "failed", message: `Could not ${verb} ${file}: ${reasonOf(code)}.`, remedy: remedyFor(code, file) },
    { cause: error },
  );
}

function reasonOf(code: string): string {
  const known: Readonly<Record<string, string>> = {
    EACCES: "permission denied",
    EPERM: "permission denied",
    EROFS: "the file system is read-only",
    ENOSPC: "the disk is full",
    EDQUOT: "the disk quota is used up",
    EISDIR: "it is a folder",
    ENOTDIR: "a part of its path is a file",
    EEXIST: "a part of its path is a file",
  };
  return known[code] ?? code;
}

function remedyFor(code: string, file: string): string {
  if (code === "ENOSPC" || code === "EDQUOT") return "Free some space, then run the same command again.";
  return `Make ${path.dirname(file)} a folder that you own and may write to, then run the same command again.`;
}

function plainMembers(text: string): Readonly<Record<string, PlainJson>> | undefined {
  const value = parse(text);
  if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
  return Object.fromEntries(Object.entries(value).filter((entry): entry is [string, PlainJson] => isPlain(entry[1])));
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isPlain(value: unknown): value is PlainJson {
  return typeof value === "string" || (Array.isArray(value) && value.every((item) => typeof item === "string"));
}
