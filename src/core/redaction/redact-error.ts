import { OnboardError } from "../errors/onboard-error.ts";
import type { TeamRedactor } from "./redactor.ts";

/** The same error, told without people. One that is a bug keeps its stack. */
export function redactError(error: unknown, { screen }: TeamRedactor): unknown {
  if (error instanceof OnboardError) {
    const { kind, message, remedy, aws, requestId, problems } = error;
    return new OnboardError(
      {
        kind,
        message: screen(message),
        remedy: screen(remedy),
        ...(aws === undefined ? {} : { aws: { ...aws, message: screen(aws.message) } }),
        ...(requestId === undefined ? {} : { requestId }),
        problems: problems.map((problem) => ({
          place: problem.place.kind === "file" ? { ...problem.place, file: screen(problem.place.file) } : problem.place,
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
