import { isRefusal } from "./aws-call.ts";
import { issuedToken } from "./flow-context.ts";
import type { Oidc } from "./oidc.ts";
import type { SsoSession } from "./sso-session.ts";
import type { IssuedToken, RefreshableToken } from "./token-cache.ts";

/** Refusals that mean: this refresh token is spent, or its client is gone. Signing in again helps against each. */
const SPENT = [
  "InvalidGrantException",
  "InvalidClientException",
  "UnauthorizedClientException",
  "ExpiredTokenException",
  "AccessDeniedException",
  "InvalidRequestException",
];

/**
 * Renews a token without anyone signing in, or returns nothing when the access portal session has ended and a person
 * has to. https://docs.aws.amazon.com/singlesignon/latest/userguide/configure-user-session.html
 */
export async function refreshToken(
  token: RefreshableToken,
  { oidc, session, now }: { oidc: Oidc; session: SsoSession; now: () => number },
): Promise<IssuedToken | undefined> {
  const { registration, refreshToken: spent } = token;
  try {
    const answer = await oidc.createToken(registration, { by: "refresh-token", refreshToken: spent });
    return issuedToken(answer, { session, registration, now: now() }, spent);
  } catch (error) {
    if (isRefusal(error, ...SPENT)) return undefined;
    throw error;
  }
}
