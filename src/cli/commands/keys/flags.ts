import type { CommandDefinition } from "../../flags/command.ts";
import type { Flags, OptionsOf } from "../../flags/flag.ts";
import { SHARED_FLAGS } from "../../flags/team-flags.ts";

const TEAM_ONLY = { flag: "emails", why: "it is about the team's accounts" } as const;
const DEACTIVATE_ONLY = { flag: "deactivate", why: "nothing else changes anything" } as const;

const flags = {
  "ask-aws": {
    group: "action",
    notWith: { flag: "emails", why: "it is about the keys of this machine" },
    help: "ask AWS whose each key of this machine is; counts as a use of the key",
    details: "Each question is signed with the key.",
  },
  emails: {
    group: "team",
    value: "team",
    help: "the team file: look at the IAM users of its accounts instead of this machine",
  },
  deactivate: {
    group: "action",
    value: "keys",
    onlyWith: TEAM_ONLY,
    help: "switch this key off: ACCOUNT/USER/LAST4",
    details: "It is written like `210987654321/ana.silva/7XYZ`, or with the whole key id.",
  },
  "allow-recently-used": {
    group: "consent",
    onlyWith: DEACTIVATE_ONLY,
    help: "also a key that was used in the last 7 days",
    details: "So is one of whose use AWS tells nothing.",
  },
  yes: {
    group: "consent",
    short: "y",
    onlyWith: DEACTIVATE_ONLY,
    help: "without a question (needed without a terminal)",
  },
  format: SHARED_FLAGS.format,
  "show-people": { ...SHARED_FLAGS["show-people"], onlyWith: TEAM_ONLY },
  account: { ...SHARED_FLAGS.account, onlyWith: TEAM_ONLY },
  profile: { ...SHARED_FLAGS.profile, onlyWith: TEAM_ONLY },
  settings: {
    ...SHARED_FLAGS.settings,
    onlyWith: TEAM_ONLY,
    details: "`accounts.accessRole` names the role in the accounts.",
  },
  simulate: {
    ...SHARED_FLAGS.simulate,
    details: "Without `--emails` with a home of its own in `.onboard/simulated-home`.",
  },
} as const satisfies Flags;

/** `onboard keys`. */
export const KEYS_COMMAND = {
  name: "keys",
  summary: "find the long-lived access keys that are left, here or in the team's accounts",
  users: "everybody",
  page: "leaving-access-keys.md",
  flags,
  examples: [
    { args: ["keys"], says: "on this machine, and what replaces each" },
    { args: ["keys", "--emails", "team.csv"], says: "in the team's accounts, by IAM user" },
    { args: ["keys", "--emails", "team.csv", "--deactivate", "210987654321/ana.silva/7XYZ"] },
  ],
  notes: `Exit codes: 0 none left, 2 some left, 5 cannot tell; with --deactivate 0 all
that were named are off, 1 one of them is not. Nothing is ever deleted.`,
} as const satisfies CommandDefinition;

export type KeysOptions = OptionsOf<typeof flags>;

/** The flags of a look into the team's accounts. */
export type TeamKeysOptions = KeysOptions & { readonly emails: readonly string[] };
