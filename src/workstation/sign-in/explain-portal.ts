import { SIGN_IN_WORDS } from "../../core/aws/sign-in-words.ts";
import { lineForCaller } from "../../core/text/command-line.ts";
import { explainCall } from "./explain-call.ts";
import type { SsoSession } from "./sso-session.ts";

const PORTAL = { subject: "The access portal", object: "the access portal", variable: "AWS_ENDPOINT_URL_SSO" };

/** Explains a failed call to the access portal. */
export function explainPortal(error: unknown, { name, region }: SsoSession): unknown {
  return explainCall(error, region, PORTAL, ({ aws }) => {
    switch (aws.name) {
      case "UnauthorizedException":
        return {
          kind: "signed-out",
          message: `The access portal in ${region} does not accept the sign-in of session ${name}: it was ended, or belongs to another Region.`,
          remedy: `Sign in again: run the same command, or \`${lineForCaller(SIGN_IN_WORDS.session(name))}\`.`,
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
  });
}
