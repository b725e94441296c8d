import { OnboardError } from "../core/trouble/onboard-error.ts";
import type { Problem } from "../core/trouble/problem.ts";
import { counted } from "./render/layout.ts";

/** All problems of an input at once, before anything is changed. */
export function invalidInput(problems: readonly Problem[], where: string): OnboardError {
  return new OnboardError({
    kind: "invalid-input",
    message: `${counted(problems.length, "problem")} in ${where}. Nothing was changed.`,
    remedy: "Correct them and run the same command again.",
    problems,
  });
}
