import type { CommanderError } from "commander";
import { flagProblem } from "../../core/errors/fault.ts";
import { invalidInput } from "../../core/errors/invalid-input.ts";
import type { OnboardError } from "../../core/errors/onboard-error.ts";
import { commandForCaller } from "../../core/text/command-line.ts";

/**
 * What commander refuses, as any other invalid input. Its message is `error: unknown option '--emial'`, and on a line of its own
 * `(Did you mean --emails?)`.
 */
export function usageError({ code, message }: CommanderError): OnboardError {
  const named = /'([^' ]+)[^']*'/.exec(message)?.[1] ?? "the command line";
  const meant = /\((Did you mean .*\?)\)/.exec(message)?.[1];
  const help = `${commandForCaller("--help")} explains the flags.`;
  const fault = {
    message: MESSAGES[code] ?? `${sentence(message)}.`,
    remedy: meant === undefined ? help : `${meant} ${help}`,
  };
  return invalidInput([flagProblem(named, fault)]);
}

const MESSAGES: Readonly<Record<string, string>> = {
  "commander.unknownOption": "There is no such flag here.",
  "commander.optionMissingArgument": "Its value is missing.",
  "commander.missingArgument": "It is needed, and it is missing.",
};

function sentence(message: string): string {
  const [text = ""] = message.replace(/^error: /, "").split("\n");
  return text.charAt(0).toUpperCase() + text.slice(1);
}
