import { SHELLS } from "../../../core/text/shell-words.ts";
import type { CommandDefinition } from "../../flags/command.ts";
import type { Flags, OptionsOf } from "../../flags/flag.ts";
import { SHARED_FLAGS } from "../../flags/team-flags.ts";
import { LOCAL_FLAGS } from "../../local/local-flags.ts";

const flags = {
  handover: {
    ...LOCAL_FLAGS.handover,
    details: "A file, an https address, or pasted text. Without one the profiles on this machine count.",
  },
  email: LOCAL_FLAGS.email,
  profile: {
    group: "machine",
    value: "profile",
    help: "the profile to work with (your first one)",
    details: "Without it AWS_PROFILE counts where it names one of yours.",
  },
  identifier: {
    group: "machine",
    value: "sandbox",
    help: "Gen 2: another sandbox than your own",
    details: "With the stack of a sandbox that somebody has left behind, for instance.",
  },
  environment: {
    group: "machine",
    value: "environment",
    help: "Gen 1: another name for your environment",
    details: "With `--point`: only this environment, also where its account is not known.",
  },
  point: {
    group: "action",
    help: "Gen 1: have the environments of your account use your profile; shown first",
    details:
      "It changes `amplify/.config/local-aws-info.json`, where Gen 1 keeps the profile of each environment, and nothing else of it; the file as it was is kept beside it.",
  },
  yes: {
    group: "consent",
    short: "y",
    onlyWith: { flag: "point", why: "it says yes to that change" },
    help: "without a question (needed without a terminal)",
  },
  shell: {
    group: "output",
    value: "shell",
    choices: SHELLS,
    help: "the shell to quote for (the one that this is typed into)",
    details: "PowerShell of every version takes what is printed for it.",
  },
  format: SHARED_FLAGS.format,
} as const satisfies Flags;

/** `onboard day`. */
export const DAY_COMMAND = {
  name: "day",
  summary: "print your own commands for the Amplify project that you are in, with your names in them",
  alsoCalled: ["commands", "today"],
  users: "developer",
  page: "amplify-day.md",
  flags,
  examples: [
    {
      args: ["day"],
      says: "in a project: its sandbox or environment, secrets, outputs, generated code, and cleaning up",
    },
    { args: ["day", "--shell", "powershell"] },
    { args: ["day", "--format", "markdown"], rest: "> day.md" },
    { args: ["day", "--point"], says: "Gen 1: deploy with your profile what another one deployed before" },
  ],
} as const satisfies CommandDefinition;

export type DayOptions = OptionsOf<typeof flags>;
