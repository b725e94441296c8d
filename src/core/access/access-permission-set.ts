import { isControlTowers } from "../aws/control-tower.ts";
import { pathAndName, policyName } from "../aws/policy-name.ts";
import { isAdministrator, powersOf } from "../safety/permission-set-power.ts";
import { isOurs } from "../state/ownership.ts";
import type { PermissionSet } from "../state/resource.ts";
import type { AccessPermissionSet } from "./access.ts";

/** What a reviewer has to know of a permission set that could be read; without its tags nobody knows whose it is. */
export function accessPermissionSet(arn: string, set: PermissionSet, tellsTags: boolean): AccessPermissionSet {
  const { kind: _, ...content } = set;
  return {
    arn,
    name: set.name,
    sessionDuration: set.sessionDuration,
    policies: policiesOf(set),
    administrator: isAdministrator(set),
    powers: powersOf(set),
    ours: !tellsTags ? "unknown" : isOurs(set) ? "yes" : "no",
    ...(isControlTowers(set.name) ? { managedBy: "control-tower" } : {}),
    content,
  };
}

/** Its policies as people call them. */
function policiesOf(set: PermissionSet): readonly string[] {
  const { managedPolicies, customerManagedPolicies, inlinePolicy, permissionsBoundary: boundary } = set;
  return [
    ...managedPolicies.map(policyName),
    ...customerManagedPolicies.map((policy) => `${pathAndName(policy)} (customer managed)`),
    ...(inlinePolicy === undefined ? [] : ["inline policy"]),
    ...(boundary === undefined ? [] : [`${boundaryName(boundary)} (permissions boundary)`]),
  ];
}

function boundaryName(boundary: NonNullable<PermissionSet["permissionsBoundary"]>): string {
  return "managedPolicyArn" in boundary
    ? policyName(boundary.managedPolicyArn)
    : pathAndName(boundary.customerManagedPolicy);
}
