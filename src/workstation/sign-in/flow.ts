import { isRefusal } from "./aws-call.ts";
import type { Clock } from "./clock.ts";
import type { Oidc, TokenAnswer } from "./oidc.ts";
import {
  type Flow,
  forgetRegistration,
  type Registration,
  readRegistration,
  writeRegistration,
} from "./registration-cache.ts";
import type { ShowSignIn } from "./sign-in-event.ts";
import type { SsoSession } from "./sso-session.ts";
import type { IssuedToken } from "./token-cache.ts";

/** What both flows work with. */
export interface FlowContext {
  readonly session: SsoSession;
  readonly home: string;
  readonly oidc: Oidc;
  readonly clock: Clock;
  readonly show: ShowSignIn;
  readonly signal: AbortSignal;
  /** How long a person has for the browser part, in milliseconds. */
  readonly timeLimit: number;
  /** Opens a page in a browser; missing where that is not wanted, or makes no sense. */
  readonly openBrowser: ((url: string) => Promise<boolean>) | undefined;
  /** Asks whether to go on with a new code after one expired; missing where nobody can be asked. */
  readonly offerNewCode: (() => Promise<boolean>) | undefined;
  /** Puts the token where AWS clients find it. */
  keep(token: IssuedToken): Promise<void>;
}

/**
 * Runs a flow with this machine's registration, shared with the AWS CLI where one is cached. If AWS has forgotten the
 * cached one, the flow runs once more with a new one.
 */
export async function withRegistration(
  flow: Flow,
  context: FlowContext,
  run: (registration: Registration) => Promise<IssuedToken>,
): Promise<IssuedToken> {
  const cached = await readRegistration(context.home, context.session, flow, context.clock.now());
  if (cached === undefined) return run(await register(flow, context));
  try {
    return await run(cached);
  } catch (error) {
    if (!isRefusal(error, "InvalidClientException", "UnauthorizedClientException")) throw error;
  }
  await forgetRegistration(context.home, context.session);
  return run(await register(flow, context));
}

/** A token in the shape that is cached. A refresh that brings no new refresh token leaves the old one in force (RFC 6749 §6). */
export function issuedToken(
  answer: TokenAnswer,
  { session, registration, now }: { session: SsoSession; registration: Registration; now: number },
  oldRefreshToken?: string,
): IssuedToken {
  return {
    startUrl: session.startUrl,
    region: session.region,
    accessToken: answer.accessToken,
    expiresAt: now + answer.expiresInSeconds * 1000,
    registration,
    refreshToken: answer.refreshToken ?? oldRefreshToken,
  };
}

async function register(flow: Flow, { home, session, oidc }: FlowContext): Promise<Registration> {
  const registration = await (flow === "pkce"
    ? oidc.registerBrowserClient(session)
    : oidc.registerDeviceClient(session));
  await writeRegistration(home, session, flow, registration);
  return registration;
}
