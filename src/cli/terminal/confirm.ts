import { OnboardError } from "../../core/errors/onboard-error.ts";
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
  const { default: prompts } = await import("prompts");
  const { answer } = await prompts({
    type: "confirm",
    name: "answer",
    message: question,
    initial: false,
    stdin: io.stdin as NodeJS.ReadStream,
    stdout: io.stderr as NodeJS.WriteStream,
  });
  if (answer === undefined) {
    throw new OnboardError({
      kind: "interrupted",
      message: "Interrupted before anything was changed.",
      remedy: "Run the same command again when you are ready.",
    });
  }
  return answer === true;
}
