import { createWriteStream } from "node:fs";
import { mkdir, readdir } from "node:fs/promises";
import path from "node:path";
import { describeChange } from "../../core/state/describe.ts";
import type { ChangeResult } from "../../core/state/result.ts";
import { jsonText } from "../../core/text/json-text.ts";
import { readIfThere } from "../../files/read-file.ts";

/** The audit trail of one run, written as it goes: a killed run leaves what it did until then. */
export interface RunRecord {
  /** Relative to the working directory. */
  readonly file: string;
  write(entry: RecordEntry): void;
  close(): Promise<void>;
}

/** One line. Never a secret: names, ids of requests, outcomes. */
export type RecordEntry =
  | { readonly event: "start"; readonly fingerprint: string; readonly instanceArn: string; readonly caller: string }
  | ({ readonly event: "change"; readonly change: string; readonly key: string } & Pick<ChangeResult, "outcome"> & {
        readonly requestId?: string;
        readonly reason?: string;
        readonly awsError?: string;
      })
  | { readonly event: "account"; readonly reference: string; readonly id: string }
  | { readonly event: "first-sign-in"; readonly userName: string; readonly page: string }
  | { readonly event: "end"; readonly summary: Readonly<Record<string, number>>; readonly converged: boolean | null };

const FOLDER = path.join(".onboard", "runs");

/** Opens `.onboard/runs/<time>.jsonl` under the working directory, readable by its owner only. */
export async function openRunRecord(
  cwd: string,
  startedAt: Date,
  clock: () => Date = () => new Date(),
): Promise<RunRecord> {
  const file = path.join(FOLDER, `${startedAt.toISOString().replace(/[:.]/g, "-")}-${process.pid}.jsonl`);
  await mkdir(path.join(cwd, FOLDER), { recursive: true, mode: 0o700 });
  const stream = createWriteStream(path.join(cwd, file), { flags: "wx", mode: 0o600 });
  const broken = new Promise<never>((_, reject) => stream.once("error", reject));
  broken.catch(() => undefined);
  await Promise.race([new Promise((resolve) => stream.once("open", resolve)), broken]);
  return {
    file,
    write: (entry) => {
      stream.write(`${jsonText({ time: clock().toISOString(), ...entry }, 0)}\n`);
    },
    close: () => new Promise((resolve) => stream.end(resolve)),
  };
}

/** The line that a result leaves. */
export function recordOf(result: ChangeResult): RecordEntry {
  return {
    event: "change",
    change: describeChange(result.change),
    key: result.change.key,
    outcome: result.outcome,
    ...("requestId" in result && result.requestId !== undefined ? { requestId: result.requestId } : {}),
    ...("reason" in result ? { reason: result.reason } : {}),
    ...("awsError" in result && result.awsError !== undefined ? { awsError: result.awsError } : {}),
  };
}

/** The keys of the changes that runs of this plan, recorded in this folder, have applied or had started when they ended. */
export async function recordedKeys(cwd: string, fingerprint: string): Promise<ReadonlySet<string>> {
  const names = await readdir(path.join(cwd, FOLDER)).catch(() => []);
  const texts = await Promise.all(
    names.filter((name) => name.endsWith(".jsonl")).map((name) => readIfThere(path.join(cwd, FOLDER, name))),
  );
  return new Set(
    texts
      .filter((text) => text !== undefined)
      .filter((text) => text.includes(fingerprint))
      .flatMap((text) => keysDone(text, fingerprint)),
  );
}

function keysDone(record: string, fingerprint: string): readonly string[] {
  const [start, ...entries] = record.split("\n").flatMap(entryOf);
  if (start?.event !== "start" || start.fingerprint !== fingerprint) return [];
  return entries.flatMap((entry) => {
    if (entry.event !== "change") return [];
    return entry.outcome === "applied" || entry.outcome === "outstanding" ? [entry.key] : [];
  });
}

/** A killed run may leave half a line behind. */
function entryOf(line: string): readonly RecordEntry[] {
  try {
    const entry: unknown = JSON.parse(line);
    return typeof entry === "object" && entry !== null ? [entry as RecordEntry] : [];
  } catch {
    return [];
  }
}
