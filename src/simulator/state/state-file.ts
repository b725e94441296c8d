import { open, readFile, rename, rm } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { InputRefused } from "../input-refused.ts";
import { emptyWorld, type World } from "../world/world.ts";

/** Grows when older files can no longer be read as they are. */
const version = 1;

/** The world as it stands in the file: tables are objects, keyed as in memory. */
export type WorldSnapshot = {
  [Name in keyof World]: World[Name] extends Map<string, infer T> ? Record<string, T> : World[Name];
};

/** A copy of the world that JSON can hold and nobody else changes. */
export function snapshotOf(world: World): WorldSnapshot {
  const plain = Object.entries(world).map(([name, value]) => [
    name,
    value instanceof Map ? Object.fromEntries(value) : value,
  ]);
  return Object.fromEntries(plain) as WorldSnapshot;
}

/**
 * The world that was saved in a file; undefined when there is no file. Rejects with InputRefused when the file is not
 * a saved world of this version: it is never overwritten then.
 */
export async function readState(path: string): Promise<World | undefined> {
  const text = await readFile(path, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return undefined;
    throw new InputRefused(`The state file ${path} cannot be read.`, [error.message], { cause: error });
  });
  return text === undefined ? undefined : parseState(text, path);
}

/** Replaces the file in one step, readable by its owner only: a reader sees the old world or the new one, whole. */
export async function writeState(path: string, world: World): Promise<void> {
  const temporary = join(dirname(path), `.${basename(path)}.${process.pid}.tmp`);
  const file = await open(temporary, "w", 0o600);
  try {
    await file.writeFile(JSON.stringify({ version, world: snapshotOf(world) }));
    await file.sync();
  } finally {
    await file.close();
  }
  await replace(path, temporary).catch(async (error: unknown) => {
    await rm(temporary, { force: true });
    throw error;
  });
}

/** Windows keeps a file that a virus scanner or an editor has open, and says EPERM; it lets go within a moment. Milliseconds. */
const PAUSES: readonly number[] = process.platform === "win32" ? [20, 50, 100, 250, 500] : [];

async function replace(path: string, temporary: string): Promise<void> {
  for (const pause of PAUSES) {
    try {
      return await rename(temporary, path);
    } catch {
      await setTimeout(pause);
    }
  }
  await rename(temporary, path);
}

function parseState(text: string, path: string): World {
  const saved = parseObject(text, path);
  if (saved.version !== version) {
    throw refused(path, `it has version ${JSON.stringify(saved.version)}, this simulator reads version ${version}`);
  }
  const world = saved.world;
  if (!isObject(world)) throw refused(path, "it holds no world");
  const broken: string[] = [];
  const entries = Object.entries(emptyWorld("")).map(([name, empty]) => {
    const value = world[name];
    if (empty instanceof Map && !isObject(value)) broken.push(`the table ${name} is missing`);
    else if (Array.isArray(empty) && !Array.isArray(value)) broken.push(`${name} is missing`);
    else if (empty !== undefined && typeof value !== typeof empty && !(empty instanceof Map))
      broken.push(`${name} is missing`);
    return [name, empty instanceof Map ? filled(empty, value) : value];
  });
  if (broken.length > 0) throw refused(path, ...broken);
  return Object.fromEntries(entries) as World;
}

function filled(table: Map<string, unknown>, records: unknown): Map<string, unknown> {
  for (const [id, record] of Object.entries(records ?? {})) table.set(id, record);
  return table;
}

function parseObject(text: string, path: string): Record<string, unknown> {
  try {
    const json = JSON.parse(text) as unknown;
    if (isObject(json)) return json;
  } catch (error) {
    throw refused(path, error instanceof Error ? error.message : String(error));
  }
  throw refused(path, "it is not a JSON object");
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function refused(path: string, ...problems: string[]): InputRefused {
  return new InputRefused(
    `The state file ${path} is damaged or not a simulator's. Remove it to start afresh, or name another with --state.`,
    problems,
  );
}
