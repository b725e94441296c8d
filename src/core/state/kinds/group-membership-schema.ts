import * as z from "zod";
import { groupName, userName } from "./name-schemas.ts";

export const groupMembershipSchema = z.strictObject({
  kind: z.literal("GroupMembership"),
  group: groupName,
  userName,
});
