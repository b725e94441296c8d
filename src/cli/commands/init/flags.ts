import type { CommandDefinition } from "../../flags/command.ts";
import type { Flags, OptionsOf } from "../../flags/flag.ts";
import { SHARED_FLAGS, TEAM_FLAGS } from "../../flags/team-flags.ts";

const ADOPTING = { flag: "adopt", why: "nothing else is read from AWS" } as const;

const flags = {
  adopt: {
    group: "action",
    help: "write who has what in AWS now, so that the next plan has nothing to do",
    details:
      "Reads AWS, and changes nothing there: [adopt.md](adopt.md). `team.csv` and `onboard.json` must not be there yet; only their owner may read them.",
  },
  ci: {
    group: "action",
    value: "pipeline",
    choices: ["github", "gitlab", "both", "none"],
    help: "pipeline to write (found out by itself)",
    details: "The folder's files tell.",
  },
  account: {
    group: "team",
    value: "accounts",
    help: "account the team works in; new: one for each person",
    details:
      "For the team file and the settings: one id, name, `ou:Path`, `new` or `new:NAME`. With `--adopt`: only what is held there, and there may be several.",
  },
  emails: {
    group: "team",
    value: "team",
    onlyWith: ADOPTING,
    help: "only these people: a team file (CSV), - for standard input, or addresses",
  },
  "permission-set": { group: "team", value: "permission-sets", onlyWith: ADOPTING, help: "only this permission set" },
  group: { group: "team", value: "groups", onlyWith: ADOPTING, help: "only what this group gives" },
  region: { group: "team", value: "region", help: "Region the team works in", details: "For the settings." },
  "new-account-email": {
    group: "team",
    value: "address-pattern",
    help: "root addresses of new accounts: aws+{username}@example.com",
    details:
      "`accounts.newAccountEmail` of the settings, and the rights for [new accounts](account-each.md). Needed with `new` and `new:NAME`.",
  },
  print: { group: "action", help: "show the files, and write nothing" },
  "show-people": {
    ...SHARED_FLAGS["show-people"],
    onlyWith: ADOPTING,
    details: "Without it neither the files that name them nor names are shown wherever `CI` is set.",
  },
  instance: { ...TEAM_FLAGS.instance, onlyWith: ADOPTING },
  "sso-region": { ...TEAM_FLAGS["sso-region"], onlyWith: ADOPTING },
  profile: { ...SHARED_FLAGS.profile, onlyWith: ADOPTING },
  simulate: { ...SHARED_FLAGS.simulate, onlyWith: ADOPTING },
} as const satisfies Flags;

/** `onboard init`. */
export const INIT_COMMAND = {
  name: "init",
  summary: "write a team's starter files: team.csv, settings, pipeline, policies",
  alsoCalled: ["new", "create", "adopt"],
  users: "admin",
  page: "ci.md",
  argument: { name: "folder", takes: "folders", help: "where to write them", default: "." },
  flags,
  examples: [
    { args: ["init"] },
    { args: ["init", "--adopt"], says: "from who has what in AWS now" },
    { args: ["init", "--adopt", "--account", "ou:Workloads/Sandboxes", "sandboxes"] },
  ],
} as const satisfies CommandDefinition;

export type InitOptions = OptionsOf<typeof flags>;
