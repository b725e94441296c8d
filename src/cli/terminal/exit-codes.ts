import { type ErrorKind, OnboardError } from "../../core/errors/onboard-error.ts";
import { accessOutcomes, type Report, reasonOf } from "../../core/report/report.ts";

/** What each exit code says. They are part of the contract: docs/reference.md lists them for users. */
export const EXIT = {
  done: 0,
  failed: 1,
  changesPending: 2,
  invalidInput: 3,
  partlyApplied: 4,
  cannotTell: 5,
  interrupted: 130,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

const BY_ERROR = {
  failed: EXIT.failed,
  "invalid-input": EXIT.invalidInput,
  "cannot-tell": EXIT.cannotTell,
  "signed-out": EXIT.cannotTell,
  interrupted: EXIT.interrupted,
} as const satisfies Record<ErrorKind, ExitCode>;

/** The exit code of a command that ended with this kind of error. */
export function exitCodeOf(kind: ErrorKind): ExitCode {
  return BY_ERROR[kind];
}

/**
 * The exit code of a run that changed things, and of what stopped it, if something did. Partly applied means that
 * somebody can work and somebody cannot, or that AWS does not show yet what it said it did.
 */
export function exitCodeOfReport(report: Report, stoppedBy?: unknown): ExitCode {
  const { applied, failed, skipped, outstanding } = report.summary;
  const error = stoppedBy instanceof OnboardError ? stoppedBy : undefined;
  if (error?.kind === "interrupted") return EXIT.interrupted;
  if (failed + skipped + outstanding === 0) return exitCodeOfLook(report.converged);
  if (error !== undefined && applied === 0) return exitCodeOf(error.kind);
  const someReady = accessOutcomes(report.people, report.results).some((outcome) => reasonOf(outcome) === undefined);
  return applied > 0 || someReady ? EXIT.partlyApplied : EXIT.failed;
}

function exitCodeOfLook(converged: boolean | null): ExitCode {
  if (converged === null) return EXIT.cannotTell;
  return converged ? EXIT.done : EXIT.partlyApplied;
}
