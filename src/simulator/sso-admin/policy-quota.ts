import type { PermissionSet } from "../world/identity-center-records.ts";

/** How many policies a permission set has of the kinds that count against one quota: AWS managed and customer managed. */
export function policyCount({ managedPolicies, customerManagedPolicies }: PermissionSet): number {
  return managedPolicies.length + customerManagedPolicies.length;
}
