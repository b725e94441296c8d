import type { CommandDefinition } from "../../flags/command.ts";
import { helpPage } from "../../help/help-page.ts";
import { noSuchCommand } from "../../input/no-such-command.ts";
import { EXIT, type ExitCode } from "../../terminal/exit-codes.ts";
import { type Io, widthOf } from "../../terminal/io.ts";

/** Prints the help of a command, of the program where none is named. Throws an `OnboardError` where there is no such command. */
export function showHelp(word: string, all: readonly CommandDefinition[], io: Io): ExitCode {
  const command = all.find(({ name }) => (name ?? "") === word);
  if (command === undefined) throw noSuchCommand(word, all);
  io.stdout.write(helpPage(command, all, widthOf(io)));
  return EXIT.done;
}
