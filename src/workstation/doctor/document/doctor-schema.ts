import * as z from "zod";
import type { Immutable } from "../../../core/text/immutable.ts";
import { schemaMember } from "../../../core/text/schema-member.ts";

const count = z.int().nonnegative();
const file = z.string().describe("A path");

/** One thing that was found. Its `id` is stable: scripts may look for it, and docs/doctor.md explains it. */
export const findingSchema = z
  .strictObject({
    id: z
      .string()
      .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)
      .describe("What kind of finding it is: docs/doctor.md explains each"),
    severity: z
      .enum(["error", "warning", "note"])
      .describe("error: some client fails or uses another identity; warning: it may; note: worth knowing"),
    place: z
      .strictObject({ file, line: z.int().positive().describe("Counted from 1").exactOptional() })
      .describe("Where it was found")
      .exactOptional(),
    message: z.string().describe("What it is"),
    effect: z.string().describe("What it does, and to which client"),
    remedy: z.string().describe("What to do"),
    fixable: z.boolean().describe("Whether --fix repairs it"),
    profile: z.string().describe("The profile it is about; absent when it concerns all of them").exactOptional(),
    session: z.string().describe("The sso-session it is about").exactOptional(),
  })
  .describe("One thing on this machine that makes AWS clients fail or disagree");

const repairsSchema = z.strictObject({
  written: z
    .array(z.strictObject({ file, backup: z.string().describe("The file as it was") }))
    .describe("Files that were repaired"),
  tightened: z.array(file).describe("Files and folders whose mode was tightened"),
  refused: z.array(z.string()).describe("Why files were left alone"),
});

/** What `onboard doctor` prints with `--format json`. */
export const doctorSchema = z.strictObject({
  $schema: schemaMember,
  version: z.literal(1),
  kind: z.literal("doctor"),
  findings: z.array(findingSchema).describe("What is wrong; after --fix, what is left"),
  repairs: repairsSchema.describe("With --fix: what it did").exactOptional(),
  summary: z
    .strictObject({
      errors: count.describe("Findings that are errors"),
      warnings: count.describe("Findings that are warnings"),
      notes: count.describe("Findings that are notes"),
      fixable: count.describe("Findings of all kinds that --fix repairs"),
    })
    .describe("How many findings there are"),
});

export type DoctorDocument = Immutable<z.output<typeof doctorSchema>>;
