import { isAllBlocked } from "../../../core/plan/blocked-keys.ts";
import type { PersonReadiness } from "../../../core/readiness/readiness.ts";
import { headcount } from "../../../core/readiness/words.ts";
import type { Report } from "../../../core/report/report.ts";
import { leavingHeadline } from "./leaving.ts";

/** How a run ended, in words. */
export interface ClosingWords {
  /** `4 of 5 people ready; 1 not assigned (11 applied, 1 failed)`. */
  readonly heading: string;
  /** What AWS shows now. */
  readonly verdict: string;
  readonly allReady: boolean;
}

/** Counts the people who can start, and says whether AWS shows what was planned. */
export function closingWords(report: Report, readiness: readonly PersonReadiness[]): ClosingWords {
  const { purpose, summary } = report;
  const parts = [
    `${summary.applied} applied`,
    summary.failed > 0 ? `${summary.failed} failed` : "",
    summary.skipped > 0 ? `${summary.skipped} skipped` : "",
    summary.outstanding > 0 ? `${summary.outstanding} in progress` : "",
    summary.unchanged > 0 && purpose !== "undo"
      ? `${summary.unchanged} were ${purpose === "leave" ? "gone" : "there"} already`
      : "",
  ].filter((part) => part !== "");
  const isDone = summary.failed + summary.skipped + summary.outstanding === 0;
  const headlines = {
    onboard: () => headcount(readiness),
    leave: () => leavingHeadline(report),
    undo: () => (isDone ? "Run taken back" : "Run taken back in part"),
  };
  const heading = `${headlines[purpose]()} (${parts.join(", ")})`;
  const verdict = verdictOf(report);
  if (purpose === "leave") return { heading, verdict, allReady: isDone };
  return { heading, verdict, allReady: readiness.every(({ state }) => state === "ready") };
}

function verdictOf({ converged, changes }: Report): string {
  if (converged === null) return "AWS was not asked again.";
  if (converged) return "Looked again: AWS shows everything as planned.";
  return isAllBlocked(changes)
    ? "Nothing of it can be done, so nothing was sent to AWS."
    : "Looked again: AWS does not show everything that was planned.";
}
