import type * as z from "zod";
import type { AwsFailure } from "../errors/onboard-error.ts";
import type { Immutable } from "../text/immutable.ts";
import type { Change } from "./change.ts";
import type { resultSchema } from "./result-schema.ts";

/** What became of one change. Nothing is "applied" before AWS said so. */
export type ChangeResult = Immutable<z.output<typeof resultSchema>>;

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
