import type { CommandDefinition } from "../../flags/command.ts";
import type { Flags, OptionsOf } from "../../flags/flag.ts";

const flags = {
  port: { group: "machine", value: "port", help: "port to listen on (any that is free)" },
  state: { group: "machine", value: "file", help: "keep the state in this file" },
  speed: { group: "machine", value: "speed", help: "divide AWS's latencies and multiply its rates by n" },
  org: { group: "machine", value: "file", help: "organization to start from (JSON)" },
  faults: { group: "machine", value: "file", help: "rules for misbehaving (JSON)" },
  policy: {
    group: "machine",
    value: "file",
    help: "allow the admin's calls only what this IAM policy allows (JSON)",
    details: "Of conditions those on tags are evaluated.",
  },
  approve: {
    group: "machine",
    value: "user-name",
    help: "have this person sign in by themselves, whoever is asked for, with no browser",
  },
  log: { group: "machine", value: "file", help: "append a JSON line for each request" },
} as const satisfies Flags;

/** `onboard simulator`. */
export const SIMULATOR_COMMAND = {
  name: "simulator",
  summary: "run an IAM Identity Center on this machine, for trying things and for tests",
  alsoCalled: ["simulate", "demo"],
  users: "everybody",
  page: "simulator.md",
  flags,
  groups: { machine: "How it plays" },
  examples: [
    { args: ["simulator"], says: "it prints the variables that lead to it" },
    { args: ["simulator", "--port", "4570", "--state", "simulator.json"], says: "kept for next time" },
    { args: ["simulator", "--approve", "ana@example.com"], says: "sign-ins without a browser" },
  ],
} as const satisfies CommandDefinition;

export type SimulatorFlags = OptionsOf<typeof flags>;
