import { OnboardError } from "../../../core/errors/onboard-error.ts";
import { describeResource } from "../../../core/state/describe.ts";
import type { Instance } from "../../../core/state/observation.ts";
import type { AccountAssignment } from "../../../core/state/resource.ts";
import { type EndedRequest, explainEndedRequest, refusalOfEnded } from "../../calls/explain-ended-request.ts";

/**
 * The error of an assignment that AWS did not remove: it is there still. After a deletion by SCIM the API removes nothing that
 * was for who is gone. https://github.com/hashicorp/terraform-provider-aws/issues/19341
 */
export function explainRemovalFailure(
  assignment: AccountAssignment,
  ended: EndedRequest,
  instance: Instance,
): OnboardError {
  const { accountId, permissionSet, principal } = assignment;
  const explained = explainEndedRequest({
    operation: "DeleteAccountAssignment",
    doing: `remove ${describeResource(assignment)}`,
    ended,
    site: { instance, place: { accountId, permissionSet, principal } },
    otherwise: "Once the cause is gone, run the same command again: what is removed already stays removed.",
  });
  if (refusalOfEnded(ended)?.kind !== "no-principal") return explained;
  const { kind, message, aws, failureCause } = explained;
  return new OnboardError({
    kind,
    message,
    remedy: `Whom it is for is not in the directory any more, and AWS's API does not remove it then. Remove it in the console of Identity Center: AWS accounts, ${accountId}, Assigned users and groups.`,
    ...(aws === undefined ? {} : { aws }),
    ...(failureCause === undefined ? {} : { failureCause }),
  });
}
