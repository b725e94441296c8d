import { OnboardError } from "../../core/errors/onboard-error.ts";
import { ask } from "./ask.ts";
import { type Io, isInteractive } from "./io.ts";

/** Asks on the terminal. Without one it is an error that names the flag; Ctrl-C is an interruption. */
export async function confirm(io: Io, question: string): Promise<boolean> {
  if (!isInteractive(io)) {
    throw new OnboardError({
      kind: "invalid-input",
      message: "There is nobody to ask: this is not an interactive terminal.",
      remedy: "Add --yes to apply the plan without a question, or --dry-run to stop after it.",
    });
  }
  return (await ask(io, { type: "confirm", name: "answer", message: question, initial: false })) === true;
}

/** What needs an answer is not done where there is nobody to give one. */
export function nobodyToAsk(remedy: string): OnboardError {
  return new OnboardError({
    kind: "invalid-input",
    message: "There is nobody to ask: this is not an interactive terminal. Nothing was changed.",
    remedy,
  });
}
