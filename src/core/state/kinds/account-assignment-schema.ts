import * as z from "zod";
import { accountIdOrReference, groupName, permissionSetName, userName } from "./name-schemas.ts";

/** Only of what is to be removed: nobody assigns to who is not there. */
const gone = z
  .literal(true)
  .describe("Whoever it was for is not in the directory any more: the name is the id that AWS still lists")
  .exactOptional();

export const accountAssignmentSchema = z.strictObject({
  kind: z.literal("AccountAssignment"),
  accountId: accountIdOrReference,
  permissionSet: permissionSetName,
  principal: z
    .discriminatedUnion("type", [
      z.strictObject({ type: z.literal("USER"), name: userName, gone }),
      z.strictObject({ type: z.literal("GROUP"), name: groupName, gone }),
    ])
    .describe("Who is assigned"),
});
