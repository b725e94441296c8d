import { type ErrorDetails, OnboardError } from "../../core/errors/onboard-error.ts";
import { CallFailed } from "./aws-call.ts";
import type { SsoSession } from "./sso-session.ts";

/** Turns a failed call to the access portal into a sentence and a next step. What is explained already, and bugs, pass through. */
export function explainPortal(error: unknown, session: SsoSession): unknown {
  if (!(error instanceof CallFailed)) return error;
  return new OnboardError({ ...detailsOf(error, session), aws: error.aws });
}

function detailsOf({ failure, aws }: CallFailed, { name, region }: SsoSession): ErrorDetails {
  if (failure === "unreachable") {
    return {
      kind: "cannot-tell",
      message: `The access portal in ${region} could not be reached, or failed: ${aws.message}.`,
      remedy:
        "Check the network, VPN and proxy (the AWS SDK for JavaScript does not use HTTPS_PROXY), then run the same command again.",
    };
  }
  if (failure === "not-aws") {
    return {
      kind: "cannot-tell",
      message: `Not AWS, but something in between answered for the access portal in ${region}: ${aws.message}.`,
      remedy:
        "Look for a proxy or the sign-in page of a network, and at AWS_ENDPOINT_URL and AWS_ENDPOINT_URL_SSO. Then run the same command again.",
    };
  }
  switch (aws.name) {
    case "UnauthorizedException":
      return {
        kind: "signed-out",
        message: `The access portal in ${region} does not accept the sign-in of session ${name}: it was ended, or belongs to another Region.`,
        remedy: `Sign in again: run the same command, or \`aws sso login --sso-session ${name}\`.`,
      };
    case "TooManyRequestsException":
      return {
        kind: "cannot-tell",
        message: `The access portal kept asking for fewer calls (${aws.operation}).`,
        remedy: "Wait a minute, then run the same command again.",
      };
    case "ForbiddenException":
      return {
        kind: "failed",
        message: `The access portal gives you no access to what was asked for (${aws.operation}).`,
        remedy: "Ask your admin which accounts and permission sets are assigned to you.",
      };
    default:
      return {
        kind: "failed",
        message: `The access portal refused ${aws.operation} (${aws.name}): ${aws.message}.`,
        remedy: "Run the same command again. If it fails again, show this message to your admin.",
      };
  }
}
