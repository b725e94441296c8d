import { KNOWN_REGIONS } from "../../core/aws/regions.ts";
import { DANGER_NAMES } from "../../core/safety/danger.ts";
import type { CommandArgument, CommandDefinition } from "../flags/command.ts";
import { type Flag, helpOf, isRepeated, separatorOf, VALUE_KINDS, type ValueKind } from "../flags/flag.ts";
import { flagNamed, takesNextWord, typedCommand } from "../flags/typed-command.ts";

/** A word that can stand where the cursor is, whole, and what it is. */
export interface CompletionEntry {
  readonly value: string;
  readonly says?: string;
}

/** Names that are looked up in files of this machine and of this folder. */
export type NamesWanted = "people" | "accounts" | "profiles";

/** What can stand where the cursor is. */
export interface WordCompletion {
  readonly entries: readonly CompletionEntry[];
  /** What the shell itself adds, or offers where there are no entries. */
  readonly besides: "files" | "folders" | "nothing";
  /** Whose names are offered as well, each behind `before`, which is typed already. */
  readonly names?: { readonly of: NamesWanted; readonly before: string };
}

/** The words behind the program's name up to the cursor: whole ones, and the one that is being typed. */
export interface WordsToCursor {
  readonly words: readonly string[];
  readonly current: string;
}

const NOTHING: WordCompletion = { entries: [], besides: "nothing" };

/** Says what can stand where the cursor is, by the definitions of commands and flags alone. Entries do not all begin as `current` does. */
export function complete({ words, current }: WordsToCursor, all: readonly CommandDefinition[]): WordCompletion {
  const { command, start } = typedCommand(words, all);
  const { taken, pending, onlyWords } = walk(command, words.slice(start));
  if (command.argument?.takes === "command" && taken > 0) return { ...NOTHING, besides: "files" };
  if (pending !== undefined && !(pending.valueIsOptional && current.startsWith("-")))
    return valuesOf(pending, "", current);
  if (!onlyWords && current.startsWith("-")) return flagsOf(command, words.slice(start), current);
  const isFirst = start === 0 && taken === 0;
  if (command.name === undefined) return isFirst ? { ...NOTHING, entries: commandEntries(all) } : NOTHING;
  if (command.argument !== undefined && taken === 0) return argumentsOf(command.argument, all);
  return onlyWords ? NOTHING : flagsOf(command, words.slice(start), current);
}

/** What a command's words are: how many stand beside its flags, and whether the last one waits for its value. */
function walk(command: CommandDefinition, words: readonly string[]) {
  let taken = 0;
  let pending: Flag | undefined;
  for (const [index, word] of words.entries()) {
    if (word === "--") return { taken: taken + words.length - index - 1, pending: undefined, onlyWords: true };
    const isValue = pending !== undefined && !(pending.valueIsOptional && word.startsWith("-"));
    pending = !isValue && takesNextWord(command, word) ? flagNamed(command, word) : undefined;
    if (!isValue && !word.startsWith("-")) taken += 1;
  }
  return { taken, pending, onlyWords: false };
}

function flagsOf(command: CommandDefinition, words: readonly string[], current: string): WordCompletion {
  const [typed = "", value] = current.split(/=(.*)/s);
  const named = value === undefined ? undefined : flagNamed(command, typed);
  if (named !== undefined && value !== undefined) return valuesOf(named, `${typed}=`, value);
  const open = Object.entries(command.flags).filter(
    ([name, flag]) => isRepeated(flag) || !words.some((word) => flagNamed(command, word) === flag && name),
  );
  const entries = open.map(([name, flag]) => ({ value: `--${name}`, says: helpOf(flag) }));
  return { ...NOTHING, entries: [...entries, { value: "--help", says: "print this help" }] };
}

/** `before`: what of the word is no part of the value, `--account=`. */
function valuesOf(flag: Flag, before: string, typed: string): WordCompletion {
  const { choices, value } = flag;
  if (choices !== undefined) return listed(choices, before);
  if (value === undefined) return NOTHING;
  if (value === "region") return listed(KNOWN_REGIONS, before);
  const separator = separatorOf(flag) ?? (value === "team" ? "," : undefined);
  const earlier = separator === undefined ? "" : typed.slice(0, typed.lastIndexOf(separator) + 1);
  if (value === "dangers") return listed(DANGER_NAMES, before + earlier);
  const { takes }: ValueKind = VALUE_KINDS[value];
  if (takes === "files" || takes === "folders") return { ...NOTHING, besides: takes };
  if (takes === undefined) return NOTHING;
  // A team file is what is meant mostly; whoever types an address begins with a letter of it.
  if (takes !== "team") return { ...NOTHING, names: { of: takes, before: before + earlier } };
  const files: WordCompletion = { ...NOTHING, besides: "files" };
  return typed === "" ? files : { ...files, names: { of: "people", before: before + earlier } };
}

function listed(values: readonly string[], before: string): WordCompletion {
  return { ...NOTHING, entries: values.map((value) => ({ value: before + value })) };
}

function argumentsOf({ takes }: CommandArgument, all: readonly CommandDefinition[]): WordCompletion {
  if (takes === "files" || takes === "folders") return { ...NOTHING, besides: takes };
  if (takes === "command") return { ...NOTHING, besides: "files" };
  return takes === "own-commands" ? { ...NOTHING, entries: commandEntries(all) } : listed(takes, "");
}

function commandEntries(all: readonly CommandDefinition[]): readonly CompletionEntry[] {
  return all.flatMap(({ name, summary }) => (name === undefined ? [] : [{ value: name, says: summary }]));
}
