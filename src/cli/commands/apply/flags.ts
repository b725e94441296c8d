import type { CommandDefinition } from "../../flags/command.ts";
import type { Flags, OptionsOf } from "../../flags/flag.ts";
import { PLAN_FLAGS, SHARED_FLAGS } from "../../flags/team-flags.ts";

const flags = {
  yes: PLAN_FLAGS.yes,
  allow: { ...SHARED_FLAGS.allow, details: "A danger counts when the plan had it, and when it has it now." },
  format: SHARED_FLAGS.format,
  "show-people": SHARED_FLAGS["show-people"],
  handover: { ...SHARED_FLAGS.handover, details: "See [handover](#handover). It is not taken from the plan." },
  messages: SHARED_FLAGS.messages,
  profile: SHARED_FLAGS.profile,
  simulate: SHARED_FLAGS.simulate,
} as const satisfies Flags;

/** `onboard apply`. */
export const APPLY_COMMAND = {
  name: "apply",
  summary: "carry out a plan that --dry-run --out saved: exactly that one, or nothing",
  alsoCalled: ["plan"],
  users: "admin",
  argument: { name: "plan", takes: "files", help: "the saved plan" },
  flags,
  examples: [
    { args: ["--emails", "team.csv", "--dry-run", "--out", "plan.json"], says: "first: save the plan" },
    { args: ["apply", "plan.json"], says: "show it again, ask, and carry it out" },
    { args: ["apply", "plan.json", "--yes", "--allow", "new-accounts"], says: "without a question" },
  ],
} as const satisfies CommandDefinition;

export type ApplyOptions = OptionsOf<typeof flags>;
