import type { AwsFailure } from "../errors/onboard-error.ts";
import type { Change } from "./change.ts";

/** What became of one change. Nothing is "applied" before AWS said so. */
export type ChangeResult =
  | { readonly outcome: "applied"; readonly change: Change; readonly requestId?: string }
  | {
      /** AWS refused, or the change was blocked from the start. */
      readonly outcome: "failed";
      readonly change: Change;
      readonly reason: string;
      readonly remedy: string;
      readonly awsError?: string;
      readonly requestId?: string;
    }
  | {
      /** Never started: what it depends on is not there, or the run was interrupted before its turn. */
      readonly outcome: "skipped";
      readonly change: Change;
      readonly reason: string;
    }
  | {
      /** Started, and still in progress at AWS when the run ended; without a request id AWS's answer was lost, and it may be done or not. */
      readonly outcome: "outstanding";
      readonly change: Change;
      readonly reason: string;
      readonly requestId?: string;
    };

export type ChangeOutcome = ChangeResult["outcome"];

/** The result of a change that failed, and why. */
export function failedResult(change: Change, reason: string, remedy: string, aws?: AwsFailure): ChangeResult {
  return {
    outcome: "failed",
    change,
    reason,
    remedy,
    ...(aws === undefined ? {} : { awsError: aws.name }),
    ...(aws?.requestId === undefined ? {} : { requestId: aws.requestId }),
  };
}
