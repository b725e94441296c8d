import type { CommandDefinition } from "../../flags/command.ts";
import type { Flags, OptionsOf } from "../../flags/flag.ts";
import { LOCAL_FLAGS } from "../../local/local-flags.ts";

const flags = {
  profile: {
    group: "machine",
    value: "profile",
    help: "profile to act as (the project's private one, AWS_PROFILE, or the only one that signs in)",
    details: "The project's is in `.onboard.local.json`, which `onboard local --wire` writes.",
  },
  "no-login": {
    group: "action",
    help: "stop where somebody would have to sign in",
    details: "For scripts that nobody watches. A sign-in that can be renewed without a person is renewed.",
  },
  "use-device-code": LOCAL_FLAGS["use-device-code"],
  "no-browser": LOCAL_FLAGS["no-browser"],
} as const satisfies Flags;

/** `onboard run`. */
export const RUN_COMMAND = {
  name: "run",
  summary: "run a command as the right profile, whatever keys the shell has; signs in if needed",
  alsoCalled: ["exec", "sandbox", "deploy"],
  users: "developer",
  page: "run.md",
  argument: { name: "command", takes: "command", help: "the program and its arguments, as they would be typed" },
  flags,
  examples: [
    { args: ["run", "npx", "ampx", "sandbox"], says: "your own sandbox, as this project's profile" },
    { args: ["run", "--profile", "amplify", "aws", "s3", "ls"], says: "any command, as a profile of your choice" },
    { args: ["run", "--", "amplify", "push", "--yes"], says: "what follows the command is the command's" },
  ],
} as const satisfies CommandDefinition;

export type RunOptions = OptionsOf<typeof flags>;
