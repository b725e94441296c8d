import { homeFolder } from "../files/home-folder.ts";
import { timeLimits } from "./time-limits.ts";
import { USER_AGENT } from "./user-agent.ts";
import { findWayOut } from "./way-out.ts";

/** What differs from client to client. */
interface ClientChoices<Credentials> {
  /** Absent: the one that the environment or profile names. */
  readonly region?: string;
  /** Where on this computer to send calls instead of AWS, past any proxy. Absent: the SDK's own settings decide. */
  readonly endpoint?: string | undefined;
  /** Absent: those that the SDK finds. */
  readonly credentials?: Credentials | undefined;
  /** Tries of the SDK itself. One where the caller repeats, because it knows which calls are safe to repeat. */
  readonly tries?: number;
}

/** Tries of the calls with which the SDK finds credentials: nobody else repeats those. */
const TRIES_FOR_CREDENTIALS = 2;

/**
 * How every client of AWS is set up, the SDK's own for credentials included: time limits, tries, user agent, where calls
 * go and by which way. Nothing else makes such settings. Loads a part of the SDK. Throws where no home folder is known: the SDK
 * would not survive it.
 */
export async function clientSettings<Credentials = never>(choices: ClientChoices<Credentials> = {}) {
  const { region, endpoint, credentials, tries = 1 } = choices;
  homeFolder(process.env);
  const [requestHandler, { defaultProvider }] = await Promise.all([
    createRequestHandler(endpoint !== undefined),
    import("@aws-sdk/credential-provider-node"),
  ]);
  const way = {
    requestHandler,
    customUserAgent: [USER_AGENT] satisfies [string, string][],
  };
  return {
    ...way,
    maxAttempts: tries,
    credentialDefaultProvider: (init: object) =>
      defaultProvider({ ...init, clientConfig: { ...way, maxAttempts: TRIES_FOR_CREDENTIALS } }),
    ...(region === undefined ? {} : { region }),
    // The SDK refuses a place of ours together with these, which choose among AWS's own.
    ...(endpoint === undefined ? {} : { endpoint, useFipsEndpoint: false, useDualstackEndpoint: false }),
    ...(credentials === undefined ? {} : { credentials }),
  };
}

/** What sends every call of ours, those to AWS and others. `isHere`: they end on this computer, past any proxy. */
export async function createRequestHandler(isHere = false) {
  const [{ HttpHandler }, way] = await Promise.all([import("./http-handler.ts"), isHere ? {} : findWayOut()]);
  return new HttpHandler(timeLimits(), way);
}
