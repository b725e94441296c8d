import type { OnboardError } from "../../../core/errors/onboard-error.ts";
import type { Instance } from "../../../core/state/observation.ts";
import type { AccountAssignment } from "../../../core/state/resource.ts";
import { type EndedRequest, explainEndedRequest } from "../../calls/explain-ended-request.ts";

/** Where AWS ended an assignment, and what was found out of it then. */
export interface AssignmentSite {
  readonly instance: Instance;
  /** Whether the directory has who is assigned; absent when nobody asked. */
  readonly isPrincipalThere?: boolean;
}

/** The error of an assignment that AWS did not make. SUCCEEDED is never assumed. */
export function explainAssignmentFailure(
  { accountId, permissionSet, principal }: AccountAssignment,
  ended: EndedRequest,
  site: AssignmentSite,
): OnboardError {
  return explainEndedRequest({
    operation: "CreateAccountAssignment",
    doing: `assign ${permissionSet} in account ${accountId}`,
    ended,
    site: { ...site, place: { accountId, permissionSet, principal } },
    otherwise: "Once the cause is gone, run the failed rows again.",
  });
}
