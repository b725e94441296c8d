import type { OnWaiting } from "../../aws/waiting.ts";
import { isRefusal } from "./aws-call.ts";
import type { SignInSurroundings, WantedFlow } from "./choose-flow.ts";
import type { Clock } from "./clock.ts";
import type { Oidc } from "./oidc.ts";
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

export interface SignInOptions {
  readonly session: SsoSession;
  /** Whose `.aws/sso/cache` to use. */
  readonly home: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly flow: WantedFlow;
  readonly show: ShowSignIn;
  /** Told of a call that AWS keeps waiting. */
  readonly onWaiting?: OnWaiting | undefined;
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

/** The options with nothing left open. */
export type SettledOptions = SignInOptions & Required<Pick<SignInOptions, "clock" | "signal" | "timeLimit">>;

/** What both flows work with. */
export type FlowContext = SettledOptions & { readonly oidc: Oidc };

/**
 * Runs a flow with this machine's registration, shared with the AWS CLI where one is cached. If AWS has forgotten the
 * cached one, the flow runs once more with a new one.
 */
export async function withRegistration(
  flow: Flow,
  { home, session, clock, oidc }: FlowContext,
  run: (registration: Registration) => Promise<IssuedToken>,
): Promise<IssuedToken> {
  const cached = await readRegistration(home, session, flow, clock.now());
  if (cached !== undefined) {
    try {
      return await run(cached);
    } catch (error) {
      if (!isRefusal(error, "InvalidClientException", "UnauthorizedClientException")) throw error;
    }
    await forgetRegistration(home, session);
  }
  const registration = await oidc.registerClient(flow);
  await writeRegistration(home, session, flow, registration);
  return run(registration);
}
