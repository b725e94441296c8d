import * as z from "zod";
import { isSamePortal } from "../../core/aws/start-url.ts";
import { OnboardError } from "../../core/errors/onboard-error.ts";
import { quoted } from "../../core/text/visible-text.ts";
import { tokenFile } from "./cache-files.ts";
import { readCacheFile, writeCacheFile } from "./cache-storage.ts";
import type { Registration } from "./registration-cache.ts";
import type { SsoSession } from "./sso-session.ts";
import { timestamp, timestampSchema } from "./timestamp.ts";

const text = z.string().min(1);

const tokenSchema = z.object({
  startUrl: text,
  region: text,
  accessToken: text,
  expiresAt: timestampSchema,
  refreshToken: text.optional().catch(undefined),
});

const issuedToSchema = z
  .object({ clientId: text, clientSecret: text, registrationExpiresAt: timestampSchema })
  .transform(({ registrationExpiresAt: expiresAt, ...client }) => ({ ...client, expiresAt }));

/** A sign-in as all AWS clients share it. Times are milliseconds since 1970. */
export interface CachedToken extends Readonly<z.output<typeof tokenSchema>> {
  /** The client the token was issued to; only that client can refresh it. */
  readonly registration: Registration | undefined;
}

/** A token as it comes from AWS: the client it was issued to is known, a refresh token may be missing. */
export interface IssuedToken extends CachedToken {
  readonly registration: Registration;
}

/** A token that can be refreshed, with all that it takes. */
interface RefreshableToken extends IssuedToken {
  readonly refreshToken: string;
}

/**
 * The AWS CLI takes a token with less than this left for expired. The SDK for JavaScript gives up on one that it cannot
 * refresh at five minutes, so nothing nearer to its end may be handed on.
 */
const WORTH_USING = 15 * 60_000;

/** The cached token of a session, or nothing where there is no file or none that AWS clients could use. */
export async function readToken(home: string, sessionName: string): Promise<CachedToken | undefined> {
  const members = await readCacheFile(tokenFile(home, sessionName));
  const { data } = tokenSchema.safeParse(members);
  return data && { ...data, registration: issuedToSchema.safeParse(members).data };
}

/** Writes a token with the members, the order and the spelling that the AWS CLI uses. */
export async function writeToken(home: string, sessionName: string, token: IssuedToken): Promise<void> {
  const { startUrl, region, accessToken, expiresAt, registration, refreshToken } = token;
  await writeCacheFile(tokenFile(home, sessionName), {
    startUrl,
    region,
    accessToken,
    expiresAt: timestamp(expiresAt),
    clientId: registration.clientId,
    clientSecret: registration.clientSecret,
    registrationExpiresAt: timestamp(registration.expiresAt),
    ...(refreshToken === undefined ? {} : { refreshToken }),
  });
}

/** Whether a token serves this session, and will for long enough to be worth handing on. */
export function isUsable(token: CachedToken, session: SsoSession, now: number): boolean {
  return isOurs(token, session) && token.expiresAt - now >= WORTH_USING;
}

/** Whether a token serves this session and can be renewed without anyone signing in. */
export function isRefreshable(token: CachedToken, session: SsoSession, now: number): token is RefreshableToken {
  return isOurs(token, session) && canRefresh(token, now);
}

/**
 * Refuses to take over a session name under which someone is signed in to another access portal: all tools find the
 * token by the name alone, so overwriting it would sign them out of that portal.
 */
export function refuseForeignToken(token: CachedToken, session: SsoSession, home: string, now: number): void {
  if (isSamePortal(token.startUrl, session.startUrl)) return;
  if (token.expiresAt <= now && !canRefresh(token, now)) return;
  throw new OnboardError({
    kind: "invalid-input",
    message: `The session name ${quoted(session.name)} is taken: with it you are signed in to ${quoted(token.startUrl)}, not to ${quoted(session.startUrl)}.`,
    remedy: `Choose another session name with --session NAME. If you no longer use that portal, remove ${tokenFile(home, session.name)} and run the same command again.`,
  });
}

/** A token of another Region's endpoint is not accepted here: sign-ins are not replicated between Regions. */
function isOurs(token: CachedToken, session: SsoSession): boolean {
  return isSamePortal(token.startUrl, session.startUrl) && token.region === session.region;
}

function canRefresh(token: CachedToken, now: number): boolean {
  return token.refreshToken !== undefined && token.registration !== undefined && token.registration.expiresAt > now;
}
