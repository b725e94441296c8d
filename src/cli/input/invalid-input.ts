import { OnboardError } from "../../core/errors/onboard-error.ts";
import { type Problem, sourceName } from "../../core/errors/problem.ts";
import { counted } from "../terminal/layout.ts";

/** All problems of an input at once, before anything is changed. */
export function invalidInput(problems: readonly Problem[]): OnboardError {
  return new OnboardError({
    kind: "invalid-input",
    message: `${countedBySource(problems)}. Nothing was changed.`,
    remedy: "Correct them and run the same command again.",
    problems,
  });
}

/** Throws all problems of an input at once, if there are any. */
export function refuse(problems: readonly Problem[]): void {
  if (problems.length > 0) throw invalidInput(problems);
}

/** `2 problems in team.csv and 1 problem in the flags`: each counted in what it is in. */
function countedBySource(problems: readonly Problem[]): string {
  const counts = new Map<string, number>();
  for (const { place } of problems) {
    const source = place.kind === "flag" ? "the flags" : sourceName(place);
    counts.set(source, (counts.get(source) ?? 0) + 1);
  }
  return [...counts].map(([source, count]) => `${counted(count, "problem")} in ${source}`).join(" and ");
}
