import type { CommandDefinition } from "../../flags/command.ts";
import type { Flags, OptionsOf } from "../../flags/flag.ts";
import { PLAN_FLAGS, SHARED_FLAGS, TEAM_FLAGS } from "../../flags/team-flags.ts";

const { emails, simulate, ...reading } = TEAM_FLAGS;

const flags = {
  emails,
  "dry-run": PLAN_FLAGS["dry-run"],
  offline: {
    group: "action",
    onlyWith: { flag: "dry-run", why: "it only checks files" },
    help: "check the files only, with no credentials and no network",
    details: "They are the team file and the settings; what only AWS can tell is listed.",
  },
  explain: {
    group: "action",
    help: "show how the team file is understood, and stop",
    details:
      "Each column, what it is used as and an example, and each person's names; with no credentials and no network. See [team files](team-files.md).",
  },
  "detailed-exitcode": {
    ...PLAN_FLAGS["detailed-exitcode"],
    notWith: { flag: "offline", why: "whether changes are pending, only AWS knows" },
    details: "Drift that no change follows from does not count.",
  },
  out: {
    ...PLAN_FLAGS.out,
    notWith: { flag: "offline", why: "a plan needs AWS, which is never asked then" },
  },
  markdown: {
    ...PLAN_FLAGS.markdown,
    notWith: { flag: "offline", why: "a plan needs AWS, which is never asked then" },
  },
  bootstrap: {
    group: "action",
    notWith: { flag: "offline", why: "where the CDK is bootstrapped, only AWS knows" },
    help: "bootstrap the CDK where it is missing, with the CDK's own toolkit",
    details: "That is part of the plan.",
  },
  "no-bootstrap": {
    group: "action",
    help: "do not even look where it is missing, which enters accounts",
    details: "They are entered through `accounts.accessRole`.",
  },
  "remove-unlisted": {
    group: "action",
    notWith: { flag: "offline", why: "who has access, only AWS knows" },
    help: "the file is the whole truth: also remove what it does not name",
    details:
      "Within onboard's own permission sets in the accounts of the file. See [what is taken away](safety.md#what-is-taken-away).",
  },
  yes: PLAN_FLAGS.yes,
  allow: SHARED_FLAGS.allow,
  "max-removals": SHARED_FLAGS["max-removals"],
  "max-removal-percent": SHARED_FLAGS["max-removal-percent"],
  ...reading,
  handover: SHARED_FLAGS.handover,
  messages: SHARED_FLAGS.messages,
  simulate: {
    ...simulate,
    notWith: { flag: "offline", why: "the simulator stands for AWS, which is never asked then" },
  },
} as const satisfies Flags;

/** `onboard --emails`: what the program does without the name of a command. */
export const TEAM_COMMAND = {
  summary: "Take a team from an empty AWS IAM Identity Center to every developer running `npx ampx sandbox`.",
  brief: "give people access: plan, ask, apply, verify",
  users: "admin",
  page: "README.md",
  flags,
  examples: [
    { args: ["--emails", "templates/team.csv", "--simulate", "--yes"], says: "try it, with no AWS account" },
    { args: ["--emails", "team.csv", "--explain"], says: "how is the file understood" },
    { args: ["--emails", "team.csv", "--dry-run", "--offline"], says: "are the files right" },
    { args: ["--emails", "team.csv", "--dry-run"], says: "what would happen" },
    { args: ["--emails", "team.csv"], says: "plan, ask, apply, verify" },
    { args: ["--emails", "ana@example.com", "--account", "Sandbox"], says: "one person" },
    { args: ["--emails", "failed.csv"], says: "the rows that failed, again" },
    { args: ["--emails", "team.csv", "--bootstrap"], says: "… and bootstrap the CDK" },
    { args: ["status", "--emails", "team.csv"], says: "who can start" },
    { args: ["local"], says: "set up a developer's machine" },
  ],
  notes: `Exit codes: 0 done, 1 failed, 2 changes pending (--detailed-exitcode), 3 invalid
input, 4 partly applied, 5 cannot tell (no credentials, no access), 130 interrupted`,
} as const satisfies CommandDefinition;

export type TeamOptions = OptionsOf<typeof flags>;
