import * as z from "zod";
import { accountIdOrReference, groupName, permissionSetName, userName } from "./name-schemas.ts";

export const accountAssignmentSchema = z.strictObject({
  kind: z.literal("AccountAssignment"),
  accountId: accountIdOrReference,
  permissionSet: permissionSetName,
  principal: z
    .discriminatedUnion("type", [
      z.strictObject({ type: z.literal("USER"), name: userName }),
      z.strictObject({ type: z.literal("GROUP"), name: groupName }),
    ])
    .describe("Who is assigned"),
});
