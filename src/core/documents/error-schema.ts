import * as z from "zod";
import { awsWordsSchema } from "../errors/aws-words-schema.ts";
import type { Immutable } from "../text/immutable.ts";
import { schemaMember, simulatedMember } from "../text/schema-member.ts";

const message = z.string().describe("What happened, to what");
const remedy = z.string().describe("What to do next");

const position = {
  line: z.int().positive().exactOptional(),
  column: z.int().positive().describe("Counted in characters").exactOptional(),
};

/** What `--format json` prints where there is neither a plan nor a report. */
export const errorSchema = z.strictObject({
  $schema: schemaMember,
  version: z.literal(1),
  kind: z.literal("error"),
  simulated: simulatedMember,
  error: z.strictObject({
    kind: z
      .enum(["failed", "invalid-input", "outdated-plan", "cannot-tell", "signed-out", "interrupted", "in-progress"])
      .describe("Its kind"),
    message,
    remedy,
    aws: awsWordsSchema.describe("What AWS said, if it was AWS").exactOptional(),
  }),
  problems: z
    .array(
      z.strictObject({
        place: z.discriminatedUnion("kind", [
          z.strictObject({
            kind: z.literal("file"),
            file: z.string().describe("Its path as it was given"),
            ...position,
          }),
          z.strictObject({
            kind: z.literal("files"),
            files: z.array(z.string()).describe("Their paths, where a team has several"),
            ...position,
          }),
          z.strictObject({ kind: z.literal("flag"), flag: z.string().describe("With its dashes"), ...position }),
          z.strictObject({ kind: z.literal("environment"), variable: z.string(), ...position }),
          z.strictObject({ kind: z.literal("stdin"), ...position }),
          z.strictObject({ kind: z.literal("url"), url: z.string().describe("Without its query"), ...position }),
        ]),
        message,
        remedy,
      }),
    )
    .describe("Every problem of the input"),
});

export type ErrorDocument = Immutable<z.output<typeof errorSchema>>;
