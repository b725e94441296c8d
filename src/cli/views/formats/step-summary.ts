import { appendFileSync, statSync } from "node:fs";

/** GitHub drops a summary that is larger. https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands */
const MOST_BYTES = 1024 * 1024;
/** Less than this is not worth a page. */
const LEAST_BYTES = 2000;

/**
 * Adds a page to the summary of the job step; what the step has written there already counts against GitHub's limit.
 * A summary that cannot be written is no reason to fail: the log has everything.
 */
export function addToStepSummary(file: string | undefined, page: (most: number) => string): void {
  if (file === undefined || file === "") return;
  const left = MOST_BYTES - sizeOf(file) - 1;
  if (left < LEAST_BYTES) return;
  try {
    appendFileSync(file, `\n${page(left)}`);
  } catch {
    return;
  }
}

function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}
