import { commandForCaller } from "../../core/text/command-line.ts";
import type { Flags } from "./flag.ts";

/** A word that a command takes beside its flags. */
export interface CommandArgument {
  readonly name: string;
  /** `command`: all the words from the first one on are another program's command line. */
  readonly takes: "files" | "folders" | "command" | readonly string[];
  readonly help: string;
  readonly default?: string;
}

/** What can be typed, and what is told of it. What it does is loaded when it runs. */
export interface CommandDefinition<Fs extends Flags = Flags> {
  /** Absent for what the program does without the name of a command. */
  readonly name?: string;
  readonly summary: string;
  readonly argument?: CommandArgument;
  readonly flags: Fs;
  readonly examples?: readonly Example[];
  /** What stands below the examples. */
  readonly notes?: string;
}

/** A command line, and what it is for. `rest` is for the shell: where its output goes. */
export interface Example {
  readonly args: readonly string[];
  readonly rest?: string;
  readonly says?: string;
}

/** The examples as `--help` shows them: each command as it can be typed, with what it is for below where it is long. */
export function epilogueOf({ examples = [], notes }: CommandDefinition): string {
  const lines = examples.map(({ args, rest, says }) => ({
    typed: [commandForCaller(...args), rest].filter((part) => part !== undefined).join(" "),
    says,
  }));
  const widest = Math.max(0, ...lines.map(({ typed }) => (typed.length > LONGEST ? 0 : typed.length)));
  const shown = lines.flatMap(({ typed, says }) => {
    if (says === undefined) return [`  ${typed}`];
    if (typed.length > LONGEST) return [`  ${typed}`, `    ${says}`];
    return [`  ${typed.padEnd(widest)}   ${says}`];
  });
  const blocks = [
    ...(shown.length === 0 ? [] : [["Examples:", ...shown].join("\n")]),
    ...(notes === undefined ? [] : [notes]),
  ];
  return blocks.map((block) => `\n${block}`).join("\n");
}

/** A longer command has its explanation on the next line. */
const LONGEST = 50;
