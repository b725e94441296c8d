import type { FlagGroup, Flags } from "./flag.ts";

/** A word that a command takes beside its flags. */
export interface CommandArgument {
  readonly name: string;
  /** `command`: all the words from the first one on are another program's command line. `own-commands`: a command of this one. */
  readonly takes: "files" | "folders" | "command" | "own-commands" | readonly string[];
  readonly help: string;
  readonly default?: string;
}

/** Who types a command, and what their list of commands is called. */
export const COMMAND_USERS = {
  admin: "For administrators",
  developer: "For developers",
  everybody: "For everybody",
} as const;

export type CommandUsers = keyof typeof COMMAND_USERS;

/** What can be typed, and what is told of it. What it does is loaded when it runs. */
export interface CommandDefinition<Fs extends Flags = Flags> {
  /** Absent for what the program does without the name of a command. */
  readonly name?: string;
  readonly summary: string;
  /** In the list of all commands, where the summary up to its first comma, colon or semicolon does not do. */
  readonly brief?: string;
  /** Words that somebody types who looks for it, for "did you mean". */
  readonly alsoCalled?: readonly string[];
  /** Whose list of commands it is in. */
  readonly users: CommandUsers;
  /** The page of the docs that is about it; the reference has a chapter on each. */
  readonly page?: string;
  readonly argument?: CommandArgument;
  readonly flags: Fs;
  /** What a group of its flags is called, where the usual words do not say it. */
  readonly groups?: Readonly<Partial<Record<FlagGroup, string>>>;
  readonly examples: readonly Example[];
  /** What stands below the examples. */
  readonly notes?: string;
}

/** A command line, and what it is for. `rest` is for the shell: where its output goes. */
export interface Example {
  readonly args: readonly string[];
  readonly rest?: string;
  readonly says?: string;
}

/** `<plan>`, `[folder]`, `[command...]`: as the help shows what a command takes beside its flags. */
export function argumentText({ name, takes, default: preset }: CommandArgument): string {
  if (takes === "command") return `[${name}...]`;
  return preset === undefined ? `<${name}>` : `[${name}]`;
}
