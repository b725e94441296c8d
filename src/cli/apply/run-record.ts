import { closeSync, openSync, writeSync } from "node:fs";
import { mkdir, readdir } from "node:fs/promises";
import path from "node:path";
import type { RecordedGift } from "../../core/access/recorded.ts";
import { OnboardError } from "../../core/errors/onboard-error.ts";
import type { Purpose } from "../../core/plan/plan.ts";
import { type Change, resourceOf } from "../../core/state/change.ts";
import { describeChange } from "../../core/state/describe.ts";
import { folded } from "../../core/state/key-parts.ts";
import { userKey } from "../../core/state/kinds/user.ts";
import { dependenciesOf } from "../../core/state/kinds.ts";
import type { ResourceKey } from "../../core/state/resource.ts";
import type { ChangeResult } from "../../core/state/result.ts";
import { jsonText } from "../../core/text/json-text.ts";
import { fileReason } from "../../files/file-error.ts";
import { readIfThere } from "../../files/read-file.ts";

/** The audit trail of one run, written as it goes: a killed run leaves what it did until then. */
export interface RunRecord {
  /** Relative to the working directory. */
  readonly file: string;
  write(entry: RecordEntry): void;
  close(): void;
}

/** One line. Never a secret: names, ids of requests, outcomes. */
export type RecordEntry =
  | {
      readonly event: "start";
      readonly version?: string;
      readonly simulated?: true;
      readonly purpose?: Purpose;
      /** The record that this run takes back. */
      readonly undoes?: string;
      readonly fingerprint: string;
      readonly instanceArn: string;
      readonly region?: string;
      readonly caller: string;
    }
  | {
      readonly event: "begin";
      readonly change: string;
      readonly key: string;
      /** With what was there before: what taking the run back starts from. */
      readonly whole?: Change;
      readonly ids?: RecordedIds;
    }
  | ({
      readonly event: "change";
      /** Absent in records from before anything was deleted. */
      readonly action?: Change["action"];
      readonly change: string;
      readonly key: string;
    } & Pick<ChangeResult, "outcome"> & {
        readonly ids?: RecordedIds;
        readonly requestId?: string;
        /** Somebody else had done it when the run came to it. */
        readonly already?: true;
        readonly reason?: string;
        readonly awsError?: string;
        readonly awsCode?: string;
      })
  | { readonly event: "account"; readonly reference: string; readonly id: string }
  | { readonly event: "first-sign-in"; readonly time?: string; readonly userName: string; readonly page: string }
  | {
      readonly event: "end";
      readonly summary: Readonly<Record<string, number>>;
      readonly converged: boolean | null;
      readonly interrupted?: true;
    };

/** AWS's ids behind the names, by key: a name may be somebody else's later. */
type RecordedIds = Readonly<Record<ResourceKey, string>>;

/** Where the records of runs in a folder are. */
export const RECORDS_FOLDER = path.join(".onboard", "runs");

/**
 * Opens `.onboard/runs/<time>.jsonl` under the working directory, readable by its owner only. It is the audit trail: opening
 * and writing throw an `OnboardError` when the disk does not take it, and nothing may be changed that it does not tell of.
 */
export async function openRunRecord(
  cwd: string,
  startedAt: Date,
  clock: () => Date = () => new Date(),
): Promise<RunRecord> {
  const file = path.join(RECORDS_FOLDER, `${startedAt.toISOString().replace(/[:.]/g, "-")}-${process.pid}.jsonl`);
  await mkdir(path.join(cwd, RECORDS_FOLDER), { recursive: true, mode: 0o700 }).catch(cannotRecord);
  const handle = openFor(path.join(cwd, file));
  return {
    file,
    write: (entry) => {
      const line = Buffer.from(`${jsonText({ time: clock().toISOString(), ...entry }, 0)}\n`);
      try {
        // A line that did not get in whole is noticed with the next piece of it.
        for (let at = 0; at < line.length; ) at += writeSync(handle, line, at);
      } catch (error) {
        cannotRecord(error);
      }
    },
    close: () => closeSync(handle),
  };
}

function openFor(file: string): number {
  try {
    return openSync(file, "wx", 0o600);
  } catch (error) {
    return cannotRecord(error);
  }
}

function cannotRecord(error: unknown): never {
  throw new OnboardError(
    {
      kind: "failed",
      message: `The record of this run cannot be written, so nothing more is changed: ${fileReason(error, "write")}.`,
      remedy: "Make room, or run it in a folder in which you may write; the same command goes on from here.",
    },
    { cause: error },
  );
}

/** The line that says that a change is about to be sent to AWS. */
export function recordOfBeginning(change: Change, ids: ReadonlyMap<ResourceKey, string> = new Map()): RecordEntry {
  const { blocked: _, ...whole } = change;
  return { event: "begin", change: describeChange(change), key: change.key, whole, ...idsOf(change, ids) };
}

/** Of what the change is about, and of what that rests on. */
function idsOf(change: Change, ids: ReadonlyMap<ResourceKey, string>): { readonly ids?: RecordedIds } {
  const known = [change.key, ...dependenciesOf(resourceOf(change))].flatMap((key) => {
    const id = ids.get(key);
    return id === undefined ? [] : [[key, id] as const];
  });
  return known.length === 0 ? {} : { ids: Object.fromEntries(known) };
}

/** The line that a result leaves. */
export function recordOf(result: ChangeResult, ids: ReadonlyMap<ResourceKey, string> = new Map()): RecordEntry {
  return {
    event: "change",
    action: result.change.action,
    change: describeChange(result.change),
    key: result.change.key,
    outcome: result.outcome,
    ...idsOf(result.change, ids),
    ...("already" in result && result.already ? { already: true } : {}),
    ...("requestId" in result && result.requestId !== undefined ? { requestId: result.requestId } : {}),
    ...("reason" in result ? { reason: result.reason } : {}),
    ...("awsError" in result && result.awsError !== undefined ? { awsError: result.awsError } : {}),
    ...("awsCode" in result && result.awsCode !== undefined ? { awsCode: result.awsCode } : {}),
  };
}

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

/** All records of this folder, the oldest first: they are named by their time. */
async function readRecords(cwd: string): Promise<readonly { readonly name: string; readonly text: string }[]> {
  const names = (await readdir(path.join(cwd, RECORDS_FOLDER)).catch(() => [])).filter((name) =>
    name.endsWith(".jsonl"),
  );
  const texts = await Promise.all(
    names.sort().map(async (name) => ({ name, text: await readIfThere(path.join(cwd, RECORDS_FOLDER, name)) })),
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

/** What was begun and has no other end counts: AWS may have done it although the run was killed before it heard so. */
function keysDone([start, ...entries]: readonly RecordEntry[], fingerprint: string): readonly string[] {
  if (start?.event !== "start" || start.fingerprint !== fingerprint) return [];
  const done = new Set<string>();
  for (const entry of entries) {
    if (entry.event === "begin") done.add(entry.key);
    if (entry.event !== "change") continue;
    if (entry.outcome === "applied" || entry.outcome === "outstanding") done.add(entry.key);
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
