import { AwsError, type Operation } from "../operation.ts";
import { type PageRequest, paginate } from "../paginate.ts";
import { type PermissionSetInput, permissionSetOf, permissionSetToChange, replacePermissionSet } from "./access.ts";
import { checkPolicyQuota } from "./policy-quota.ts";

interface ManagedPolicyInput extends PermissionSetInput {
  readonly ManagedPolicyArn: string;
}

/** AWS managed policies of a permission set. */
export const managedPolicyOperations = {
  AttachManagedPolicyToPermissionSet: (input: ManagedPolicyInput, context) => {
    const { ManagedPolicyArn } = input;
    const permissionSet = permissionSetToChange(context, input, "AttachManagedPolicyToPermissionSet");
    checkPolicyExists(ManagedPolicyArn, permissionSet.arn);
    if (permissionSet.managedPolicies.some(({ Arn }) => Arn === ManagedPolicyArn)) {
      throw new AwsError(
        "ConflictException",
        `The managed policy ${ManagedPolicyArn} is already attached to the permission set.`,
      );
    }
    checkPolicyQuota(permissionSet, context.limits);
    const policy = { Name: nameOf(ManagedPolicyArn), Arn: ManagedPolicyArn };
    replacePermissionSet(context, {
      ...permissionSet,
      managedPolicies: [...permissionSet.managedPolicies, policy],
    });
    return {};
  },

  DetachManagedPolicyFromPermissionSet: (input: ManagedPolicyInput, context) => {
    const permissionSet = permissionSetToChange(context, input, "DetachManagedPolicyFromPermissionSet");
    const managedPolicies = permissionSet.managedPolicies.filter(({ Arn }) => Arn !== input.ManagedPolicyArn);
    if (managedPolicies.length === permissionSet.managedPolicies.length) {
      throw new AwsError(
        "ResourceNotFoundException",
        `The managed policy ${input.ManagedPolicyArn} is not attached to the permission set.`,
      );
    }
    replacePermissionSet(context, { ...permissionSet, managedPolicies });
    return {};
  },

  ListManagedPoliciesInPermissionSet: (input: PermissionSetInput & PageRequest, context) => {
    const { managedPolicies } = permissionSetOf(context, input, "ListManagedPoliciesInPermissionSet");
    const { items, nextToken } = paginate(managedPolicies, ({ Arn }) => Arn, input);
    return { AttachedManagedPolicies: items, NextToken: nextToken };
  },
} satisfies Record<string, Operation>;

/**
 * Where well-known AWS managed policies live. AWS has over a thousand; a name that is not here is taken to exist under
 * the path that was asked for, but these are known to exist nowhere else.
 * https://docs.aws.amazon.com/aws-managed-policy/latest/reference/policy-list.html
 */
const paths: ReadonlyMap<string, string> = new Map([
  ["AmplifyBackendDeployFullAccess", "/service-role/"],
  ["AdministratorAccess-Amplify", "/"],
  ["AdministratorAccess", "/"],
  ["PowerUserAccess", "/"],
  ["ReadOnlyAccess", "/"],
  ["SecurityAudit", "/"],
  ["IAMFullAccess", "/"],
  ["AmazonS3FullAccess", "/"],
  ["AmazonS3ReadOnlyAccess", "/"],
  ["AWSCloudFormationFullAccess", "/"],
  ["ViewOnlyAccess", "/job-function/"],
  ["Billing", "/job-function/"],
  ["SystemAdministrator", "/job-function/"],
  ["NetworkAdministrator", "/job-function/"],
  ["DatabaseAdministrator", "/job-function/"],
]);

/** Throws ResourceNotFoundException for a policy of another partition or one that lives under another path. */
function checkPolicyExists(policyArn: string, permissionSetArn: string): void {
  const name = nameOf(policyArn);
  const [, partition] = permissionSetArn.split(":");
  const known = paths.get(name);
  const expected = `arn:${partition}:iam::aws:policy${known ?? pathOf(policyArn)}${name}`;
  if (policyArn === expected) return;
  throw new AwsError("ResourceNotFoundException", `Policy ${policyArn} does not exist or is not attachable.`);
}

function nameOf(policyArn: string): string {
  return policyArn.slice(policyArn.lastIndexOf("/") + 1);
}

function pathOf(policyArn: string): string {
  return policyArn.slice(policyArn.indexOf("/"), policyArn.lastIndexOf("/") + 1);
}
