import * as z from "zod";

/** What AWS said of a failure, as documents have it. */
export const awsWordsSchema = z
  .strictObject({
    name: z.string().describe("AWS's name of the error"),
    message: z.string().describe("What AWS said"),
    code: z.string().describe("What AWS adds to the name: a reason, or the code of another service").exactOptional(),
    status: z.int().describe("The HTTP status").exactOptional(),
    requestId: z.string().describe("AWS's id of the request").exactOptional(),
    operation: z.string().describe("The operation that was called").exactOptional(),
  })
  .describe("What AWS said");
