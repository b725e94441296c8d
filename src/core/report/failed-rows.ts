import { fileMember } from "../errors/problem.ts";
import type { PersonReadiness } from "../readiness/readiness.ts";
import { verdictWords } from "../readiness/words.ts";
import { type RowToRender, renderTeamRows } from "../team/render-team-rows.ts";
import type { TeamRow } from "../team/team-file.ts";
import { definedOnly } from "../text/defined-only.ts";

/** What the rows are of. */
interface FailedOrigin {
  readonly teamFile?: string | undefined;
  readonly isSimulated?: boolean | undefined;
}

/**
 * The rows to run again, each with the reason beside it; `undefined` when the plan is done for every row. What no run of the
 * plan would change, such as a bootstrap that is somebody else's to make, is no reason to run a row again.
 */
export function failedRows(
  rows: readonly TeamRow[],
  people: readonly PersonReadiness[],
  { teamFile, isSimulated = false }: FailedOrigin = {},
): string | undefined {
  const reasons = new Map<string, Set<string>>();
  for (const readiness of people.flatMap(({ access }) => access)) {
    const key = rowKey(readiness.access);
    if (readiness.undone)
      reasons.set(
        key,
        (reasons.get(key) ?? new Set()).add(`${isSimulated ? "Simulation: " : ""}${verdictWords(readiness)}`),
      );
  }
  const failed = rows.flatMap((row): RowToRender[] => {
    const { file } = fileMember(row.source);
    const why = reasons.get(rowKey({ line: row.line, file }));
    return why === undefined
      ? []
      : [{ ...definedOnly({ origin: row.origin ?? file ?? teamFile }), cells: row.cells, reason: [...why].join(" ") }];
  });
  return failed.length === 0 ? undefined : renderTeamRows(failed);
}

function rowKey({ line, file = "" }: { readonly line: number; readonly file?: string | undefined }): string {
  return JSON.stringify([file, line]);
}
