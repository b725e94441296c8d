import { pathAndName } from "../aws/policy-name.ts";
import type { PermissionSet } from "./resource.ts";

/** Policies by name: ARNs of managed ones, path and name of customer managed ones. */
export interface Policies {
  readonly managed: readonly string[];
  readonly customer: readonly string[];
}

/** The policies that one permission set has and the other has not. */
export function extraPolicies(one: PermissionSet, other: PermissionSet): Policies {
  return {
    managed: one.managedPolicies.filter((arn) => !other.managedPolicies.includes(arn)),
    customer: customerPolicies(one).filter((policy) => !customerPolicies(other).includes(policy)),
  };
}

function customerPolicies({ customerManagedPolicies }: PermissionSet): readonly string[] {
  return customerManagedPolicies.map(pathAndName);
}

/** The ARNs of the AWS managed policies that a permission set has, its boundary included. */
export function awsPoliciesOf({
  managedPolicies = [],
  permissionsBoundary: boundary,
}: Partial<PermissionSet>): readonly string[] {
  const limit = boundary !== undefined && "managedPolicyArn" in boundary ? [boundary.managedPolicyArn] : [];
  return [...managedPolicies, ...limit];
}
