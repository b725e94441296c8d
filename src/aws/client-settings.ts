import { homeFolder } from "../files/home-folder.ts";
import { timeLimits } from "./time-limits.ts";
import { USER_AGENT } from "./user-agent.ts";

/** What differs from client to client. */
interface ClientChoices<Credentials> {
  /** Absent: the one that the environment or profile names. */
  readonly region?: string;
  /** Where to send calls instead of AWS. Absent: the SDK's own settings decide. */
  readonly endpoint?: string | undefined;
  /** Absent: those that the SDK finds. */
  readonly credentials?: Credentials | undefined;
  /** Tries of the SDK itself. One where the caller repeats, because it knows which calls are safe to repeat. */
  readonly tries?: number;
}

/** Tries of the calls with which the SDK finds credentials: nobody else repeats those. */
const TRIES_FOR_CREDENTIALS = 2;

/**
 * How every client of AWS is set up, the SDK's own for credentials included: time limits, tries, user agent, and where
 * calls go. Nothing else makes such settings. Loads a part of the SDK. Throws where no home folder is known: the SDK
 * would not survive it.
 */
export async function clientSettings<Credentials = never>(choices: ClientChoices<Credentials> = {}) {
  const { region, endpoint, credentials, tries = 1 } = choices;
  homeFolder(process.env);
  const [{ HttpHandler }, { defaultProvider }] = await Promise.all([
    import("./http-handler.ts"),
    import("@aws-sdk/credential-provider-node"),
  ]);
  const way = {
    requestHandler: new HttpHandler(timeLimits()),
    customUserAgent: [USER_AGENT] satisfies [string, string][],
  };
  return {
    ...way,
    maxAttempts: tries,
    credentialDefaultProvider: (init: object) =>
      defaultProvider({ ...init, clientConfig: { ...way, maxAttempts: TRIES_FOR_CREDENTIALS } }),
    ...(region === undefined ? {} : { region }),
    ...(endpoint === undefined ? {} : { endpoint }),
    ...(credentials === undefined ? {} : { credentials }),
  };
}
