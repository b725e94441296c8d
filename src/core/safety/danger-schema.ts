import * as z from "zod";
import type { Immutable } from "../text/immutable.ts";
import { boundedText } from "../text/ruled-text.ts";
import { DANGER_NAMES } from "./danger.ts";

export const dangerSchema = z.strictObject({
  name: z.enum(DANGER_NAMES).describe("What --allow names"),
  count: z.int().nonnegative().describe("How many changes, accounts or policies it is about"),
  message: boundedText(20_000, "What would happen, with the number and the threshold"),
});

/** Something in a plan that a reviewer must have seen, with its number in the message. Plain JSON. */
export type Danger = Immutable<z.output<typeof dangerSchema>>;
