import { regionFault } from "../../core/aws/regions.ts";
import { OnboardError } from "../../core/errors/onboard-error.ts";
import { isRefusal } from "./aws-call.ts";
import { tokenFile } from "./cache-files.ts";
import { lockCacheFile } from "./cache-storage.ts";
import { type ChosenFlow, chooseFlow } from "./choose-flow.ts";
import { systemClock } from "./clock.ts";
import { signInWithDeviceCode } from "./device-code.ts";
import { explainSignIn } from "./explain-sign-in.ts";
import { type FlowContext, type SettledOptions, type SignInOptions, withRegistration } from "./flow.ts";
import { openOidc } from "./oidc.ts";
import { signInWithBrowser } from "./pkce.ts";
import { readSignInSurroundings } from "./read-sign-in-surroundings.ts";
import { withTimeLimit } from "./time-limit.ts";
import {
  type CachedToken,
  type IssuedToken,
  isRefreshable,
  isUsable,
  readToken,
  refuseForeignToken,
  writeToken,
} from "./token-cache.ts";

/** A sign-in that AWS clients now find in the cache. Times are milliseconds since 1970. */
export interface SignedIn {
  readonly accessToken: string;
  readonly expiresAt: number;
  /** Whether a person had to do something for it. */
  readonly by: "cached-token" | "refresh" | "person";
}

const TEN_MINUTES = 10 * 60_000;

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
 * A valid access token of a session: the cached one if it lasts some time yet, else a refreshed one, else one that a
 * person signs in for. Two at once open one browser, and both get the token. What is expected to fail is an `OnboardError`, and
 * leaves the cache as it was, or complete.
 */
export async function signIn(given: SignInOptions): Promise<SignedIn> {
  const { session, clock = systemClock, signal = new AbortController().signal, timeLimit = TEN_MINUTES } = given;
  const options = { ...given, clock, signal, timeLimit };
  refuseUnusableSession(session);
  try {
    return (await fromCache(options)) ?? (await signInAlone(options));
  } catch (error) {
    if (signal.aborted) throw interrupted(signal.reason);
    throw explainSignIn(error, session);
  }
}

/** From here on only one process works on this session; the others then find its token. */
async function signInAlone(options: SettledOptions): Promise<SignedIn> {
  const { session, home, clock, signal, show, timeLimit: milliseconds } = options;
  const onWait = () => show({ type: "waiting-for-other-sign-in" });
  const lock = await withTimeLimit({ milliseconds, signal, reason: otherTookTooLong }, (limited) =>
    lockCacheFile(tokenFile(home, session.name), { clock, signal: limited, onWait }),
  );
  try {
    const cached = await fromCache(options);
    if (cached !== undefined) return cached;
    const context = { ...options, oidc: await openOidc(options) };
    return (await renew(context)) ?? signedIn("person", await askPerson(context), options);
  } finally {
    await lock.release();
  }
}

/** The token that is there, if it serves. Throws where the session's name stands for a sign-in to another portal. */
async function fromCache(options: SettledOptions): Promise<SignedIn | undefined> {
  const { session, home, clock, refusedToken } = options;
  const cached = await readToken(home, session.name);
  if (cached === undefined) return undefined;
  const isWelcome = cached.accessToken !== refusedToken && isUsable(cached, session, clock.now());
  if (isWelcome) return signedIn("cached-token", cached, options);
  refuseForeignToken(cached, session, home, clock.now());
  return undefined;
}

const EVENTS = { "cached-token": "token-reused", refresh: "token-refreshed", person: "signed-in" } as const;

function signedIn(by: SignedIn["by"], { accessToken, expiresAt }: CachedToken, { show }: SignInOptions): SignedIn {
  show({ type: EVENTS[by], expiresAt });
  return { accessToken, expiresAt, by };
}

/**
 * Renews the token without anyone signing in; nothing when the access portal session has ended and a person has to.
 * AWS's own tools take no lock: when one of them has used the refresh token first, its new token is in the cache.
 * https://docs.aws.amazon.com/singlesignon/latest/userguide/configure-user-session.html
 */
async function renew(context: FlowContext): Promise<SignedIn | undefined> {
  const { session, home, clock, show, oidc } = context;
  const cached = await readToken(home, session.name);
  if (cached === undefined || cached.accessToken === context.refusedToken) return undefined;
  if (!isRefreshable(cached, session, clock.now())) return undefined;
  const { registration, refreshToken } = cached;
  try {
    const renewed = await oidc.createToken(registration, { grantType: "refresh_token", refreshToken });
    await writeToken(home, session.name, renewed);
    return signedIn("refresh", renewed, context);
  } catch (error) {
    if (!isRefusal(error, ...SPENT)) throw error;
  }
  const found = await fromCache(context);
  if (found === undefined) show({ type: "session-ended" });
  return found;
}

async function askPerson(context: FlowContext): Promise<IssuedToken> {
  const chosen = chooseFlow(context.flow, context.surroundings ?? readSignInSurroundings(context.env));
  try {
    return await runFlow(chosen, context);
  } catch (error) {
    if (context.flow !== "auto" || chosen.flow !== "pkce" || !isWithoutBrowserFlow(error)) throw error;
  }
  return runFlow({ ...chosen, flow: "device-code", because: "AWS offers no other way in this Region" }, context);
}

/** How RegisterClient refuses what only the authorization code flow needs. */
function isWithoutBrowserFlow(error: unknown): boolean {
  return isRefusal(
    error,
    "UnsupportedGrantTypeException",
    "InvalidRedirectUriException",
    "InvalidClientMetadataException",
  );
}

function runFlow({ flow, because, canOpenBrowser }: ChosenFlow, given: FlowContext): Promise<IssuedToken> {
  given.show({ type: "flow-chosen", flow, because });
  const { openBrowser, ...withoutBrowser } = given;
  const context = canOpenBrowser ? given : withoutBrowser;
  const run = flow === "pkce" ? signInWithBrowser : signInWithDeviceCode;
  return withRegistration(flow, context, (registration) => run(context, registration));
}

/** The Region becomes a part of the host that is called, so nothing but a Region may get there. */
function refuseUnusableSession({ name, region }: SignInOptions["session"]): void {
  const fault = regionFault(region);
  if (fault === undefined) return;
  throw new OnboardError({
    kind: "invalid-input",
    message: `[sso-session ${name}]: ${fault.message}`,
    remedy: fault.remedy,
  });
}

function interrupted(reason: unknown): OnboardError {
  if (reason instanceof OnboardError) return reason;
  return new OnboardError(
    { kind: "interrupted", message: "The sign-in was interrupted.", remedy: "Run the same command again." },
    { cause: reason },
  );
}

function otherTookTooLong(): OnboardError {
  return new OnboardError({
    kind: "signed-out",
    message: "Another sign-in to the same session is under way and does not come to an end.",
    remedy: "Finish or stop it, then run the same command again.",
  });
}
