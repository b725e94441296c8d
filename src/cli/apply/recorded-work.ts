import path from "node:path";
import type { RecordedGift } from "../../core/access/recorded.ts";
import { folded } from "../../core/state/key-parts.ts";
import { userKey } from "../../core/state/kinds/user.ts";
import type { ResourceKey } from "../../core/state/resource.ts";
import { readIfThere } from "../../files/read-file.ts";
import { RECORDS_FOLDER, type RecordEntry, recordFiles } from "./run-record.ts";

/** What runs recorded in this folder have given in an Identity Center and not taken again, with when and by which run. */
export async function recordedGifts(cwd: string, instanceArn: string): Promise<ReadonlyMap<ResourceKey, RecordedGift>> {
  const gifts = new Map<ResourceKey, RecordedGift>();
  for (const { name, text } of await readRecords(cwd)) {
    const [start, ...entries] = text.split("\n").flatMap(entryOf);
    if (start?.event !== "start" || start.instanceArn !== instanceArn) continue;
    const ids = new Map(entries.flatMap((one) => (one.event === "account" ? [[one.reference, one.id] as const] : [])));
    for (const entry of entries) {
      if (entry.event !== "change" || entry.outcome !== "applied") continue;
      const key = withAccountIds(entry.key, ids);
      if (entry.action === "delete") gifts.delete(key);
      else gifts.set(key, { since: entry.time, run: name });
    }
  }
  return gifts;
}

/** A run that makes an account speaks of it by a reference until AWS gives the id. */
function withAccountIds(key: string, ids: ReadonlyMap<string, string>): ResourceKey {
  const parts = key.split("|").map((part) => {
    const reference = [...ids.keys()].find((one) => folded(one) === part);
    return reference === undefined ? part : (ids.get(reference) ?? part);
  });
  return parts.join("|") as ResourceKey;
}

/** All records of this folder, the oldest first. */
async function readRecords(cwd: string): Promise<readonly { readonly name: string; readonly text: string }[]> {
  const texts = await Promise.all(
    (await recordFiles(cwd)).map(async (name) => ({
      name,
      text: await readIfThere(path.join(cwd, RECORDS_FOLDER, name)),
    })),
  );
  return texts.flatMap(({ name, text }) => (text === undefined ? [] : [{ name, text }]));
}

/** The keys of the changes that runs of this plan, recorded in this folder, have applied or had started when they ended. */
export async function recordedKeys(cwd: string, fingerprint: string): Promise<ReadonlySet<string>> {
  const records = await recordsWith(cwd, fingerprint);
  return new Set(records.flatMap((entries) => keysDone(entries, fingerprint)));
}

/** A user that a run in this folder has made. */
export interface RecordedUser {
  readonly userName: string;
  readonly page: string;
  /** When, as the record has it. */
  readonly time?: string;
}

/** The users that runs in this folder have made, as their records tell. */
export interface RecordedUsers {
  /** The earliest first. */
  readonly all: readonly RecordedUser[];
  /** Those of them that no finished run has told of yet: runs that were interrupted or killed made them. */
  readonly untold: readonly RecordedUser[];
  /** Keys of users whose making was begun and has no end: they may be there or not. */
  readonly begun: readonly string[];
}

/** Who of the users of an Identity Center was made by runs in this folder. */
export async function recordedUsers(cwd: string, instanceArn: string, isSimulated: boolean): Promise<RecordedUsers> {
  const records = (await recordsWith(cwd, instanceArn)).filter(
    ([start]) =>
      start?.event === "start" && start.instanceArn === instanceArn && (start.simulated === true) === isSimulated,
  );
  const finished = records.findLastIndex((entries) =>
    entries.some((entry) => entry.event === "end" && entry.interrupted !== true),
  );
  const unfinished = records.slice(finished + 1).flat();
  const ended = new Set(unfinished.flatMap((entry) => (entry.event === "change" ? [entry.key] : [])));
  return {
    all: usersIn(records.flat()),
    untold: usersIn(unfinished),
    begun: unfinished.flatMap((entry) =>
      entry.event === "begin" && /^creating user /.test(entry.change) && !ended.has(entry.key) ? [entry.key] : [],
    ),
  };
}

/** Whoever was deleted later is not there any more. */
function usersIn(entries: readonly RecordEntry[]): readonly RecordedUser[] {
  const users = new Map<string, RecordedUser>();
  for (const entry of entries) {
    if (entry.event === "first-sign-in") users.set(userKey(entry.userName), entry);
    if (entry.event === "change" && entry.action === "delete" && entry.outcome === "applied") users.delete(entry.key);
  }
  return [...users.values()];
}

/** The entries of each record in which a text is, the earliest record first. */
async function recordsWith(cwd: string, mark: string): Promise<readonly (readonly RecordEntry[])[]> {
  const records = await readRecords(cwd);
  return records.flatMap(({ text }) => (text.includes(mark) ? [text.split("\n").flatMap(entryOf)] : []));
}

/**
 * What was begun and has no other end counts: AWS may have done it although the run was killed before it heard so. So does what
 * failed when AWS had made it and not all that belongs to it.
 */
function keysDone([start, ...entries]: readonly RecordEntry[], fingerprint: string): readonly string[] {
  if (start?.event !== "start" || start.fingerprint !== fingerprint) return [];
  const done = new Set<string>();
  for (const entry of entries) {
    if (entry.event === "begin") done.add(entry.key);
    if (entry.event !== "change") continue;
    const isHalfDone = entry.outcome === "failed" && entry.ids?.[entry.key] !== undefined;
    if (entry.outcome === "applied" || entry.outcome === "outstanding" || isHalfDone) done.add(entry.key);
    else done.delete(entry.key);
  }
  return [...done];
}

/** A killed run may leave half a line behind. */
function entryOf(line: string): readonly (RecordEntry & { readonly time: string })[] {
  try {
    const entry: unknown = JSON.parse(line);
    return typeof entry === "object" && entry !== null ? [entry as RecordEntry & { time: string }] : [];
  } catch {
    return [];
  }
}
