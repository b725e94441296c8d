import * as z from "zod";
import { planMembers } from "../plan/plan-schema.ts";
import type { Immutable } from "../text/immutable.ts";
import { schemaMember, simulatedMember } from "../text/schema-member.ts";

const record = z.string().describe("The name of its record in .onboard/runs, for onboard undo");

const runSchema = z.strictObject({
  record,
  time: z.iso.datetime().describe("When it began").exactOptional(),
  purpose: planMembers.purpose.exactOptional(),
  simulated: simulatedMember,
  changes: z.int().nonnegative().describe("How many changes it made or began").exactOptional(),
  whole: z.boolean().describe("It did all that it was for").exactOptional(),
  takenBackBy: record.describe("The record of the last run that took it back").exactOptional(),
  state: z.string().describe("What is to be known of it before it is taken back; empty where there is nothing"),
});

/** What `undo --list --format json` prints. Of a record that cannot be read, `state` says why, and the rest is absent. */
export const runsSchema = z.strictObject({
  $schema: schemaMember,
  version: z.literal(1),
  kind: z.literal("runs"),
  runs: z.array(runSchema).describe("The latest first"),
});

/** What one run was, as it is listed. */
export type ListedRun = Immutable<z.output<typeof runSchema>>;
