import { closest } from "../../core/text/did-you-mean.ts";
import type { CommandDefinition } from "./command.ts";
import type { Flag } from "./flag.ts";

/** Words of a command line, and what they belong to. */
export interface TypedCommand {
  readonly command: CommandDefinition;
  /** Where the command's own words begin. */
  readonly start: number;
}

/** The command that words name: the program's own, unless one stands before, between or behind that one's flags. */
export function typedCommand(words: readonly string[], all: readonly CommandDefinition[]): TypedCommand {
  const own = all.find(({ name }) => name === undefined);
  if (own === undefined) throw new Error("the program does nothing of its own");
  for (let index = 0; index < words.length; index += 1) {
    const word = words[index] ?? "";
    if (word === "--") break;
    if (takesNextWord(own, word)) index += 1;
    if (word.startsWith("-")) continue;
    const command = all.find(({ name }) => name === word);
    return command === undefined ? { command: own, start: 0 } : { command, start: index + 1 };
  }
  return { command: own, start: 0 };
}

/** The flag of a command that a word names, with its dashes and without its value. */
export function flagNamed({ flags }: CommandDefinition, word: string): Flag | undefined {
  const [name = ""] = word.split("=");
  if (name.startsWith("--")) return Object.hasOwn(flags, name.slice(2)) ? flags[name.slice(2)] : undefined;
  return Object.values(flags).find(({ short }) => short !== undefined && name === `-${short}`);
}

/** A flag whose value is the word behind it. One whose value may be left out takes a word that is no flag, as commander does. */
export function takesNextWord(command: CommandDefinition, word: string): boolean {
  return !word.includes("=") && flagNamed(command, word)?.value !== undefined;
}

/** The command that somebody meant by a word that is none: a slip, another word for it, or its beginning. */
export function meantCommand(word: string, all: readonly CommandDefinition[]): string | undefined {
  const typed = word.toLowerCase();
  const named = all.flatMap(({ name, alsoCalled = [] }) => (name === undefined ? [] : [{ name, alsoCalled }]));
  const synonym = named.find(({ alsoCalled }) => alsoCalled.includes(typed))?.name;
  const begun = named.filter(({ name }) => typed.length > 1 && name.startsWith(typed));
  const slip = closest(
    typed,
    named.map(({ name }) => name),
  );
  return synonym ?? slip ?? (begun.length === 1 ? begun[0]?.name : undefined);
}

/** What flags a command has, as they are typed. */
export function flagWords({ flags, name }: CommandDefinition): readonly string[] {
  return [...Object.keys(flags).map((flag) => `--${flag}`), "--help", ...(name === undefined ? ["--version"] : [])];
}
