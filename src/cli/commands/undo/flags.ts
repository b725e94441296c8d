import type { CommandDefinition } from "../../flags/command.ts";
import type { Flags, OptionsOf } from "../../flags/flag.ts";
import { PLAN_FLAGS, SHARED_FLAGS } from "../../flags/team-flags.ts";

/** The record that is meant where none is named. */
export const LAST = "last";

const flags = {
  list: {
    group: "action",
    help: "list the runs of this folder, and stop",
    details: "What each was for, how much it changed, and whether it was taken back. Files only: AWS is not asked.",
  },
  ...PLAN_FLAGS,
  allow: SHARED_FLAGS.allow,
  format: SHARED_FLAGS.format,
  "show-people": { ...SHARED_FLAGS["show-people"], details: "Without it they are numbered wherever `CI` is set." },
  settings: SHARED_FLAGS.settings,
  profile: SHARED_FLAGS.profile,
  simulate: SHARED_FLAGS.simulate,
} as const satisfies Flags;

/** `onboard undo`. */
export const UNDO_COMMAND = {
  name: "undo",
  summary: "take back what one run did, as far as nobody has changed or used it since",
  alsoCalled: ["rollback", "revert"],
  users: "admin",
  page: "undo.md",
  argument: { name: "record", takes: "files", help: "its record, or the name of one in .onboard/runs", default: LAST },
  flags,
  examples: [
    { args: ["undo", "--dry-run"], says: "what taking back the last run would do" },
    { args: ["undo", "--list"], says: "which runs there are" },
    { args: ["undo", ".onboard/runs/2026-11-29T10-15-02-318Z-4711.jsonl"] },
  ],
  notes: `The last run is the last one that changed something and took nothing back itself.
Exit codes: 0 done, 1 failed, 2 changes pending (--detailed-exitcode), 3 invalid
input, 4 partly taken back, 5 cannot tell (no credentials, no access), 130 interrupted`,
} as const satisfies CommandDefinition;

export type UndoOptions = OptionsOf<typeof flags>;
