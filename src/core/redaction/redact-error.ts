import { OnboardError } from "../errors/onboard-error.ts";
import type { Place } from "../errors/problem.ts";
import { simulatedIf } from "../text/simulated.ts";
import type { TeamRedactor } from "./redactor.ts";

/** Files may be named after somebody, and what was typed for a flag may be an address. */
function redactPlace(place: Place, screen: TeamRedactor["screen"]): Place {
  if (place.kind === "file") return { ...place, file: screen(place.file) };
  return place.kind === "flag" ? { ...place, flag: screen(place.flag) } : place;
}

/** The same error, told without people. One that is a bug keeps its stack. */
export function redactError(error: unknown, { screen }: TeamRedactor): unknown {
  if (error instanceof OnboardError) {
    const { kind, message, remedy, aws, requestId, problems, simulated } = error;
    return new OnboardError(
      {
        kind,
        ...simulatedIf(simulated),
        message: screen(message),
        remedy: screen(remedy),
        ...(aws === undefined ? {} : { aws: { ...aws, message: screen(aws.message) } }),
        ...(requestId === undefined ? {} : { requestId }),
        problems: problems.map((problem) => ({
          place: redactPlace(problem.place, screen),
          message: screen(problem.message),
          remedy: screen(problem.remedy),
        })),
      },
      { cause: error },
    );
  }
  if (!(error instanceof Error)) return error;
  const told = new Error(screen(error.message), { cause: error });
  told.stack = screen(error.stack ?? error.message);
  return told;
}
