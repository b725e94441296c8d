import type * as z from "zod";
import type { FailureCause } from "../errors/failure-cause.ts";
import type { AwsFailure } from "../errors/onboard-error.ts";
import type { Immutable } from "../text/immutable.ts";
import type { Change } from "./change.ts";
import type { resultSchema } from "./result-schema.ts";

/** What became of one change. Nothing is "applied" before AWS said so. */
export type ChangeResult = Immutable<z.output<typeof resultSchema>>;

export type ChangeOutcome = ChangeResult["outcome"];

/** The result of a change that failed, and why. */
export function failedResult(
  change: Change,
  reason: string,
  remedy: string,
  aws?: AwsFailure,
  cause?: FailureCause,
): ChangeResult {
  return {
    outcome: "failed",
    change,
    reason,
    remedy,
    ...(aws === undefined ? {} : { awsError: aws.name }),
    ...(aws?.code === undefined ? {} : { awsCode: aws.code }),
    ...(aws?.requestId === undefined ? {} : { requestId: aws.requestId }),
    ...(cause === undefined ? {} : { cause }),
  };
}
