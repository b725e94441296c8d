import type { ErrorDetails } from "../../core/errors/onboard-error.ts";
import { quoted } from "../../core/text/visible-text.ts";
import type { CallFailed } from "./aws-call.ts";
import { explainCall } from "./explain-call.ts";
import type { SsoSession } from "./sso-session.ts";

const SIGN_IN = {
  subject: "IAM Identity Center's sign-in service",
  object: "the sign-in service",
  variable: "AWS_ENDPOINT_URL_SSO_OIDC",
  check: "and that the Region exists",
};

/** Explains a failed call of a sign-in. */
export function explainSignIn(error: unknown, session: SsoSession): unknown {
  return explainCall(error, session.region, SIGN_IN, (failed) => detailsOf(failed, session));
}

/** IAM Identity Center answers in one Region only; asked elsewhere it calls the request or its start URL invalid. */
function wrongRegion(session: SsoSession): Pick<ErrorDetails, "message" | "remedy"> {
  return {
    message: `IAM Identity Center in ${session.region} does not know the access portal ${quoted(session.startUrl)}. Either the Region or the start URL is wrong.`,
    remedy: `Ask your admin for the "SSO start URL" and "SSO Region" that the access portal shows under an account's "Access keys". Correct both in [sso-session ${session.name}], or get a new handover file, then run the same command again.`,
  };
}

/** Someone pressed "Deny", or may not use this client. */
export function signInRefused(): Pick<ErrorDetails, "message" | "remedy"> {
  return {
    message: "The sign-in was refused in the browser.",
    remedy:
      'Run the same command again and choose "Allow access". If you did not refuse it yourself, someone else opened the page: tell your admin.',
  };
}

function detailsOf({ aws, kms }: CallFailed, session: SsoSession): ErrorDetails {
  if (kms !== undefined) {
    return {
      kind: "failed",
      message: `IAM Identity Center in ${session.region} cannot use the encryption key it was given (${kms}).`,
      remedy:
        "Only your admin can repair this: the customer managed KMS key of IAM Identity Center is disabled, gone or not permitted.",
    };
  }
  switch (aws.name) {
    case "InvalidRequestException":
    case "InvalidClientMetadataException":
      return { kind: "invalid-input", ...wrongRegion(session) };
    case "AccessDeniedException":
      return { kind: "signed-out", ...signInRefused() };
    case "InvalidGrantException":
    case "ExpiredTokenException":
      return {
        kind: "signed-out",
        message: `AWS no longer accepts what this sign-in was confirmed with: ${aws.message}.`,
        remedy:
          "Run the same command again and finish it in the browser tab that it opens. If it happens again, the Region of the sso-session may be wrong.",
      };
    case "InvalidScopeException":
      return {
        kind: "invalid-input",
        message: `AWS refuses the scopes ${session.scopes.map((scope) => quoted(scope)).join(", ")} of [sso-session ${session.name}].`,
        remedy: "Set `sso_registration_scopes = sso:account:access` there, then run the same command again.",
      };
    case "SlowDownException":
      return {
        kind: "cannot-tell",
        message: "AWS asks for fewer sign-ins from your network at a time.",
        remedy: "Wait a minute, then run the same command again.",
      };
    default:
      return {
        kind: "failed",
        message: `AWS refused the sign-in (${aws.name}, ${aws.operation}): ${aws.message}.`,
        remedy: "Run the same command again. If it fails again, show this message to your admin.",
      };
  }
}
