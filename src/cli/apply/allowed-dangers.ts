import { OnboardError } from "../../core/errors/onboard-error.ts";
import type { Source } from "../../core/errors/problem.ts";
import type { Danger } from "../../core/safety/danger-schema.ts";
import { counted } from "../terminal/layout.ts";

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
