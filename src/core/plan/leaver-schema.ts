import * as z from "zod";
import { accountId, permissionSetName, userName } from "../state/kinds/name-schemas.ts";
import { boundedText } from "../text/ruled-text.ts";

const waySchema = z.strictObject({
  group: boundedText(1024, "The group through which; absent for an assignment of the person's own").exactOptional(),
  goes: z.boolean().describe("The plan takes this way"),
});

const heldSchema = z.strictObject({
  accountId,
  accountName: boundedText(256, "The account's name, or its id when the name is not known"),
  permissionSet: permissionSetName,
  sessionDuration: boundedText(
    100,
    "How long a session lasts: ISO 8601; absent where it could not be read",
  ).exactOptional(),
  named: z
    .boolean()
    .describe("It was asked to go; the rest of what the person has is here to tell why something stays"),
  ways: z.array(waySchema).max(1000).describe("By what the person has it"),
});

/** Somebody from whom a plan takes access, and all that they have before. */
export const leaverSchema = z.strictObject({
  userName,
  line: z.int().positive().describe("The row of the file that names the person").exactOptional(),
  file: boundedText(4096, "The file of that row, where there are several").exactOptional(),
  page: boundedText(2048, "The person's page of the console, where sessions are ended and the user is disabled").regex(
    /^https:\/\/[\w.-]+\//,
  ),
  external: z.boolean().describe("The user comes from an external directory"),
  externalGroups: z
    .array(boundedText(1024, "A group"))
    .max(10_000)
    .describe("Those of the person's groups that come from an external directory; absent where there are none")
    .exactOptional(),
  held: z.array(heldSchema).max(100_000).describe("Each permission set in each account that the person has"),
});
