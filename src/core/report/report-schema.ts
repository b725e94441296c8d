import * as z from "zod";
import { planMembers } from "../plan/plan-schema.ts";
import { derivedSchemas } from "../readiness/readiness-schema.ts";
import { accountId } from "../state/kinds/name-schemas.ts";
import { resultSchema } from "../state/result-schema.ts";
import { nextMember } from "../text/schema-member.ts";

const count = z.int().nonnegative();
const page = z.url().describe("A page of the AWS console");
const file = z.string().describe("A path, as the run was given it");

/** What a run prints with `--format json`: the report, what new users need, and the files that the run has written. */
export const reportSchema = z.strictObject({
  ...planMembers,
  ...derivedSchemas,
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
  sessions: z
    .array(
      z.strictObject({
        userName: z.string().describe("Who"),
        permissionSet: z.string().describe("By which permission set that was taken away"),
        until: z.iso.datetime().describe("The end of the longest session that can have begun before"),
        ended: z.literal(true).describe("The run has ended it: it works for some minutes at most").exactOptional(),
      }),
    )
    .describe("Until when people may still act by credentials that they have already; absent where nobody leaves")
    .exactOptional(),
  setUp: z
    .array(
      z.strictObject({
        email: z.string().describe("Whose"),
        command: z.string().describe("It holds their part of the handover, which is no secret"),
      }),
    )
    .describe("The line that sets up each person's machine; left out where people are not named")
    .exactOptional(),
  files: z
    .strictObject({
      handover: file.exactOptional(),
      handoverWithout: count.describe("From how many people something was taken out of the handover").exactOptional(),
      failed: file.exactOptional(),
      firstSignIn: z
        .strictObject({ html: file, csv: file, count: count.describe("How many people are in them") })
        .describe("The pages that let new users in, one for each")
        .exactOptional(),
      messages: z
        .strictObject({ folder: file, count: count.describe("How many there are") })
        .describe("Messages to people")
        .exactOptional(),
      record: file.exactOptional(),
    })
    .describe("What the run has written"),
  next: nextMember,
});
