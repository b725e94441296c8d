import type { CommandDefinition } from "../../flags/command.ts";
import type { Flags, OptionsOf } from "../../flags/flag.ts";
import { SHARED_FLAGS, TEAM_FLAGS } from "../../flags/team-flags.ts";
import { FORMATS } from "../../terminal/format.ts";

/** `csv` and `html` are for this command alone: a table to decide on, and a page to read. */
const ACCESS_FORMATS = [...FORMATS, "csv", "html"] as const;

const flags = {
  emails: {
    group: "team",
    value: "team",
    help: "only these people: a team file (CSV), - for standard input, or addresses",
  },
  account: {
    group: "team",
    value: "accounts",
    help: "only this account; ou:Path for a unit",
    details: "An id, a name or `ou:Path/Name`, whatever its state.",
  },
  "permission-set": { group: "team", value: "permission-sets", help: "only this permission set" },
  group: { group: "team", value: "groups", help: "only what this group gives" },
  known: {
    group: "team",
    value: "files",
    help: "another team file of the company: it says when access ends",
    details:
      "By its column `until`, as that of `--emails` does; so do `safety.knownFiles` of the settings. It narrows nothing.",
  },
  since: {
    group: "output",
    value: "file",
    help: "say what changed since this earlier --format json",
    details: "Of the same Identity Center and the same flags.",
  },
  format: {
    ...SHARED_FLAGS.format,
    choices: ACCESS_FORMATS,
    details: "See [formats](#formats). Without it the ending of `--out` decides.",
  },
  out: {
    group: "output",
    value: "file",
    help: "write it into this file, readable by you only",
    details: "What is named there is never left out, in CI either.",
  },
  "show-people": SHARED_FLAGS["show-people"],
  instance: TEAM_FLAGS.instance,
  "sso-region": TEAM_FLAGS["sso-region"],
  profile: SHARED_FLAGS.profile,
  settings: SHARED_FLAGS.settings,
  simulate: SHARED_FLAGS.simulate,
} as const satisfies Flags;

/** `onboard access`. */
export const ACCESS_COMMAND = {
  name: "access",
  summary: "who has access to what, in the whole Identity Center or what the flags narrow it to; reads only",
  alsoCalled: ["list", "audit", "review", "who", "report"],
  users: "admin",
  page: "access-review.md",
  flags,
  examples: [
    { args: ["access", "--out", "access.html"], says: "a page for reviewers" },
    { args: ["access", "--out", "access.csv"], says: "a row for each way in" },
    { args: ["access", "--emails", "ana@example.com"] },
    { args: ["access", "--format", "json", "--out", "access.json", "--since", "earlier.json"] },
  ],
  notes: `Exit codes: 0 all of it was read, 3 invalid input, 5 something could not be read:
the output says what`,
} as const satisfies CommandDefinition;

export type AccessOptions = OptionsOf<typeof flags>;
export type AccessFormat = (typeof ACCESS_FORMATS)[number];
