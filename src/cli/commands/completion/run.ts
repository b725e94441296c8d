import { flagProblem } from "../../../core/errors/fault.ts";
import { invalidInput } from "../../../core/errors/invalid-input.ts";
import { didYouMean } from "../../../core/text/did-you-mean.ts";
import { visibleText } from "../../../core/text/visible-text.ts";
import { completionScript } from "../../completion/script.ts";
import { COMPLETED_SHELLS } from "../../completion/shells.ts";
import { EXIT, type ExitCode } from "../../terminal/exit-codes.ts";
import type { Io } from "../../terminal/io.ts";

/** Prints the script that makes a shell complete the program's words. Throws an `OnboardError` for a shell that there is none for. */
export async function printCompletion(word: string, io: Io): Promise<ExitCode> {
  const script = await completionScript(word);
  if (script === undefined) {
    const message = `There is no completion for that shell.${didYouMean(word, COMPLETED_SHELLS)}`;
    const remedy = `Choose ${new Intl.ListFormat("en", { type: "disjunction" }).format(COMPLETED_SHELLS)}.`;
    throw invalidInput([flagProblem(visibleText(word), { message, remedy })]);
  }
  io.stdout.write(script);
  return EXIT.done;
}
