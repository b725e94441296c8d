import type { CommandDefinition } from "../../flags/command.ts";
import type { Flags, OptionsOf } from "../../flags/flag.ts";

const flags = {
  ci: {
    group: "action",
    value: "pipeline",
    choices: ["github", "gitlab", "both", "none"],
    help: "pipeline to write (found out by itself)",
    details: "The folder's files tell.",
  },
  account: {
    group: "team",
    value: "account",
    help: "account the team works in; new: one for each person",
    details: "For the team file and the settings: an id, a name, `ou:Path`, `new` or `new:NAME`.",
  },
  region: { group: "team", value: "region", help: "Region the team works in", details: "For the settings." },
  "new-account-email": {
    group: "team",
    value: "address-pattern",
    help: "root addresses of new accounts: aws+{username}@example.com",
    details:
      "`accounts.newAccountEmail` of the settings, and the rights for [new accounts](account-each.md). Needed with `new` and `new:NAME`.",
  },
  print: { group: "action", help: "show the files, and write nothing" },
} as const satisfies Flags;

/** `onboard init`. */
export const INIT_COMMAND = {
  name: "init",
  summary: "write a team's starter files: team.csv, settings, pipeline, policies",
  argument: { name: "folder", takes: "folders", help: "where to write them", default: "." },
  flags,
} as const satisfies CommandDefinition;

export type InitOptions = OptionsOf<typeof flags>;
