import type { Limits } from "../limits.ts";
import { AwsError } from "../operation.ts";
import { isUsable } from "../world/account-readiness.ts";
import { isAwsManagedPolicy, isServiceRolePolicy } from "../world/aws-managed-policies.ts";
import { hasCustomerManagedPolicy } from "../world/customer-managed-policies.ts";
import type {
  CustomerManagedPolicyReference,
  PermissionSet,
  PermissionsBoundary,
} from "../world/identity-center-records.ts";
import { newUuid } from "../world/ids.ts";
import type { World } from "../world/world.ts";
import { malformedPolicy } from "./policy-grammar.ts";
import { policyCount } from "./policy-quota.ts";

/** What callers get who start more asynchronous work than may run at a time. */
export function tooManyRequests(): AwsError {
  return new AwsError("ThrottlingException", "There are too many requests processing. Please try again later.");
}

/**
 * What provisioning ends with where the last assignment took the role with it, before or meanwhile.
 * https://github.com/cloudposse/terraform-aws-sso/issues/66
 */
export function provisionNotFound(accountId: string): string {
  return `Received a 404 status error: Permission set provision not found in AWS account ${accountId}.`;
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

/**
 * What Identity Center reports when IAM in the target account does not take the role of a permission set: IAM's own words,
 * status and error code. Undefined when it takes it.
 */
export function reasonRoleFails(
  world: World,
  permissionSetArn: string,
  accountId: string,
  limits: Limits,
): string | undefined {
  const permissionSet = world.permissionSets.get(permissionSetArn);
  const refusal = permissionSet && refusalOfIam(world, permissionSet, accountId, limits);
  return refusal && reportOf(world, refusal);
}

/** What IAM answers, and with which status. */
interface Refusal {
  readonly status: number;
  readonly code: string;
  readonly message: string;
}

function refusalOfIam(
  world: World,
  permissionSet: PermissionSet,
  accountId: string,
  { policiesPerRole }: Limits,
): Refusal | undefined {
  const { managedPolicies, customerManagedPolicies, permissionsBoundary, inlinePolicy } = permissionSet;
  const [, partition = "aws"] = permissionSet.arn.split(":");
  const arnOf = ({ Name, Path }: CustomerManagedPolicyReference) =>
    `arn:${partition}:iam::${accountId}:policy${Path}${Name}`;
  const missing = customerManagedPolicies.find(
    (reference) => !hasCustomerManagedPolicy(world.customerManagedPolicies, accountId, reference),
  );
  if (missing !== undefined) return noSuchEntity(`Policy ${arnOf(missing)} does not exist or is not attachable.`);
  const boundary = missingBoundary(world, accountId, permissionsBoundary, partition);
  if (boundary !== undefined) return noSuchEntity(`Scope ARN: ${boundary} does not exist or is not attachable.`);
  if (managedPolicies.some(({ Arn }) => isServiceRolePolicy(Arn))) {
    const message = "Cannot attach a Service Role Policy to a Customer Role.";
    return { status: 400, code: "PolicyNotAttachable", message };
  }
  if (policyCount(permissionSet) > policiesPerRole) {
    const message = `Cannot exceed quota for PoliciesPerRole: ${policiesPerRole}`;
    return { status: 409, code: "LimitExceeded", message };
  }
  const complaint = inlinePolicy === undefined ? undefined : malformedPolicy(inlinePolicy);
  return complaint === undefined ? undefined : { status: 400, code: "MalformedPolicyDocument", message: complaint };
}

function noSuchEntity(message: string): Refusal {
  return { status: 404, code: "NoSuchEntity", message };
}

/** The ARN of a boundary that there is not. */
function missingBoundary(
  world: World,
  accountId: string,
  boundary: PermissionsBoundary | undefined,
  partition: string,
): string | undefined {
  if (boundary === undefined) return undefined;
  if ("ManagedPolicyArn" in boundary) {
    return isAwsManagedPolicy(world, boundary.ManagedPolicyArn, partition) ? undefined : boundary.ManagedPolicyArn;
  }
  const { CustomerManagedPolicyReference: reference } = boundary;
  if (hasCustomerManagedPolicy(world.customerManagedPolicies, accountId, reference)) return undefined;
  return `arn:${partition}:iam::${accountId}:policy${reference.Path}${reference.Name}`;
}

/** `Received a 404 status error: … (Service: AmazonIdentityManagement; Status Code: 404; Error Code: NoSuchEntity; …)` */
function reportOf(world: World, { status, code, message }: Refusal): string {
  const details = `Status Code: ${status}; Error Code: ${code}; Request ID: ${newUuid(world)}; Proxy: null`;
  return `Received a ${status} status error: ${message} (Service: AmazonIdentityManagement; ${details})`;
}
