import { HANDOVER_FILE } from "../../core/handover/handover-name.ts";
import { FORMATS } from "../terminal/format.ts";
import type { Flags, OptionsOf } from "./flag.ts";

/** The flags that more than one command has, said once. */
export const SHARED_FLAGS = {
  format: {
    group: "output",
    value: "format",
    choices: FORMATS,
    help: "how to print",
    details: "See [formats](#formats).",
  },
  "show-people": {
    group: "output",
    help: "name people in the output in CI too",
    details: "Without it they are called by their line wherever `CI` is set; JSON on stdout always names them.",
  },
  profile: { group: "aws", value: "profile", env: "AWS_PROFILE", help: "your own AWS profile" },
  settings: {
    group: "team",
    value: "file",
    help: "settings (onboard.json beside the team file)",
    details: "See [settings](#settings).",
  },
  simulate: {
    group: "aws",
    value: "file",
    valueIsOptional: true,
    help: "use the built-in simulator instead of AWS; its state is kept in the file",
    details:
      "The [simulator](simulator.md) is ten times faster than AWS. The file is `.onboard/simulator.json` otherwise.",
  },
  account: {
    group: "team",
    value: "accounts",
    help: "account for rows that name none; ou:Path for a unit, new for one each",
    details: "An id, a name, `ou:Path/Name`, `new` or `new:NAME`.",
  },
  allow: {
    group: "consent",
    value: "dangers",
    help: "a danger of the plan that is meant",
    details: "Neither `--yes` nor an answer allows one.",
  },
  "max-removals": {
    group: "consent",
    value: "count",
    help: "how many people may lose access without being allowed by name (10)",
    details: "`safety.maxRemovals` of the settings.",
  },
  "max-removal-percent": {
    group: "consent",
    value: "percent",
    help: "what part of the assignments concerned may go likewise, in percent (25)",
    details: "`safety.maxRemovalPercent` of the settings.",
  },
  handover: {
    group: "output",
    value: "file",
    default: HANDOVER_FILE,
    help: "where to write what developers need",
    details: "See [handover](#handover).",
  },
  messages: {
    group: "output",
    value: "folder",
    help: "write a ready message for each person into this folder",
    details:
      "Each who can sign in gets one, as Markdown, as a page that stands alone and as a mail draft. `index.html` and `mail-merge.csv` list them for you: [messages](#messages).",
  },
} as const satisfies Flags;

/** The flags of a command that makes a plan and carries it out, unless it is only to show or to save it. */
export const PLAN_FLAGS = {
  "dry-run": { group: "action", help: "show the plan and stop", details: "Reads from AWS, changes nothing." },
  "detailed-exitcode": {
    group: "output",
    onlyWith: { flag: "dry-run", why: "it tells whether changes are pending" },
    help: "exit 2 when changes are pending",
  },
  out: {
    group: "output",
    value: "file",
    onlyWith: { flag: "dry-run", why: "the plan is saved instead of applied" },
    help: "save the plan, to be applied later",
    details: "See [`onboard apply`](#onboard-apply). It holds e-mail addresses; only its owner may read it.",
  },
  markdown: {
    group: "output",
    value: "file",
    onlyWith: { flag: "dry-run", why: "it is the plan that is shown so" },
    help: "also write the plan as Markdown, short enough for a comment",
    details:
      "Beside whatever `--format` prints; people are called there as they are in the output. It replaces the file. See [ci.md](ci.md).",
  },
  yes: {
    group: "consent",
    short: "y",
    help: "apply without a question (needed without a terminal)",
    details: "Needed in CI, too.",
  },
} as const satisfies Flags;

/** The flags that say which team, in which accounts, seen by whom: the same for every command that plans for a team file. */
export const TEAM_FLAGS = {
  emails: {
    group: "team",
    value: "team",
    help: "team file (CSV), folder or pattern, - for standard input, or addresses: a@example.com,b@example.com",
    details:
      "See [team file](#team-file) and [several](several-teams.md). Text with an `@` that is no existing file is taken for addresses. Without it: all `teams` of the settings.",
  },
  format: SHARED_FLAGS.format,
  "show-people": SHARED_FLAGS["show-people"],
  account: SHARED_FLAGS.account,
  "permission-set": {
    group: "team",
    value: "permission-set",
    help: "permission set for rows that name none (amplify-policy)",
  },
  group: {
    group: "team",
    value: "group",
    help: "assign this group and put people in it, instead of one assignment a person",
    details: "A row's own group counts above it.",
  },
  region: {
    group: "team",
    value: "region",
    help: "Region the developers work in, for rows that name none",
    details: "Without it profiles get Identity Center's Region, and a warning says so.",
  },
  instance: {
    group: "aws",
    value: "instance",
    help: "the Identity Center that is meant, where several are seen; any other is refused",
    details:
      "Its ARN, its id (`ssoins-…`), its identity store (`d-…`) or its name. `instance.id` of the settings says it for all commands; see [several-teams.md](several-teams.md#several-identity-centers).",
  },
  "sso-region": {
    group: "aws",
    value: "region",
    help: "Region of Identity Center, instead of looking for it",
    details: "Without it the Region of your environment is tried first, then all Regions of the partition.",
  },
  profile: SHARED_FLAGS.profile,
  "start-url": {
    group: "aws",
    value: "start-url",
    help: "access portal URL, if yours is a custom one",
    details: "No API returns it.",
  },
  settings: SHARED_FLAGS.settings,
  known: {
    group: "team",
    value: "files",
    help: "another team file of the company: who is in it is no stranger",
    details: "So does `safety.knownFiles` of the settings.",
  },
  simulate: SHARED_FLAGS.simulate,
} as const satisfies Flags;

/** What any command is given that plans for a team file. */
export type ReadingOptions = OptionsOf<typeof TEAM_FLAGS>;
