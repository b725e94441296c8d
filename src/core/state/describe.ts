import type { Change } from "./change.ts";
import { ALL_PROVISIONED_ACCOUNTS, type Resource } from "./resource.ts";

/** A resource in a few words, for sentences: `user ana@example.com`. */
export function describeResource(resource: Resource): string {
  switch (resource.kind) {
    case "Account":
      return `account ${resource.name}`;
    case "User":
      return `user ${resource.userName}`;
    case "Group":
      return `group ${resource.displayName}`;
    case "GroupMembership":
      return `${resource.userName} in group ${resource.group}`;
    case "PermissionSet":
      return `permission set ${resource.name}`;
    case "AccountAssignment":
      return `${resource.permissionSet} in account ${resource.accountId} for ${resource.principal.name}`;
    case "PermissionSetProvisioning":
      return resource.target === ALL_PROVISIONED_ACCOUNTS
        ? `${resource.permissionSet} in all accounts that have it`
        : `${resource.permissionSet} in account ${resource.target}`;
    case "Bootstrap":
      return `the CDK bootstrap of account ${resource.accountId} in ${resource.region}`;
    default:
      return resource satisfies never;
  }
}

/** What making a change is called, for errors: "creating user ana@example.com". */
export function describeChange({ action, after }: Change): string {
  const what = describeResource(after);
  switch (after.kind) {
    case "PermissionSetProvisioning":
      return `provisioning ${what}`;
    case "AccountAssignment":
      return `assigning ${what}`;
    case "GroupMembership":
      return `putting ${what}`;
    case "Account":
      return action === "create" ? `creating ${what}` : `moving ${what}`;
    default:
      return `${action === "create" ? "creating" : "updating"} ${what}`;
  }
}
