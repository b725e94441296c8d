import type { CommandDefinition } from "../../flags/command.ts";
import type { Flags, OptionsOf } from "../../flags/flag.ts";
import { SHARED_FLAGS, TEAM_FLAGS } from "../../flags/team-flags.ts";
import { ACCESS_COMMAND } from "../access/flags.ts";

/** What the program can write. OpenTofu reads Terraform's language. */
export const EXPORT_LANGUAGES = ["terraform", "cloudformation"] as const;

const { account, group, "permission-set": permissionSet } = ACCESS_COMMAND.flags;

const flags = {
  out: {
    group: "output",
    value: "folder",
    help: "where the files go: a folder that is made, or only has files of an earlier export",
    details: "Readable by you only. Without it they are printed.",
  },
  emails: {
    group: "team",
    value: "team",
    help: "only what these people have: a team file (CSV), - for standard input, or addresses",
    details: "Without it, and the next three, it is the whole Identity Center.",
  },
  account,
  "permission-set": permissionSet,
  group,
  instance: TEAM_FLAGS.instance,
  "sso-region": TEAM_FLAGS["sso-region"],
  profile: SHARED_FLAGS.profile,
  settings: SHARED_FLAGS.settings,
  simulate: SHARED_FLAGS.simulate,
} as const satisfies Flags;

/** `onboard export`. */
export const EXPORT_COMMAND = {
  name: "export",
  summary: "what there is as Terraform or CloudFormation, ready to be imported; reads only",
  alsoCalled: ["terraform", "cloudformation", "tofu"],
  users: "admin",
  page: "terraform.md",
  argument: { name: "language", takes: EXPORT_LANGUAGES, help: "terraform (OpenTofu too) or cloudformation" },
  flags,
  examples: [
    { args: ["export", "terraform", "--out", "identity-center"] },
    { args: ["export", "cloudformation", "--emails", "team.csv", "--out", "stacks"] },
  ],
  notes: `Exit codes: 0 everything was read and written, 3 invalid input, 5 something could
not be read: the first file says what is missing`,
} as const satisfies CommandDefinition;

export type ExportOptions = OptionsOf<typeof flags>;
