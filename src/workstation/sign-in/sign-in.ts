import { regionFault } from "../../core/aws/regions.ts";
import { OnboardError } from "../../core/errors/onboard-error.ts";
import { isRefusal } from "./aws-call.ts";
import { tokenFile } from "./cache-files.ts";
import { lockCacheFile } from "./cache-storage.ts";
import { type ChosenFlow, chooseFlow, type SignInSurroundings, type WantedFlow } from "./choose-flow.ts";
import { type Clock, systemClock } from "./clock.ts";
import { signInWithDeviceCode } from "./device-code.ts";
import { explainSignIn } from "./explain-sign-in.ts";
import { type FlowContext, withRegistration } from "./flow-context.ts";
import { type Oidc, openOidc } from "./oidc.ts";
import { signInWithBrowser } from "./pkce.ts";
import { readSignInSurroundings } from "./read-sign-in-surroundings.ts";
import { refreshToken } from "./refresh.ts";
import type { ShowSignIn } from "./sign-in-event.ts";
import type { SsoSession } from "./sso-session.ts";
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

export interface SignInOptions {
  readonly session: SsoSession;
  /** Whose `.aws/sso/cache` to use. */
  readonly home: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly flow: WantedFlow;
  readonly show: ShowSignIn;
  /** Opens a page and tells whether that worked; left out with `--no-browser`. */
  readonly openBrowser?: (url: string) => Promise<boolean>;
  /** Asks whether to go on with a new code after one expired; left out where nobody can be asked. */
  readonly offerNewCode?: () => Promise<boolean>;
  readonly signal?: AbortSignal;
  /** How long a person has for the browser part, in milliseconds. 10 minutes, like the AWS CLI. */
  readonly timeLimit?: number;
  /** Where to send OIDC calls instead of AWS. Without it the SDK's own settings decide. */
  readonly endpoint?: string;
  /** An access token that the access portal refused although it looks valid: a new one has to come from a sign-in. */
  readonly refusedToken?: string;
  /** What this machine is; read from it unless a test says otherwise. */
  readonly surroundings?: SignInSurroundings;
  readonly clock?: Clock;
}

/** A sign-in that AWS clients now find in the cache. Times are milliseconds since 1970. */
export interface SignedIn {
  readonly accessToken: string;
  readonly expiresAt: number;
  /** Whether a person had to do something for it. */
  readonly by: "cached-token" | "refresh" | "person";
}

const TEN_MINUTES = 10 * 60_000;

/**
 * A valid access token of a session: the cached one if it lasts some time yet, else a refreshed one, else one that a
 * person signs in for. Two at once open one browser, and both get the token. What is expected to fail is an `OnboardError`, and
 * leaves the cache as it was, or complete.
 */
export async function signIn(options: SignInOptions): Promise<SignedIn> {
  const { session, home, refusedToken, clock = systemClock, signal = new AbortController().signal } = options;
  refuseUnusableSession(session);
  try {
    const cached = await readToken(home, session.name);
    if (cached !== undefined && isWelcome(cached, session, clock, refusedToken)) return reuse(cached, options);
    if (cached !== undefined) refuseForeignToken(cached, session, home, clock.now());
    return await signInAlone({ ...options, clock, signal });
  } catch (error) {
    if (signal.aborted) throw interrupted(signal.reason);
    throw explainSignIn(error, session);
  }
}

type Settled = SignInOptions & { readonly clock: Clock; readonly signal: AbortSignal };

/** From here on only one process works on this session; the others then find its token. */
async function signInAlone(options: Settled): Promise<SignedIn> {
  const { session, home, clock, signal, show, timeLimit: milliseconds = TEN_MINUTES } = options;
  const onWait = () => show({ type: "waiting-for-other-sign-in" });
  const lock = await withTimeLimit({ milliseconds, signal, reason: otherTookTooLong }, (limited) =>
    lockCacheFile(tokenFile(home, session.name), { clock, signal: limited, onWait }),
  );
  try {
    const cached = await readToken(home, session.name);
    if (cached !== undefined && isWelcome(cached, session, clock, options.refusedToken)) return reuse(cached, options);
    if (cached !== undefined) refuseForeignToken(cached, session, home, clock.now());
    const oidc = await openOidc({ region: session.region, endpoint: options.endpoint, clock, signal });
    const renewed = await renew(cached, oidc, options);
    if (renewed !== undefined) return renewed;
    const token = await askPerson(oidc, options);
    show({ type: "signed-in", expiresAt: token.expiresAt });
    return { accessToken: token.accessToken, expiresAt: token.expiresAt, by: "person" };
  } finally {
    await lock.release();
  }
}

function isWelcome(token: CachedToken, session: SsoSession, clock: Clock, refusedToken: string | undefined): boolean {
  return token.accessToken !== refusedToken && isUsable(token, session, clock.now());
}

function reuse({ accessToken, expiresAt }: CachedToken, { show }: SignInOptions): SignedIn {
  show({ type: "token-reused", expiresAt });
  return { accessToken, expiresAt, by: "cached-token" };
}

/** AWS's own tools take no lock: when one of them has used the refresh token first, its new token is in the cache. */
async function renew(cached: CachedToken | undefined, oidc: Oidc, options: Settled): Promise<SignedIn | undefined> {
  const { session, home, clock, show, refusedToken } = options;
  if (cached === undefined || cached.accessToken === refusedToken) return undefined;
  if (!isRefreshable(cached, session, clock.now())) return undefined;
  const renewed = await refreshToken(cached, { oidc, session, now: clock.now });
  if (renewed !== undefined) {
    await writeToken(home, session.name, renewed);
    show({ type: "token-refreshed", expiresAt: renewed.expiresAt });
    return { accessToken: renewed.accessToken, expiresAt: renewed.expiresAt, by: "refresh" };
  }
  const now = await readToken(home, session.name);
  if (now !== undefined && isWelcome(now, session, clock, refusedToken)) return reuse(now, options);
  show({ type: "session-ended" });
  return undefined;
}

async function askPerson(oidc: Oidc, options: Settled): Promise<IssuedToken> {
  const chosen = chooseFlow(options.flow, options.surroundings ?? readSignInSurroundings(options.env));
  try {
    return await runFlow(chosen, oidc, options);
  } catch (error) {
    if (options.flow !== "auto" || chosen.flow !== "pkce" || !isWithoutBrowserFlow(error)) throw error;
  }
  return runFlow({ ...chosen, flow: "device-code", because: "AWS offers no other way in this Region" }, oidc, options);
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

function runFlow({ flow, because, canOpenBrowser }: ChosenFlow, oidc: Oidc, options: Settled): Promise<IssuedToken> {
  const { session, home, clock, show, signal, openBrowser, offerNewCode, timeLimit = TEN_MINUTES } = options;
  show({ type: "flow-chosen", flow, because });
  const context: FlowContext = {
    session,
    home,
    oidc,
    clock,
    show,
    signal,
    timeLimit,
    offerNewCode,
    openBrowser: canOpenBrowser ? openBrowser : undefined,
    keep: (token) => writeToken(home, session.name, token),
  };
  const run = flow === "pkce" ? signInWithBrowser : signInWithDeviceCode;
  return withRegistration(flow, context, (registration) => run(context, registration));
}

/** The Region becomes a part of the host that is called, so nothing but a Region may get there. */
function refuseUnusableSession({ name, region }: SsoSession): void {
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
