import { type Report, stillMissing } from "../../core/report/report.ts";

/** What may be typed after a run, in the words of whoever started it. */
export interface NextCommands {
  /** The same command. */
  readonly again: string;
  /** Who can start by now. */
  readonly status: string;
  /** The same command with the bootstraps that this one did not make; absent where it cannot make them, or did. */
  readonly bootstrap?: string;
}

/** The one command that comes after a run: what is not done is done by the same command again. */
export function nextAfterRun(report: Report, { again, status, bootstrap }: NextCommands): string {
  const { failed, skipped, outstanding } = report.summary;
  if (failed + skipped + outstanding > 0 || report.converged !== true) return again;
  const isMissing = stillMissing(report).some(({ command }) => command !== undefined);
  return isMissing && bootstrap !== undefined ? bootstrap : status;
}
