import { visibleText } from "../../../core/text/visible-text.ts";
import type { SignInEvent } from "../../../workstation/sign-in/sign-in-event.ts";

/** What happens during a sign-in, in a line or two. */
export function renderSignIn(event: SignInEvent, now: number): readonly string[] {
  switch (event.type) {
    case "token-reused":
      return [`You are signed in already, for ${minutes(event.expiresAt - now)}.`];
    case "token-refreshed":
      return ["Your sign-in was renewed."];
    case "session-ended":
      return ["Your access portal session has ended: sign in again."];
    case "waiting-for-other-sign-in":
      return ["Another sign-in is under way: waiting for it."];
    case "flow-chosen":
      return event.flow === "pkce" ? [] : [`Signing in with a code: ${visibleText(event.because)}.`];
    case "sign-in-page":
      return event.opened
        ? ["Sign in in the browser window that has opened. If none has, open:", `  ${visibleText(event.url)}`]
        : ["Open this page in a browser on this machine:", `  ${visibleText(event.url)}`];
    case "device-code":
      return [
        `Open ${visibleText(event.verificationUri)} in any browser and enter the code ${visibleText(event.userCode)}, or open:`,
        `  ${visibleText(event.verificationUriComplete)}`,
      ];
    case "device-code-expired":
      return ["The code has expired."];
    case "slowed-down":
      return [];
    case "signed-in":
      return ["Signed in."];
    default:
      return event satisfies never;
  }
}

function minutes(milliseconds: number): string {
  const count = Math.max(1, Math.round(milliseconds / 60_000));
  return count === 1 ? "1 more minute" : `${count} more minutes`;
}
