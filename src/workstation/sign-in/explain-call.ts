import { type ErrorDetails, OnboardError } from "../../core/errors/onboard-error.ts";
import { CallFailed } from "./aws-call.ts";

/** A service as sentences about a failed call name it: at their beginning, and behind "answered for". */
export interface CalledService {
  readonly subject: string;
  readonly object: string;
  /** The variable that sends calls to this service alone elsewhere. */
  readonly variable: string;
  /** What to check when it cannot be reached, besides the network. */
  readonly check?: string;
}

/**
 * Turns a failed call into a sentence and a next step, those of `refused` where AWS itself answered. What is explained
 * already, and bugs, pass through.
 */
export function explainCall(
  error: unknown,
  region: string,
  { subject, object, variable, check }: CalledService,
  refused: (failed: CallFailed) => ErrorDetails,
): unknown {
  if (!(error instanceof CallFailed)) return error;
  const { failure, aws } = error;
  if (failure === "answered") return new OnboardError({ ...refused(error), aws });
  const again = check === undefined ? "then run" : `${check}. Then run`;
  const [message, remedy] =
    failure === "unreachable"
      ? [
          `${subject} in ${region} could not be reached, or failed: ${aws.message}.`,
          `Check the network, VPN and proxy (the AWS SDK for JavaScript does not use HTTPS_PROXY), ${again} the same command again.`,
        ]
      : [
          `Not AWS, but something in between answered for ${object} in ${region}: ${aws.message}.`,
          `Look for a proxy or the sign-in page of a network, and at AWS_ENDPOINT_URL and ${variable}. Then run the same command again.`,
        ];
  return new OnboardError({ kind: "cannot-tell", message, remedy, aws });
}
