import * as z from "zod";
import { planMembers } from "../plan/plan-schema.ts";
import { changeSchema } from "../state/change-schema.ts";
import { accountId } from "../state/kinds/name-schemas.ts";
import { boundedText } from "../text/ruled-text.ts";
import { derivedMembers } from "./plan-document-schema.ts";

const count = z.int().nonnegative();
const page = z.url().describe("A page of the AWS console");
const file = z.string().describe("A path, as the run was given it");
const reason = boundedText(20_000, "Why, in words");
const requestId = boundedText(200, "AWS's id of the request").exactOptional();

const resultSchema = z
  .discriminatedUnion("outcome", [
    z.strictObject({ outcome: z.literal("applied"), change: changeSchema, requestId }),
    z.strictObject({
      outcome: z.literal("failed"),
      change: changeSchema,
      reason,
      remedy: boundedText(20_000, "What to do about it"),
      awsError: boundedText(200, "AWS's name of the error").exactOptional(),
      requestId,
    }),
    z.strictObject({ outcome: z.literal("skipped"), change: changeSchema, reason }),
    z.strictObject({ outcome: z.literal("outstanding"), change: changeSchema, reason, requestId }),
  ])
  .meta({ id: "Result", description: "What became of one change" });

/** What a run prints with `--format json`: the report, what new users need, and the files that the run has written. */
export const reportSchema = z.strictObject({
  ...planMembers,
  ...derivedMembers,
  kind: z.literal("report"),
  summary: z
    .strictObject({
      applied: count.describe("AWS has done them"),
      failed: count.describe("AWS refused, or they were blocked from the start"),
      skipped: count.describe("Never started"),
      outstanding: count.describe("Still in progress at AWS"),
      unchanged: count.describe("Were as they should be"),
    })
    .describe("How many changes ended how"),
  results: z.array(resultSchema).describe("What became of each change"),
  accountIds: z
    .record(z.string(), accountId)
    .describe("The ids of accounts that the plan calls new:NAME, as far as they are there"),
  converged: z
    .boolean()
    .nullable()
    .describe("Whether a new look at AWS found nothing left to do; null when it could not look"),
  firstSignIn: z
    .strictObject({
      settingsPage: page,
      usersPage: page,
      users: z
        .array(z.strictObject({ userName: z.string().describe("What the person signs in with"), page }))
        .describe("The new users, each with the page that resets their password"),
    })
    .describe("What an admin must do before new users can sign in"),
  files: z
    .strictObject({
      handover: file.exactOptional(),
      failed: file.exactOptional(),
      messages: z
        .strictObject({ folder: file, count: count.describe("How many there are") })
        .describe("Messages to people")
        .exactOptional(),
      record: file.exactOptional(),
    })
    .describe("What the run has written"),
});
