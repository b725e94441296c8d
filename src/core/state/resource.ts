import type * as z from "zod";
import type { Immutable } from "../text/immutable.ts";
import type { accountAssignmentSchema } from "./kinds/account-assignment-schema.ts";
import type { accountSchema } from "./kinds/account-schema.ts";
import type { bootstrapSchema } from "./kinds/bootstrap-schema.ts";
import type { groupMembershipSchema } from "./kinds/group-membership-schema.ts";
import type { groupSchema } from "./kinds/group-schema.ts";
import type { permissionSetProvisioningSchema } from "./kinds/permission-set-provisioning-schema.ts";
import type { permissionSetSchema } from "./kinds/permission-set-schema.ts";
import type { userSchema } from "./kinds/user-schema.ts";

/**
 * An AWS account of the organization that the team file asks for as `new`. AWS gives it its id, so it is known by a
 * reference of ours, and found again by the address of its root user, which no two accounts share.
 */
export type Account = Immutable<z.infer<typeof accountSchema>>;

/** A person in the Identity Center directory. Keyed by user name, which can never change. */
export type User = Immutable<z.infer<typeof userSchema>>;

export type Group = Immutable<z.infer<typeof groupSchema>>;

export type GroupMembership = Immutable<z.infer<typeof groupMembershipSchema>>;

/** A permission set. An absent optional member means "leave it as it is" when desired, "AWS has none" when observed. */
export type PermissionSet = Immutable<z.infer<typeof permissionSetSchema>>;

export type CustomerManagedPolicy = PermissionSet["customerManagedPolicies"][number];

export type PermissionsBoundary = NonNullable<PermissionSet["permissionsBoundary"]>;

/** A permission set in an account, for a user or for everybody in a group. */
export type AccountAssignment = Immutable<z.infer<typeof accountAssignmentSchema>>;

/** Who is assigned, by the user name or the group's display name; by the id who is not in the directory any more. */
export interface Principal {
  readonly type: "USER" | "GROUP";
  readonly name: string;
  readonly gone?: true;
}

/** Whether the role of a permission set in accounts that already have it is at the set's latest version. */
export type PermissionSetProvisioning = Immutable<z.infer<typeof permissionSetProvisioningSchema>>;

/** The CDK's bootstrap stack in one Region of an account, under the qualifier that ampx looks for. */
export type Bootstrap = Immutable<z.infer<typeof bootstrapSchema>>;

export type Resource =
  | Account
  | User
  | Group
  | GroupMembership
  | PermissionSet
  | AccountAssignment
  | PermissionSetProvisioning
  | Bootstrap;

export type Kind = Resource["kind"];

/** The resource of a kind. */
export type OfKind<One extends Kind> = Extract<Resource, { readonly kind: One }>;

/** Identifies a resource by its names; two runs, and desired and observed, agree on it. */
export type ResourceKey = string & { readonly __brand?: "ResourceKey" };

/** Desired and observed are the same type, so that they can be compared. */
export type State = ReadonlyMap<ResourceKey, Resource>;
