import * as z from "zod";
import { boundedText } from "../text/ruled-text.ts";
import { changeSchema } from "./change-schema.ts";
import { failureCauseSchema } from "./failure-cause-schema.ts";

const reason = boundedText(20_000, "Why, in words");
const requestId = boundedText(200, "AWS's id of the request").exactOptional();

/**
 * What became of one change. `failed`: AWS refused, or the change was blocked from the start. `skipped`: never started, since
 * what it depends on is not there, AWS refused another for a cause that it would meet as well, or the run was interrupted before its turn. `outstanding`: started, and still in progress
 * at AWS when the run ended; without a request id AWS's answer was lost, and it may be done or not.
 */
export const resultSchema = z
  .discriminatedUnion("outcome", [
    z.strictObject({
      outcome: z.literal("applied"),
      change: changeSchema,
      requestId,
      already: z
        .literal(true)
        .describe("It was so when the run came to it: somebody else has done it meanwhile")
        .exactOptional(),
      unseen: z.literal(true).describe("AWS has said so, and a later look does not show it").exactOptional(),
    }),
    z.strictObject({
      outcome: z.literal("failed"),
      change: changeSchema,
      reason,
      remedy: boundedText(20_000, "What to do about it"),
      awsError: boundedText(200, "AWS's name of the error").exactOptional(),
      awsCode: boundedText(200, "What AWS adds to the name: a reason, or the code of another service").exactOptional(),
      cause: failureCauseSchema.exactOptional(),
      requestId,
    }),
    z.strictObject({
      outcome: z.literal("skipped"),
      change: changeSchema,
      reason,
      remedy: boundedText(20_000, "Where AWS refused another for the same cause: what to do about it").exactOptional(),
      cause: failureCauseSchema.exactOptional(),
    }),
    z.strictObject({ outcome: z.literal("outstanding"), change: changeSchema, reason, requestId }),
  ])
  .meta({ id: "Result", description: "What became of one change" });
