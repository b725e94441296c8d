import type { Flow } from "./registration-cache.ts";

/** What happens during a sign-in, for whoever shows it. Times are milliseconds since 1970. No event holds a secret. */
export type SignInEvent =
  | { readonly type: "token-reused"; readonly expiresAt: number }
  | { readonly type: "token-refreshed"; readonly expiresAt: number }
  /** The refresh token is spent: the access portal session ended, and a person has to sign in again. */
  | { readonly type: "session-ended" }
  /** Another sign-in to the same session is under way; its token will serve this one too. */
  | { readonly type: "waiting-for-other-sign-in" }
  | { readonly type: "flow-chosen"; readonly flow: Flow; readonly because: string }
  /** The page to sign in on. Where `opened` is false the person has to open it, in a browser on this machine. */
  | { readonly type: "sign-in-page"; readonly url: string; readonly opened: boolean }
  /** The page and code to sign in with, in any browser on any device. */
  | {
      readonly type: "device-code";
      readonly userCode: string;
      readonly verificationUri: string;
      readonly verificationUriComplete: string;
      readonly expiresAt: number;
      readonly opened: boolean;
    }
  | { readonly type: "device-code-expired" }
  /** AWS asked to be asked less often. */
  | { readonly type: "slowed-down"; readonly intervalSeconds: number }
  | { readonly type: "signed-in"; readonly expiresAt: number };

/** Receives every event as it happens. */
export type ShowSignIn = (event: SignInEvent) => void;
