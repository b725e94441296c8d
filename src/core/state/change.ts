import { isReference } from "./account-reference.ts";
import type { Resource, ResourceKey } from "./resource.ts";
import { keyOf } from "./resource.ts";

/** Why a change cannot be made, and what a person must do about it first. */
export interface Blocker {
  readonly reason: string;
  readonly remedy: string;
}

/**
 * One thing that AWS lacks or has differently. Plain JSON: a plan is saved, reviewed and compared.
 * A blocked change is part of the plan so that it is seen, reported and counted; it is never sent to AWS.
 */
export type Change =
  | {
      readonly action: "create";
      readonly key: ResourceKey;
      readonly before: null;
      readonly after: Resource;
      readonly blocked?: Blocker;
    }
  | {
      readonly action: "update";
      readonly key: ResourceKey;
      readonly before: Resource;
      readonly after: Resource;
      readonly blocked?: Blocker;
    };

/**
 * What must be there before this resource can be made: an assignment needs its account, its principal and its permission
 * set, a membership its user and its group, a re-provisioning the permission set it provisions, a bootstrap its account.
 */
export function dependenciesOf(resource: Resource): readonly ResourceKey[] {
  switch (resource.kind) {
    case "Account":
    case "User":
    case "Group":
    case "PermissionSet":
      return [];
    case "GroupMembership":
      return [userKey(resource.userName), groupKey(resource.group)];
    case "PermissionSetProvisioning":
      return [permissionSetKey(resource.permissionSet)];
    case "AccountAssignment": {
      const { type, name } = resource.principal;
      return [
        ...accountKeys(resource.accountId),
        type === "USER" ? userKey(name) : groupKey(name),
        permissionSetKey(resource.permissionSet),
      ];
    }
    case "Bootstrap":
      return accountKeys(resource.accountId);
    default:
      return resource satisfies never;
  }
}

/** The key of the account that a reference stands for; none for an id, behind which there is an account already. */
export function accountKeys(accountId: string): readonly ResourceKey[] {
  return isReference(accountId) ? [accountKey(accountId)] : [];
}

/** The key of the account with this reference. */
export function accountKey(reference: string): ResourceKey {
  return keyOf({ kind: "Account", reference, name: "", email: "", accessRole: "", tags: {} });
}

/** The key of the user with this user name. */
export function userKey(userName: string): ResourceKey {
  return keyOf({ kind: "User", userName, email: "", givenName: "", familyName: "", displayName: "" });
}

/** The key of the group with this display name. */
export function groupKey(displayName: string): ResourceKey {
  return keyOf({ kind: "Group", displayName });
}

/** The key of the permission set with this name. */
export function permissionSetKey(name: string): ResourceKey {
  return keyOf({
    kind: "PermissionSet",
    name,
    sessionDuration: "",
    managedPolicies: [],
    customerManagedPolicies: [],
    tags: {},
  });
}
