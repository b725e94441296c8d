import { type Command, Option } from "commander";
import type { Problem } from "../../core/errors/problem.ts";
import { argumentText, type CommandDefinition } from "./command.ts";
import { type Flag, type Flags, helpOf, type OptionsOf, valueText } from "./flag.ts";

/** What a command is given when it runs. What is wrong with the values is for it to tell, with what else it finds. */
export interface Given<Options> {
  readonly options: Options;
  readonly problems: readonly Problem[];
  /** All that is required is there, and no word is left over. */
  readonly isComplete: boolean;
  /** The word beside the flags; empty where the command takes none. */
  readonly argument: string;
  /** The command line of another program, where the command takes one. */
  readonly words: readonly string[];
}

/** Makes what commander has of a command say and take what the definition says, and run it. */
export function addCommand<const Fs extends Flags>(
  command: Command,
  definition: CommandDefinition<Fs>,
  run: (given: Given<OptionsOf<Fs>>) => Promise<number>,
  help: () => string,
  finish: (code: number) => void,
): void {
  const { argument, flags } = definition;
  command.configureHelp({ formatHelp: () => help() });
  if (argument !== undefined) {
    command.argument(argumentText(argument), argument.help, argument.default);
    if (argument.takes === "command") command.passThroughOptions();
  }
  for (const [name, flag] of Object.entries(flags)) command.addOption(optionOf(name, flag));
  command.action(async () => {
    const { readOptions } = await import("./values.ts");
    const { surplusProblems } = await import("./surplus-words.ts");
    const { options, problems, isComplete } = readOptions(flags, command.opts());
    const surplus = surplusProblems(definition, command.args, command.opts());
    const words = argument?.takes === "command" ? command.args : [];
    const [word = argument?.default ?? ""] = argument === undefined ? [] : command.args;
    finish(
      await run({
        options,
        problems: [...surplus, ...problems],
        isComplete: isComplete && surplus.length === 0,
        argument: word,
        words,
      }),
    );
  });
}

/** As commander has it: values stay as they were typed, and are checked all at once. */
function optionOf(name: string, flag: Flag): Option {
  const short = flag.short === undefined ? "" : `-${flag.short}, `;
  const option = new Option(`${short}--${name} ${valueText(flag)}`.trimEnd(), helpOf(flag));
  if (flag.choices !== undefined) option.argChoices = [...flag.choices];
  if (flag.default !== undefined) option.default(flag.default);
  if (flag.value !== undefined) {
    // All of them: of two values none may be passed over.
    option.argParser((value: string, earlier: unknown) => (Array.isArray(earlier) ? [...earlier, value] : [value]));
  }
  return option;
}
