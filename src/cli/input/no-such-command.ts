import { flagProblem } from "../../core/errors/fault.ts";
import { invalidInput } from "../../core/errors/invalid-input.ts";
import { commandForCaller } from "../../core/text/command-line.ts";
import { visibleText } from "../../core/text/visible-text.ts";
import type { CommandDefinition } from "../flags/command.ts";
import { meantCommand } from "../flags/typed-command.ts";

/** That a word is no command, with the one that was meant, else with all there are. */
export function noSuchCommand(word: string, all: readonly CommandDefinition[]) {
  const meant = meantCommand(word, all);
  const names = all.flatMap(({ name }) => name ?? []).join(", ");
  const remedy = meant === undefined ? `There are: ${names}.` : `Did you mean ${commandForCaller(meant)}?`;
  const fault = {
    message: "There is no such command.",
    remedy: `${remedy} ${commandForCaller("help")} tells more.`,
  };
  return invalidInput([flagProblem(visibleText(word), fault)]);
}
