import { flagProblem } from "../../core/errors/fault.ts";
import { OnboardError } from "../../core/errors/onboard-error.ts";
import type { Problem, Source } from "../../core/errors/problem.ts";
import { DANGER_NAMES, type Danger } from "../../core/safety/danger.ts";
import { didYouMean } from "../../core/text/did-you-mean.ts";
import { quoted } from "../../core/text/visible-text.ts";
import { counted } from "../terminal/layout.ts";

/** What is wrong with the names given to `--allow`: a misspelled one must not pass for a consent. */
export function allowProblems(allowed: readonly string[]): readonly Problem[] {
  const known: readonly string[] = DANGER_NAMES;
  return allowed
    .filter((name) => !known.includes(name))
    .map((name) =>
      flagProblem("--allow", {
        message: `There is no danger ${quoted(name)}.${didYouMean(name, known)}`,
        remedy: `The dangers are ${known.join(", ")}.`,
      }),
    );
}

/**
 * Stops before any change while the plan has a danger that `--allow` does not name. `--yes` allows none of them, nor
 * does an answer on a terminal: what is typed there is typed too easily. `input` is what the plan comes from.
 */
export function refuseDangers(dangers: readonly Danger[], allowed: readonly string[], input: Source): void {
  const left = dangers.filter(({ name }) => !allowed.includes(name));
  if (left.length === 0) return;
  const flags = left.map(({ name }) => `--allow ${name}`).join(" ");
  throw new OnboardError({
    kind: "failed",
    message: `The plan has ${counted(left.length, "danger")} that nobody allowed. Nothing was changed.`,
    remedy: `If all of this is meant, run the same command again with ${flags}`,
    problems: left.map(({ name, message }) => ({
      place: input,
      message: `Danger ${name}: ${message}`,
      remedy: `Add --allow ${name} if this is meant.`,
    })),
  });
}
