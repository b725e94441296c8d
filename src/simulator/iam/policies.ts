import { createHash } from "node:crypto";
import { AwsError, type Context } from "../operation.ts";
import { isAwsManagedPolicy, policyNameOf } from "../world/aws-managed-policies.ts";
import { hasCustomerManagedPolicy } from "../world/customer-managed-policies.ts";

/** Whether a policy is there: AWS's, or one of the account that asks. https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetPolicy.html */
export function getPolicy({ PolicyArn }: { readonly PolicyArn: string }, context: Context): Record<string, unknown> {
  const name = policyNameOf(PolicyArn);
  const path = PolicyArn.slice(PolicyArn.indexOf("/"), PolicyArn.lastIndexOf("/") + 1);
  if (!isThere(PolicyArn, { Name: name, Path: path }, context)) {
    throw new AwsError("NoSuchEntity", `Policy ${PolicyArn} was not found.`, {}, 404);
  }
  return {
    Policy: {
      PolicyName: name,
      PolicyId: `ANPA${createHash("sha256").update(PolicyArn).digest("hex").slice(0, 17).toUpperCase()}`,
      Arn: PolicyArn,
      Path: path,
      DefaultVersionId: "v1",
      AttachmentCount: 0,
      IsAttachable: true,
      CreateDate: "2015-02-06T18:39:46Z",
    },
  };
}

function isThere(arn: string, reference: { readonly Name: string; readonly Path: string }, context: Context): boolean {
  const { world, caller } = context;
  const [, partition = "aws"] = world.caller.arn.split(":");
  if (arn.startsWith(`arn:${partition}:iam::${caller.accountId}:policy/`)) {
    return hasCustomerManagedPolicy(world.customerManagedPolicies, caller.accountId, reference);
  }
  return isAwsManagedPolicy(world, arn, partition);
}
