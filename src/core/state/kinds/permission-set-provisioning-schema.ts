import * as z from "zod";
import { ALL_PROVISIONED_ACCOUNTS } from "../all-provisioned-accounts.ts";
import { accountId, permissionSetName } from "./name-schemas.ts";

export const permissionSetProvisioningSchema = z.strictObject({
  kind: z.literal("PermissionSetProvisioning"),
  permissionSet: permissionSetName,
  target: z
    .union([accountId, z.literal(ALL_PROVISIONED_ACCOUNTS)])
    .describe("An account's id, or every account that has the permission set"),
});
