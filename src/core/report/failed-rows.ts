import { type RowToRender, renderTeamRows } from "../team/render-team-rows.ts";
import type { TeamRow } from "../team/team-file.ts";
import { type AccessOutcome, reasonOf } from "./report.ts";

/** The rows to run again, each with the reason beside it; `undefined` when every row is done. */
export function failedRows(rows: readonly TeamRow[], outcomes: readonly AccessOutcome[]): string | undefined {
  const reasons = new Map<number, Set<string>>();
  for (const outcome of outcomes) {
    const reason = reasonOf(outcome);
    if (reason === undefined) continue;
    const { line } = outcome.access;
    reasons.set(line, (reasons.get(line) ?? new Set()).add(reason));
  }
  const failed = rows.flatMap((row): RowToRender[] => {
    const why = reasons.get(row.line);
    return why === undefined ? [] : [{ cells: row.cells, reason: [...why].join(" ") }];
  });
  return failed.length === 0 ? undefined : renderTeamRows(failed);
}
