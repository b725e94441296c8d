import * as z from "zod";
import { accountAssignmentSchema } from "./kinds/account-assignment-schema.ts";
import { accountSchema } from "./kinds/account-schema.ts";
import { bootstrapSchema } from "./kinds/bootstrap-schema.ts";
import { groupMembershipSchema } from "./kinds/group-membership-schema.ts";
import { groupSchema } from "./kinds/group-schema.ts";
import { permissionSetProvisioningSchema } from "./kinds/permission-set-provisioning-schema.ts";
import { permissionSetSchema } from "./kinds/permission-set-schema.ts";
import { userSchema } from "./kinds/user-schema.ts";

/**
 * A resource in a plan or a report, which may come from a file that somebody else wrote. It stands apart from the table
 * of kinds so that whoever reads no such file does not load zod.
 */
export const resourceSchema = z
  .discriminatedUnion("kind", [
    accountSchema,
    userSchema,
    groupSchema,
    groupMembershipSchema,
    permissionSetSchema,
    accountAssignmentSchema,
    permissionSetProvisioningSchema,
    bootstrapSchema,
  ])
  .meta({ id: "Resource", description: "Something in Identity Center or in the organization, by its names" });
