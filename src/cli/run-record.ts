import { createWriteStream } from "node:fs";
import { mkdir } from "node:fs/promises";
import path from "node:path";
import type { ChangeResult } from "../core/report/result.ts";
import { describeChange } from "../core/state/describe.ts";

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
  | { readonly event: "first-sign-in"; readonly userName: string; readonly page: string }
  | { readonly event: "end"; readonly summary: Readonly<Record<string, number>>; readonly converged: boolean | null };

/** Opens `.onboard/runs/<time>.jsonl` under the working directory, readable by its owner only. */
export async function openRunRecord(
  cwd: string,
  startedAt: Date,
  clock: () => Date = () => new Date(),
): Promise<RunRecord> {
  const file = path.join(".onboard", "runs", `${startedAt.toISOString().replace(/[:.]/g, "-")}-${process.pid}.jsonl`);
  await mkdir(path.join(cwd, ".onboard", "runs"), { recursive: true, mode: 0o700 });
  const stream = createWriteStream(path.join(cwd, file), { flags: "wx", mode: 0o600 });
  const broken = new Promise<never>((_, reject) => stream.once("error", reject));
  broken.catch(() => undefined);
  await Promise.race([new Promise((resolve) => stream.once("open", resolve)), broken]);
  return {
    file,
    write: (entry) => {
      stream.write(`${JSON.stringify({ time: clock().toISOString(), ...entry })}\n`);
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
