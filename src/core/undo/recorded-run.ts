import type * as z from "zod";
import type { Fault } from "../errors/fault.ts";
import type { Purpose } from "../plan/plan.ts";
import type { Change } from "../state/change.ts";
import { accountKey } from "../state/kinds/account.ts";
import type { ResourceKey } from "../state/resource.ts";
import type { Immutable } from "../text/immutable.ts";
import { recordIn } from "../text/json-record.ts";
import { recordEntrySchema, startEntrySchema } from "./record-schema.ts";

/** A change that a run made, or may have made. */
export interface RecordedChange {
  readonly change: Change;
  /** `open`: it was begun, and nothing says how it ended; or it failed on its way. Only AWS knows what there is of it. */
  readonly end: "done" | "open";
  /** Somebody else had done it when the run came to it. */
  readonly already?: true;
}

/** What a record tells of a run. */
export interface RecordedRun {
  readonly time: string;
  readonly version: string;
  readonly purpose: Purpose;
  readonly isSimulated: boolean;
  readonly instanceArn: string;
  readonly region: string;
  /** The record of the run that this one took back. */
  readonly undoes?: string;
  /** The end is in it: the run was neither killed nor interrupted, nor is it still on. */
  readonly isEnded: boolean;
  /** It did all that it was for. */
  readonly isWhole: boolean;
  readonly changes: readonly RecordedChange[];
  /** AWS's ids of what the run met, by key; of accounts that it made, too. */
  readonly ids: ReadonlyMap<ResourceKey, string>;
}

/** The run, or why the record cannot be taken back. */
export type RecordReading = { readonly run: RecordedRun } | { readonly fault: Fault };

/** No line of ours is longer: a permission set holds an inline policy, twice. */
const LONGEST_LINE = 256 * 1024;
/** More than any run changes, begun and ended. */
const MOST_LINES = 2_000_000;

/** Reads a run record. The last line may be half a line: a killed run leaves one behind. */
export function readRecordedRun(text: string): RecordReading {
  const lines = text.split("\n");
  const [first = "", ...rest] = lines.slice(0, -1);
  const begun = recordIn(first);
  const start = startEntrySchema.safeParse(begun);
  if (!start.success) return { fault: begun?.event === "start" ? TOO_OLD : NOT_A_RECORD };
  if (lines.length > MOST_LINES) return { fault: NOT_A_RECORD };
  const entries: Entry[] = [];
  for (const [index, line] of rest.entries()) {
    const entry = line.length > LONGEST_LINE ? undefined : recordEntrySchema.safeParse(recordIn(line));
    if (entry?.success !== true) return { fault: unlikeOurs(index + 2) };
    entries.push(entry.data);
  }
  return { run: runOf(start.data, entries) };
}

type Entry = Immutable<z.output<typeof recordEntrySchema>>;
type Start = Immutable<z.output<typeof startEntrySchema>>;

function runOf(start: Start, entries: readonly Entry[]): RecordedRun {
  const changes = new Map<string, RecordedChange>();
  const ids = new Map<ResourceKey, string>();
  for (const entry of entries) {
    if ("ids" in entry) for (const [key, id] of Object.entries(entry.ids ?? {})) ids.set(key as ResourceKey, id);
    if (entry.event === "account") ids.set(accountKey(entry.reference), entry.id);
    if (entry.event === "begin") changes.set(entry.key, { change: entry.whole, end: "open" });
    if (entry.event !== "change") continue;
    const begun = changes.get(entry.key);
    if (begun === undefined) continue;
    if (entry.outcome === "applied")
      changes.set(entry.key, { ...begun, end: "done", ...(entry.already ? { already: true } : {}) });
    else if (!mayBeDone(entry.outcome, begun.change)) changes.delete(entry.key);
  }
  const { time, version, purpose, simulated, instanceArn, region, undoes } = start;
  const end = entries.find((entry) => entry.event === "end");
  return {
    time,
    version,
    purpose,
    isSimulated: simulated === true,
    instanceArn,
    region,
    ...(undoes === undefined ? {} : { undoes }),
    isEnded: end !== undefined && end.interrupted === undefined,
    isWhole: end?.converged === true && end.interrupted === undefined,
    changes: [...changes.values()],
    ids,
  };
}

/** A permission set is written in many calls: what failed may be half there. */
function mayBeDone(outcome: "failed" | "skipped" | "outstanding", { before, after }: Change): boolean {
  if (outcome === "outstanding") return true;
  return outcome === "failed" && (after ?? before)?.kind === "PermissionSet";
}

const NOT_A_RECORD: Fault = {
  message: "This is not a run record.",
  remedy: "Name one of those in .onboard/runs; --list shows them.",
};

const TOO_OLD: Fault = {
  message: "This record does not hold what taking a run back needs: an earlier version of amplify-onboard wrote it.",
  remedy: "Take back by hand what it tells of; what later runs do can be undone.",
};

function unlikeOurs(line: number): Fault {
  return {
    message: `Line ${line} is not as onboard writes it, so nothing of this record is trusted.`,
    remedy: "Find out who changed it. Bring the file back as it was, or take the run back by hand.",
  };
}
