import { AwsError, type Context, type Operation } from "../operation.ts";
import { type PageRequest, paginate } from "../paginate.ts";
import { isAwsManagedPolicy, policyNameOf } from "../world/aws-managed-policies.ts";
import { type PermissionSetInput, permissionSetOf, permissionSetToChange, replacePermissionSet } from "./access.ts";
import { policyCount } from "./policy-quota.ts";

interface ManagedPolicyInput extends PermissionSetInput {
  readonly ManagedPolicyArn: string;
}

/**
 * AWS managed policies of a permission set. The sentences are AWS's, its spelling included; moto has most of them:
 * https://github.com/getmoto/moto/blob/master/moto/ssoadmin/models.py
 */
export const managedPolicyOperations = {
  AttachManagedPolicyToPermissionSet: (input: ManagedPolicyInput, context) => {
    const { ManagedPolicyArn } = input;
    const permissionSet = permissionSetToChange(context, input, "AttachManagedPolicyToPermissionSet");
    checkPolicyExists(context, ManagedPolicyArn, permissionSet.arn);
    if (permissionSet.managedPolicies.some(({ Arn }) => Arn === ManagedPolicyArn)) {
      throw new AwsError(
        "ConflictException",
        `Permission set with id ${idOf(permissionSet.arn)} already has a typed link attachment to a manged policy with arn ${ManagedPolicyArn}`,
      );
    }
    const { policiesPerPermissionSet } = context.limits;
    if (policyCount(permissionSet) >= policiesPerPermissionSet) {
      throw new AwsError(
        "ServiceQuotaExceededException",
        `You have exceeded AWS SSO limits. Cannot create ManagedPolicy more than ${policiesPerPermissionSet} for id ` +
          `${idOf(permissionSet.arn)}. Please refer to https://docs.aws.amazon.com/singlesignon/latest/userguide/limits.html`,
      );
    }
    const policy = { Name: policyNameOf(ManagedPolicyArn), Arn: ManagedPolicyArn };
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
        `Could not find ManagedPolicy with arn ${input.ManagedPolicyArn}`,
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

function idOf(permissionSetArn: string): string {
  return permissionSetArn.slice(permissionSetArn.lastIndexOf("/") + 1);
}

/** Throws ResourceNotFoundException for a policy that AWS does not have, or has in another partition or under another path. */
function checkPolicyExists({ world }: Context, policyArn: string, permissionSetArn: string): void {
  const [, partition = "aws"] = permissionSetArn.split(":");
  if (isAwsManagedPolicy(world, policyArn, partition)) return;
  throw new AwsError("ResourceNotFoundException", `Policy does not exist with ARN: ${policyArn}`);
}
