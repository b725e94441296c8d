import * as z from "zod";
import { INSTANCE_ARN } from "../aws/ids.ts";
import { regionFault } from "../aws/regions.ts";
import { changeSchema } from "../state/change-schema.ts";
import { accountId, accountReference } from "../state/kinds/name-schemas.ts";
import { boundedText, ruledText } from "../text/ruled-text.ts";

/** A key, and AWS's id behind it. */
const ids = z.record(boundedText(4096, "A key"), boundedText(256, "An id or ARN"));
const time = z.iso.datetime().describe("When it was written");

/** What a run record begins with: where the run was, and what for. Records of before undo have less. */
export const startEntrySchema = z.object({
  event: z.literal("start"),
  time,
  version: boundedText(64, "The version of the program"),
  simulated: z.literal(true).exactOptional(),
  purpose: z.enum(["onboard", "leave", "undo"]),
  undoes: boundedText(256, "The record that this run took back").exactOptional(),
  instanceArn: boundedText(128, "ARN of the Identity Center instance").regex(INSTANCE_ARN),
  region: ruledText(regionFault, 64, "Its primary Region"),
});

/**
 * A line of a run record as far as it says what to take back. It may have been written by anybody, so nothing of it is taken on
 * trust; members that are only for readers are left out.
 */
export const recordEntrySchema = z.discriminatedUnion("event", [
  startEntrySchema,
  z.object({
    event: z.literal("begin"),
    key: boundedText(4096, "Identifies the resource"),
    whole: changeSchema.describe("The change, with what was there before"),
    ids: ids.exactOptional(),
  }),
  z.object({
    event: z.literal("change"),
    key: boundedText(4096, "Identifies the resource"),
    outcome: z.enum(["applied", "failed", "skipped", "outstanding"]),
    already: z.literal(true).exactOptional(),
    ids: ids.exactOptional(),
  }),
  z.object({ event: z.literal("account"), reference: accountReference, id: accountId }),
  z.object({ event: z.literal("first-sign-in") }),
  z.object({
    event: z.literal("end"),
    converged: z.boolean().nullable().describe("AWS shows all that was wanted; null: nobody looked").exactOptional(),
    interrupted: z.literal(true).exactOptional(),
  }),
]);
