import { quoteArgument } from "../../core/text/shell-words.ts";
import { hiddenCharacter, visibleText } from "../../core/text/visible-text.ts";
import type { CompletionEntry, WordCompletion, WordsToCursor } from "./complete.ts";

/** The shells that words are completed in. */
export const COMPLETED_SHELLS = ["bash", "zsh", "fish", "powershell"] as const;

export type CompletedShell = (typeof COMPLETED_SHELLS)[number];

/** What is read of what a shell's script hands over, and how an answer is put so that the shell takes it for what it says. */
interface ShellWay {
  readonly wordsOf: (handed: readonly string[]) => WordsToCursor;
  /** A value as it is put into the line; nothing where that cannot be done. */
  readonly inserted: (value: string, handed: readonly string[]) => string | undefined;
}

/** zsh and fish quote what they insert. bash inserts what it is given, and so does PowerShell. */
const WAYS: Readonly<Record<CompletedShell, ShellWay>> = {
  bash: {
    wordsOf: ([line = ""]) => bashLine(line),
    inserted: (value, [line = "", text = ""]) => bashText(value, line, text),
  },
  zsh: { wordsOf: plainWords, inserted: (value) => value },
  fish: { wordsOf: fishWords, inserted: (value) => value },
  powershell: {
    wordsOf: ([packed = ""]) => plainWords(Buffer.from(packed, "base64").toString("utf8").split("\0")),
    inserted: (value) => quoteArgument("powershell", value),
  },
};

/** More than these nobody looks through, and a part of them would mislead: what all have in common is inserted. */
const MOST = 2000;
const LONGEST = 250;

export function wordsToCursor(shell: CompletedShell, handed: readonly string[]): WordsToCursor {
  return WAYS[shell].wordsOf(handed);
}

/**
 * The answer for a shell's script: a line on what the shell itself adds, then a line for each value that begins as what is typed does,
 * with what it is behind a tab. Values come from files: one that holds what a terminal would obey, or a line end, is not offered.
 */
export function answerFor(
  shell: CompletedShell,
  handed: readonly string[],
  { besides, entries }: Pick<WordCompletion, "besides" | "entries">,
): string {
  const { current } = wordsToCursor(shell, handed);
  const begun = entries.filter(({ value }) => value.toLowerCase().startsWith(current.toLowerCase()));
  const safe = begun.filter(({ value }) => value.length <= LONGEST && hiddenCharacter(value) === undefined);
  const lines = safe.flatMap((entry) => lineOf(shell, handed, entry));
  return [besides, ...(lines.length > MOST ? [] : new Set(lines))].map((line) => `${line}\n`).join("");
}

function lineOf(
  shell: CompletedShell,
  handed: readonly string[],
  { value, says = "" }: CompletionEntry,
): readonly string[] {
  const inserted = WAYS[shell].inserted(value, handed);
  if (inserted === undefined) return [];
  // bash shows no more than what it inserts.
  return [shell === "bash" || says === "" ? inserted : `${inserted}\t${visibleText(says).slice(0, 100)}`];
}

function plainWords(handed: readonly string[]): WordsToCursor {
  return { words: handed.slice(0, -1), current: handed.at(-1) ?? "" };
}

/** fish gives the whole words as they are meant, and the last one as it is typed. */
function fishWords(handed: readonly string[]): WordsToCursor {
  const { words, current } = plainWords(handed);
  return { words, current: bashWords(current).at(-1)?.text ?? "" };
}

type Quote = "'" | '"' | "";

/** A word of a command line in bash: what it says, and how far it is quoted where the line ends. */
interface BashWord {
  readonly text: string;
  readonly open: Quote;
}

/** The words of a line up to the cursor, as bash has them, and fish nearly so; variables and substitutions are left as they are typed. */
function bashWords(line: string): readonly BashWord[] {
  const words: BashWord[] = [];
  let text: string | undefined;
  let open: Quote = "";
  for (let index = 0; index < line.length; index += 1) {
    const character = line.charAt(index);
    const escapes = character === "\\" && open !== "'" && (open === "" || /["$`\\]/.test(line.charAt(index + 1)));
    if (escapes) {
      index += 1;
      text = (text ?? "") + line.charAt(index);
    } else if (open === "" && /\s/.test(character)) {
      if (text !== undefined) words.push({ text, open });
      text = undefined;
    } else if (character === open) open = "";
    else if (open === "" && (character === "'" || character === '"')) {
      open = character;
      text ??= "";
    } else text = (text ?? "") + character;
  }
  return [...words, { text: text ?? "", open }];
}

/** Without what stands before the program's name there (`AWS_PROFILE=x onboard`), and without that. */
function bashLine(line: string): WordsToCursor {
  const words = bashWords(line).map(({ text }) => text);
  const program = words.findIndex((word) => !/^\w+=/.test(word));
  return plainWords(words.slice(program + 1));
}

/**
 * What takes the place of `replaced`: bash replaces only what stands behind the last `=`, `:` or quotation mark of a word. Each character
 * that could mean something there is escaped.
 */
function bashText(value: string, line: string, replaced: string): string | undefined {
  const { open, text } = bashWords(line).at(-1) ?? { open: "", text: "" };
  const kept = line.endsWith(replaced)
    ? bashWords(line.slice(0, line.length - replaced.length)).at(-1)?.text
    : undefined;
  const rest = value.slice(kept === undefined || !text.startsWith(kept) ? 0 : kept.length);
  if (open === "'") return rest.includes("'") ? undefined : rest;
  // Between double quotes nothing keeps bash from reading an exclamation mark as history.
  if (open === '"') return rest.includes("!") ? undefined : rest.replace(/["$`\\]/g, "\\$&");
  return rest.replace(/[^\p{L}\p{N}\p{M}_@%+:,./=-]/gu, "\\$&");
}
