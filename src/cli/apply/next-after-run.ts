import { blockedKeys } from "../../core/plan/blocked-keys.ts";
import { type Report, stillMissing } from "../../core/report/report.ts";
import type { Change } from "../../core/state/change.ts";

/** What may be typed after a run, in the words of whoever started it. */
export interface NextCommands {
  /** The same command. */
  readonly again: string;
  /** Who can start by now. */
  readonly status: string;
  /** The same command with the bootstraps that this one did not make; absent where it cannot make them, or did. */
  readonly bootstrap?: string;
}

/**
 * The one command that comes after a run: what is not done is done by the same command again, unless it is known to be
 * refused again. Then it is the one that the way out says; absent where that is no command, or there are several.
 */
export function nextAfterRun(report: Report, { again, status, bootstrap }: NextCommands): string | undefined {
  const undone = report.results.filter(({ outcome }) => outcome !== "applied");
  const stuck = blockedKeys(report.changes);
  if (undone.some(({ change }) => !stuck.has(change.key)) || report.converged === null) return again;
  if (undone.length > 0) return wayOut(report.changes);
  if (report.converged !== true) return again;
  const isMissing = stillMissing(report).some(({ command }) => command !== undefined);
  return isMissing && bootstrap !== undefined ? bootstrap : status;
}

/** The one command that removes what blocks these; absent where it is none, or there are several. */
export function wayOut(changes: readonly Change[]): string | undefined {
  const blockers = changes.flatMap(({ blocked }) => blocked ?? []);
  const [command, ...others] = new Set(blockers.map((blocked) => blocked.command));
  return others.length === 0 ? command : undefined;
}
