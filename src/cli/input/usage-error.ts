import type { CommanderError } from "commander";
import { flagProblem } from "../../core/errors/fault.ts";
import { invalidInput } from "../../core/errors/invalid-input.ts";
import type { OnboardError } from "../../core/errors/onboard-error.ts";
import { commandForCaller } from "../../core/text/command-line.ts";
import { closest } from "../../core/text/did-you-mean.ts";
import type { CommandDefinition } from "../flags/command.ts";
import { flagNamed, flagWords, typedCommand } from "../flags/typed-command.ts";

/**
 * What commander refuses, as any other invalid input. Its message is `error: unknown option '--emial'`.
 */
export function usageError(
  { code, message }: CommanderError,
  argv: readonly string[],
  all: readonly CommandDefinition[],
): OnboardError {
  const named = /'([^' ]+)[^']*'/.exec(message)?.[1] ?? "the command line";
  const { command } = typedCommand(argv, all);
  const meant = code === "commander.unknownOption" ? meantFlag(named, command, all) : undefined;
  const help = `${commandForCaller(...helpWords(command))} explains the flags.`;
  const fault = {
    message: MESSAGES[code] ?? `${sentence(message)}.`,
    remedy: meant === undefined ? help : `${meant} ${help}`,
  };
  return invalidInput([flagProblem(named, fault)]);
}

/** What was meant by a flag that the command has not: one that it has, or a command that has it. */
function meantFlag(typed: string, command: CommandDefinition, all: readonly CommandDefinition[]): string | undefined {
  const [word = ""] = typed.split("=");
  const here = closest(word, flagWords(command));
  if (here !== undefined) return `Did you mean ${here}?`;
  const there = all.filter((one) => one !== command && flagNamed(one, word) !== undefined);
  const names = there.slice(0, 3).map(({ name }) => commandForCaller(name ?? "--emails"));
  if (names.length === 0) return undefined;
  return `It is one of ${new Intl.ListFormat("en", { type: "disjunction" }).format(names)}.`;
}

function helpWords({ name }: CommandDefinition): readonly string[] {
  return name === undefined ? ["--help"] : ["help", name];
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
