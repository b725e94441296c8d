import { OnboardError } from "../../core/errors/onboard-error.ts";
import { ask } from "./ask.ts";
import { EXIT, type ExitCode } from "./exit-codes.ts";
import { type Io, isInteractive } from "./io.ts";

const GO_ON = "Add --yes to go on without a question.";

/** Asks on the terminal. Without one it is an error that says what to add; Ctrl-C is an interruption. */
export async function confirm(io: Io, question: string, remedy = GO_ON): Promise<boolean> {
  refuseSilence(io, remedy);
  return (await ask(io, { type: "confirm", name: "answer", message: question, initial: false })) === true;
}

/** The same where a yes comes too easily: whoever means it types the answer. */
export async function confirmByTyping(io: Io, question: string, answer: string, remedy = GO_ON): Promise<boolean> {
  refuseSilence(io, remedy);
  return `${await ask(io, { type: "text", name: "answer", message: question })}`.trim() === answer;
}

/** Where the answer was no. */
export function declined({ stderr }: Pick<Io, "stderr">): ExitCode {
  stderr.write("Nothing was changed.\n");
  return EXIT.failed;
}

function refuseSilence(io: Io, remedy: string): void {
  if (isInteractive(io)) return;
  const message = "There is nobody to ask: this is not an interactive terminal.";
  throw new OnboardError({ kind: "invalid-input", message, remedy });
}

/** What needs an answer is not done where there is nobody to give one. */
export function nobodyToAsk(remedy: string): OnboardError {
  return new OnboardError({
    kind: "invalid-input",
    message: "There is nobody to ask: this is not an interactive terminal. Nothing was changed.",
    remedy,
  });
}
