import type { CommandDefinition } from "../../flags/command.ts";
import type { Flags, OptionsOf } from "../../flags/flag.ts";
import { PLAN_FLAGS, SHARED_FLAGS, TEAM_FLAGS } from "../../flags/team-flags.ts";

const flags = {
  emails: {
    group: "team",
    value: "team",
    help: "who leaves: a file (CSV), - for standard input, or addresses: a@example.com,b@example.com",
    details: "Of the file only who it is counts (`email`, `username`): what else is in it narrows nothing.",
  },
  account: {
    group: "team",
    value: "accounts",
    help: "only out of this account; ou:Path for a unit",
    details: "An id, a name or `ou:Path/Name`, whatever its state.",
  },
  "permission-set": { group: "team", value: "permission-sets", help: "only this permission set" },
  group: {
    group: "team",
    value: "groups",
    help: "only out of this group",
    details: "All that it gives goes with it.",
  },
  "delete-users": {
    group: "action",
    onlyWith: { flag: "emails", why: "it is about people" },
    help: "delete the users as well, after everything else of theirs is gone",
    details: "There is no way back: the danger `delete-users` must be allowed by name, or typed on a terminal.",
  },
  "end-sessions": {
    group: "action",
    onlyWith: { flag: "emails", why: "it is about people" },
    help: "make credentials worthless that they have already, within minutes",
    details:
      "By a Deny in the inline policy of each permission set that they lose everywhere; see [Ended sessions](safety.md#ended-sessions).",
  },
  orphans: {
    group: "action",
    help: "also assignments of users and groups that the directory does not have any more",
    details: "In the accounts and permission sets that are named; without `--emails` these alone.",
  },
  "dry-run": PLAN_FLAGS["dry-run"],
  "detailed-exitcode": PLAN_FLAGS["detailed-exitcode"],
  out: PLAN_FLAGS.out,
  markdown: PLAN_FLAGS.markdown,
  yes: {
    ...PLAN_FLAGS.yes,
    details: "Needed in CI, too. On a terminal the question asks for the number of people to be typed.",
  },
  allow: SHARED_FLAGS.allow,
  "max-removals": SHARED_FLAGS["max-removals"],
  "max-removal-percent": SHARED_FLAGS["max-removal-percent"],
  format: SHARED_FLAGS.format,
  "show-people": SHARED_FLAGS["show-people"],
  instance: TEAM_FLAGS.instance,
  "sso-region": TEAM_FLAGS["sso-region"],
  profile: SHARED_FLAGS.profile,
  settings: SHARED_FLAGS.settings,
  simulate: SHARED_FLAGS.simulate,
} as const satisfies Flags;

/** `onboard leave`. */
export const LEAVE_COMMAND = {
  name: "leave",
  summary: "take away what people have: all of it, or what the flags narrow it to, and never more",
  alsoCalled: ["offboard", "remove", "revoke", "delete"],
  users: "admin",
  page: "leaving.md",
  flags,
  examples: [
    { args: ["leave", "--emails", "ana@example.com", "--dry-run"], says: "what would go, and what stays" },
    { args: ["leave", "--emails", "ana@example.com"], says: "plan, ask, take away, look again" },
    { args: ["leave", "--emails", "leavers.csv", "--yes"] },
    { args: ["leave", "--emails", "ana@example.com", "--account", "Sandbox"], says: "out of one account" },
    { args: ["leave", "--orphans", "--dry-run"], says: "what nobody has any more" },
  ],
  notes: `Exit codes: 0 done, 1 failed, 2 changes pending (--detailed-exitcode), 3 invalid
input, 4 partly taken away, 5 cannot tell (no access, or not all could be read),
130 interrupted: the same command again finishes it`,
} as const satisfies CommandDefinition;

export type LeaveOptions = OptionsOf<typeof flags>;
