import { OnboardError } from "../../core/errors/onboard-error.ts";
import type { Problem } from "../../core/errors/problem.ts";
import { counted } from "../terminal/layout.ts";

/** All problems of an input at once, before anything is changed. */
export function invalidInput(problems: readonly Problem[], where: string): OnboardError {
  return new OnboardError({
    kind: "invalid-input",
    message: `${counted(problems.length, "problem")} in ${where}. Nothing was changed.`,
    remedy: "Correct them and run the same command again.",
    problems,
  });
}
