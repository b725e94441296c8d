import { type FailureReason, parseFailureReason } from "../../aws/failure-reason.ts";
import { type AwsRefusal, refusalIn } from "../../aws/refusal.ts";
import { OnboardError } from "../../core/errors/onboard-error.ts";
import { visibleText } from "../../core/text/visible-text.ts";
import { explainCause, type Site } from "./remedies.ts";

/** What AWS ends an asynchronous request of Identity Center with. */
export interface EndedRequest {
  readonly Status?: string | undefined;
  readonly FailureReason?: string | undefined;
  readonly RequestId?: string | undefined;
}

interface FailedRequest {
  readonly operation: string;
  /** What it could not do: `assign amplify-policy in account 123456789012`. */
  readonly doing: string;
  readonly ended: EndedRequest;
  readonly site: Omit<Site, "isInAccount">;
  /** What to do where AWS's words are all that is known. */
  readonly otherwise: string;
}

/** Why AWS ended a request FAILED; `undefined` where it did not, or where its words are all that is known. */
export function refusalOfEnded({ Status, FailureReason = "" }: EndedRequest): AwsRefusal | undefined {
  return Status === "FAILED" ? refusalIn(parseFailureReason(FailureReason)) : undefined;
}

/** The error of a request that AWS ended FAILED. What it gives as FailureReason is kept word for word beside what helps. */
export function explainEndedRequest({ operation, doing, ended, site, otherwise }: FailedRequest): OnboardError {
  const reason = visibleText(ended.FailureReason || "AWS gave no reason");
  const refusal = refusalOfEnded({ ...ended, Status: "FAILED" });
  const known = refusal === undefined ? undefined : explainCause(refusal, { ...site, isInAccount: true });
  const isManagement = site.instance !== undefined && site.place.accountId === site.instance.managementAccountId;
  const said = [`AWS could not ${doing}: ${reason.replace(/\.?$/, ".")}`, known?.what];
  return new OnboardError({
    kind: "failed",
    message: [...said, isManagement && known?.what === undefined ? "It is the organization's management account." : ""]
      .filter(Boolean)
      .join(" "),
    remedy: known?.remedy ?? otherwise,
    aws: {
      name: "FAILED",
      message: reason,
      operation,
      ...codeOf(parseFailureReason(ended.FailureReason ?? "")),
      ...(ended.RequestId === undefined ? {} : { requestId: ended.RequestId }),
    },
    ...(known === undefined ? {} : { failureCause: known.cause }),
  });
}

function codeOf({ code, status }: FailureReason): Pick<FailureReason, "code" | "status"> {
  return { ...(code === undefined ? {} : { code }), ...(status === undefined ? {} : { status }) };
}
