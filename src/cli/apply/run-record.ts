import { closeSync, openSync, writeSync } from "node:fs";
import { mkdir, readdir } from "node:fs/promises";
import path from "node:path";
import { OnboardError } from "../../core/errors/onboard-error.ts";
import type { Purpose } from "../../core/plan/plan.ts";
import { type Change, resourceOf } from "../../core/state/change.ts";
import { describeChange } from "../../core/state/describe.ts";
import { dependenciesOf } from "../../core/state/kinds.ts";
import type { ResourceKey } from "../../core/state/resource.ts";
import type { ChangeResult } from "../../core/state/result.ts";
import { jsonText } from "../../core/text/json-text.ts";
import { fileReason, heldOpenRemedy } from "../../files/file-error.ts";

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

/** What the name of a record ends in. */
export const RECORD_ENDING = ".jsonl";

/** The names of the records in a folder, the oldest first: they are named by their time. */
export async function recordFiles(cwd: string): Promise<readonly string[]> {
  const names = await readdir(path.join(cwd, RECORDS_FOLDER)).catch(() => []);
  return names.filter((name) => name.endsWith(RECORD_ENDING)).sort();
}

/**
 * Opens `.onboard/runs/<time>.jsonl` under the working directory, readable by its owner only. It is the audit trail: opening
 * and writing throw an `OnboardError` when the disk does not take it, and nothing may be changed that it does not tell of.
 */
export async function openRunRecord(
  cwd: string,
  startedAt: Date,
  clock: () => Date = () => new Date(),
): Promise<RunRecord> {
  const file = path.join(
    RECORDS_FOLDER,
    `${startedAt.toISOString().replace(/[:.]/g, "-")}-${process.pid}${RECORD_ENDING}`,
  );
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
      remedy: heldOpenRemedy(
        error,
        "Make room, or run it in a folder in which you may write; the same command goes on from here.",
      ),
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
