import type { Limits } from "../limits.ts";
import { AwsError } from "../operation.ts";
import type { PermissionSet } from "../world/identity-center-records.ts";

/** How many policies a permission set has of the kinds that count against one quota: AWS managed and customer managed. */
export function policyCount({ managedPolicies, customerManagedPolicies }: PermissionSet): number {
  return managedPolicies.length + customerManagedPolicies.length;
}

/** Throws ServiceQuotaExceededException when a permission set has no room for another policy. */
export function checkPolicyQuota(permissionSet: PermissionSet, { policiesPerPermissionSet }: Limits): void {
  if (policyCount(permissionSet) < policiesPerPermissionSet) return;
  throw new AwsError(
    "ServiceQuotaExceededException",
    `You have exceeded the number of managed policies allowed in a permission set: ${policiesPerPermissionSet}.`,
  );
}
