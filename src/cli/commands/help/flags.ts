import type { CommandDefinition } from "../../flags/command.ts";

/** `onboard help`. */
export const HELP_COMMAND = {
  name: "help",
  summary: "print this help, or that of a command",
  users: "everybody",
  argument: { name: "command", takes: "own-commands", help: "a command of this program", default: "" },
  flags: {},
  examples: [{ args: ["help"] }, { args: ["help", "local"], says: "as local --help does" }],
} as const satisfies CommandDefinition;
