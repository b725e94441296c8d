import type { CommandDefinition } from "../../flags/command.ts";
import type { Flags, OptionsOf } from "../../flags/flag.ts";
import { SHARED_FLAGS } from "../../flags/team-flags.ts";

const flags = {
  profile: {
    group: "machine",
    value: "profile",
    help: "only what concerns this profile",
    details: "Its own findings, its session's, and those of the machine.",
  },
  network: {
    group: "action",
    help: "also go the way to each endpoint of AWS, and say where it breaks",
    details:
      "The name, the connection or the proxy, TLS with who made the certificate, an answer: of the Regions that profiles and sign-ins name. Sends no credentials.",
  },
  fix: {
    group: "action",
    help: "show the repairs that lose nothing, ask, and make them",
    details: "They are shown as a diff, and the file as it was is kept beside it.",
  },
  yes: {
    group: "consent",
    short: "y",
    onlyWith: { flag: "fix", why: "it says yes to the repairs" },
    help: "without a question (needed without a terminal)",
  },
  format: SHARED_FLAGS.format,
} as const satisfies Flags;

/** `onboard doctor`. */
export const DOCTOR_COMMAND = {
  name: "doctor",
  summary: "find what makes AWS clients on this machine fail or disagree, and repair it on request",
  alsoCalled: ["check", "diagnose", "fix", "repair", "whoami"],
  users: "developer",
  page: "doctor.md",
  flags,
  examples: [
    { args: ["doctor"], says: "what is found, with what helps" },
    { args: ["doctor", "--fix"], says: "show the repairs, ask, and make them" },
    { args: ["doctor", "--profile", "amplify"], says: "about one profile" },
    { args: ["doctor", "--format", "json"], rest: "> doctor.json" },
  ],
} as const satisfies CommandDefinition;

export type DoctorOptions = OptionsOf<typeof flags>;
