import type { AccountAssignmentOperationStatus } from "@aws-sdk/client-sso-admin";
import { OnboardError } from "../../../core/errors/onboard-error.ts";
import type { Instance } from "../../../core/state/observation.ts";
import type { AccountAssignment } from "../../../core/state/resource.ts";
import { visibleText } from "../../../core/text/visible-text.ts";

/** Reasons AWS gives for a FAILED assignment, as users report them, and what helps. The first that matches counts. */
const REMEDIES: readonly { readonly reason: RegExp; readonly remedy: string }[] = [
  {
    reason: /403|access denied by iam|not authorized/i,
    remedy:
      "In the management account Identity Center acts with your own IAM permissions: see docs/permissions.md for the iam: actions it needs there. In a member account, a service control policy or a deleted service-linked role can be the cause.",
  },
  {
    reason: /longer than usual|suspended|closed/i,
    remedy:
      "The account is suspended, closing or brand new. Check it in AWS Organizations, wait some minutes, then run the failed rows again.",
  },
  {
    reason: /quota|limit ?exceeded|cannot exceed|maximum/i,
    remedy:
      "The account has reached an IAM quota (roles per account, or managed policies per role). Raise it in Service Quotas of that account, then run the failed rows again.",
  },
];

/** SUCCEEDED is never assumed: what AWS gives as FailureReason is kept word for word beside what helps. */
export function explainAssignmentFailure(
  assignment: AccountAssignment,
  status: AccountAssignmentOperationStatus,
  instance: Instance,
): OnboardError {
  const reason = visibleText(status.FailureReason ?? "AWS gave no reason");
  const known = REMEDIES.find((entry) => entry.reason.test(reason))?.remedy;
  const management =
    assignment.accountId === instance.managementAccountId ? " It is the organization's management account." : "";
  return new OnboardError({
    kind: "failed",
    message: `AWS could not assign ${assignment.permissionSet} in account ${assignment.accountId}: ${reason.replace(/\.?$/, ".")}${management}`,
    remedy: known ?? "Once the cause is gone, run the failed rows again.",
    aws: {
      name: "FAILED",
      message: reason,
      operation: "CreateAccountAssignment",
      ...(status.RequestId === undefined ? {} : { requestId: status.RequestId }),
    },
  });
}
