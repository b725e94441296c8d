import type { CommandDefinition } from "../../flags/command.ts";
import { LOCAL_FLAGS } from "../../local/local-flags.ts";

/** `onboard local`. */
export const LOCAL_COMMAND = {
  name: "local",
  summary: "set up this machine: profiles in ~/.aws/config, sign-in, and proof that they work",
  alsoCalled: ["login", "sign-in", "signin", "setup", "configure", "sso"],
  users: "developer",
  page: "first-sign-in.md",
  flags: LOCAL_FLAGS,
  examples: [
    { args: ["local"], says: "with the handover found here" },
    { args: ["local", "--handover", "TEXT"], says: "with the text your admin sent" },
    {
      args: ["local", "--start-url", "https://d-1234567890.awsapps.com/start"],
      says: "without one: choose your accounts",
    },
    { args: ["local", "--print"], says: "what would be written" },
    { args: ["local", "--remove"], says: "take out what it wrote, and sign out" },
  ],
} as const satisfies CommandDefinition;
