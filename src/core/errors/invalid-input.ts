import { OnboardError } from "./onboard-error.ts";
import { type Problem, type Source, sourceName } from "./problem.ts";

/** All problems of an input at once, before anything is changed. */
export function invalidInput(problems: readonly Problem[]): OnboardError {
  return new OnboardError({
    kind: "invalid-input",
    message: `${countedBySource(problems)}. Nothing was changed.`,
    remedy: `Correct ${problems.length === 1 ? "it" : "them"} and run the same command again.`,
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
  for (const { place } of problems) counts.set(holderOf(place), (counts.get(holderOf(place)) ?? 0) + 1);
  const told = [...counts].map(
    ([holder, count]) => `${count.toLocaleString("en-US")} ${count === 1 ? "problem" : "problems"} in ${holder}`,
  );
  return new Intl.ListFormat("en").format(told);
}

function holderOf(source: Source): string {
  switch (source.kind) {
    case "flag":
      return "the flags";
    case "environment":
      return "the environment";
    case "stdin":
      return "standard input";
    default:
      return sourceName(source);
  }
}
