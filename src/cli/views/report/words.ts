import { type AccessOutcome, type Report, reasonOf } from "../../../core/report/report.ts";
import { counted } from "../../terminal/layout.ts";

/** How a run ended, in words. */
export interface ClosingWords {
  /** `4 of 5 people ready (11 applied, 1 failed)`. */
  readonly heading: string;
  /** What AWS shows now. */
  readonly verdict: string;
  readonly allReady: boolean;
}

/** Counts the people who have all of their access, and says whether AWS shows what was planned. */
export function closingWords({ summary, converged }: Report, outcomes: readonly AccessOutcome[]): ClosingWords {
  const people = new Set(outcomes.map(({ person }) => person.email));
  const ready = new Set(people);
  for (const outcome of outcomes) if (reasonOf(outcome) !== undefined) ready.delete(outcome.person.email);
  const parts = [
    `${summary.applied} applied`,
    summary.failed > 0 ? `${summary.failed} failed` : "",
    summary.skipped > 0 ? `${summary.skipped} skipped` : "",
    summary.outstanding > 0 ? `${summary.outstanding} in progress` : "",
    summary.unchanged > 0 ? `${summary.unchanged} were there already` : "",
  ].filter((part) => part !== "");
  const heading = `${ready.size} of ${counted(people.size, "person", "people")} ready (${parts.join(", ")})`;
  return { heading, verdict: verdictOf(converged), allReady: ready.size === people.size };
}

function verdictOf(converged: boolean | null): string {
  if (converged === null) return "AWS was not asked again.";
  return converged
    ? "Looked again: AWS shows everything as planned."
    : "Looked again: AWS does not show everything that was planned.";
}
