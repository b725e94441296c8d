import { OnboardError } from "../../core/errors/onboard-error.ts";
import { type Report, readinessAfter } from "../../core/report/report.ts";
import { EXIT, type ExitCode, exitCodeOf } from "../terminal/exit-codes.ts";

/**
 * The exit code of a run that changed things, and of what stopped it, if something did: it tells whether the plan is done. That
 * somebody cannot start because a bootstrap is missing which the plan does not make is no failure of the run; `onboard
 * status` has a code for it. Partly applied means that some of the plan is done or was, and some is not, or that AWS does
 * not show yet what it said it did; or that somebody is disabled, and so was not handed over; or that somebody who was to leave
 * is probably mistyped, and so keeps everything.
 */
export function exitCodeOfReport(report: Report, stoppedBy?: unknown): ExitCode {
  const { applied, failed, skipped, outstanding } = report.summary;
  const error = stoppedBy instanceof OnboardError ? stoppedBy : undefined;
  if (error?.kind === "interrupted") return EXIT.interrupted;
  const readiness = readinessAfter(report);
  const isDone = failed + skipped + outstanding === 0 && !readiness.some(({ state }) => state === "disabled");
  if (isDone) return exitCodeOfLook(report);
  if (error !== undefined && applied === 0) return exitCodeOf(error.kind);
  const someSignIn = readiness.some(({ access }) => access.some(({ signsIn }) => signsIn));
  return applied > 0 || someSignIn ? EXIT.partlyApplied : EXIT.failed;
}

function exitCodeOfLook({ converged, notFound = [] }: Report): ExitCode {
  if (converged === null) return EXIT.cannotTell;
  return converged && notFound.length === 0 ? EXIT.done : EXIT.partlyApplied;
}
