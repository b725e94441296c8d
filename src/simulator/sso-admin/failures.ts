import type { Limits } from "../limits.ts";
import { AwsError } from "../operation.ts";
import { isUsable } from "../world/account-readiness.ts";
import type { World } from "../world/world.ts";
import { policyCount } from "./policy-quota.ts";

/** What callers get who start more asynchronous work than may run at a time. */
export function tooManyRequests(): AwsError {
  return new AwsError("ThrottlingException", "There are too many requests processing. Please try again later.");
}

/** Why no role can be reached in an account: it is unknown, not active, or too new. Undefined when it can. */
export function reasonAccountFails(world: World, accountId: string, now: number): string | undefined {
  const account = world.accounts.get(accountId);
  if (account === undefined) {
    return `Received a 404 status error: The AWS account '${accountId}' was not found in the organization.`;
  }
  if (isUsable(account, now)) return undefined;
  return (
    "AWS SSO is unable to complete your request at this time. " +
    `Obtaining permissions to manage your AWS account '${accountId}' takes longer than usual. ` +
    "Please try again in a few minutes. If this problem continues, contact AWS Support."
  );
}

/** Why IAM refuses the role of a permission set: more managed policies than a role can have. Undefined when it does not. */
export function reasonRoleFails(world: World, permissionSetArn: string, limits: Limits): string | undefined {
  const permissionSet = world.permissionSets.get(permissionSetArn);
  if (permissionSet === undefined || policyCount(permissionSet) <= limits.policiesPerRole) return undefined;
  return `Received a 409 status error: Cannot exceed quota for PoliciesPerRole: ${limits.policiesPerRole}`;
}
