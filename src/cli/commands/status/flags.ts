import type { CommandDefinition } from "../../flags/command.ts";
import { TEAM_FLAGS } from "../../flags/team-flags.ts";

/** `onboard status`. Given other flags than the run, it looks at other access. */
export const STATUS_COMMAND = {
  name: "status",
  summary: "who can start: users, assignments, permission sets and the CDK bootstrap; reads only",
  users: "admin",
  flags: TEAM_FLAGS,
  examples: [
    { args: ["status", "--emails", "team.csv"] },
    { args: ["status", "--emails", "team.csv", "--format", "markdown"], rest: "> status.md" },
    { args: ["status", "--emails", "ana@example.com", "--account", "Sandbox"] },
  ],
  notes: `Exit codes: 0 all can start, 2 somebody cannot, 3 invalid input, 5 cannot tell
(no access, or nothing is missing but something could not be read)`,
} as const satisfies CommandDefinition;
