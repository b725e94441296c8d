import { ACCESS_COMMAND } from "./commands/access/flags.ts";
import { APPLY_COMMAND } from "./commands/apply/flags.ts";
import { COMPLETION_COMMAND } from "./commands/completion/flags.ts";
import { DAY_COMMAND } from "./commands/day/flags.ts";
import { DOCTOR_COMMAND } from "./commands/doctor/flags.ts";
import { EXPORT_COMMAND } from "./commands/export/flags.ts";
import { HELP_COMMAND } from "./commands/help/flags.ts";
import { INIT_COMMAND } from "./commands/init/flags.ts";
import { KEYS_COMMAND } from "./commands/keys/flags.ts";
import { LEAVE_COMMAND } from "./commands/leave/flags.ts";
import { LOCAL_COMMAND } from "./commands/local/flags.ts";
import { POLICY_COMMAND } from "./commands/policy/flags.ts";
import { RUN_COMMAND } from "./commands/run/flags.ts";
import { SIMULATOR_COMMAND } from "./commands/simulator/flags.ts";
import { STATUS_COMMAND } from "./commands/status/flags.ts";
import { TEAM_COMMAND } from "./commands/team/flags.ts";
import { UNDO_COMMAND } from "./commands/undo/flags.ts";
import type { CommandDefinition } from "./flags/command.ts";

/** All that can be typed, in the order in which the help lists it. Loaded at every start: plain data and nothing else. */
export const COMMANDS: readonly CommandDefinition[] = [
  TEAM_COMMAND,
  INIT_COMMAND,
  STATUS_COMMAND,
  ACCESS_COMMAND,
  APPLY_COMMAND,
  UNDO_COMMAND,
  LEAVE_COMMAND,
  EXPORT_COMMAND,
  POLICY_COMMAND,
  LOCAL_COMMAND,
  DAY_COMMAND,
  RUN_COMMAND,
  DOCTOR_COMMAND,
  KEYS_COMMAND,
  SIMULATOR_COMMAND,
  COMPLETION_COMMAND,
  HELP_COMMAND,
];
