import { classify } from "../../../aws/aws-error.ts";
import type { OnboardError } from "../../../core/errors/onboard-error.ts";
import type { Instance } from "../../../core/state/observation.ts";
import type { AccountAssignment } from "../../../core/state/resource.ts";
import { explain } from "../../calls/explain.ts";
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

/**
 * The error of a call that AWS did not take. It names nobody, since what is wrong with it mostly is not theirs. That AWS has no room yet
 * is for whoever waits for room.
 */
export function explainAssignmentCall(
  error: unknown,
  { accountId, permissionSet, principal }: AccountAssignment,
  instance: Instance,
  doing: "assigning" | "removing" = "assigning",
): unknown {
  if (classify(error) === "no-room") return error;
  const site = { instance, place: { accountId, permissionSet, principal }, isInAccount: false };
  return explain(error, `${doing} ${permissionSet} in account ${accountId}`, site);
}
