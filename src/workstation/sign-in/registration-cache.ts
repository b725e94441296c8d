import { registrationFile } from "./cache-files.ts";
import { readCacheFile, removeCacheFile, writeCacheFile } from "./cache-storage.ts";
import type { SsoSession } from "./sso-session.ts";
import { readTimestamp, timestamp } from "./timestamp.ts";

/** This machine as a client that IAM Identity Center knows. The secret is public-client style, yet never shown. */
export interface Registration {
  readonly clientId: string;
  readonly clientSecret: string;
  /** Milliseconds since 1970. */
  readonly expiresAt: number;
}

/** The two ways to sign in. Each needs a registration of its own kind. */
export type Flow = "pkce" | "device-code";

/** What a client registers for the authorization code flow; a device-code client names no grant types. */
export const PKCE_GRANT_TYPES: readonly string[] = ["authorization_code", "refresh_token"];

/** The AWS CLI registers anew when less than this is left; then so do we. */
const WORTH_USING = 15 * 60_000;

/** The registration that the AWS CLI or we keep for this session and flow, unless it is missing, broken or about to end. */
export async function readRegistration(
  home: string,
  session: SsoSession,
  flow: Flow,
  now: number,
): Promise<Registration | undefined> {
  const members = await readCacheFile(registrationFile(home, session));
  if (members === undefined) return undefined;
  const { clientId, clientSecret, grantTypes } = members;
  if (typeof clientId !== "string" || typeof clientSecret !== "string") return undefined;
  const expiresAt = typeof members.expiresAt === "string" ? readTimestamp(members.expiresAt) : undefined;
  if (expiresAt === undefined || expiresAt - now < WORTH_USING) return undefined;
  const made: Flow = Array.isArray(grantTypes) && grantTypes.includes("authorization_code") ? "pkce" : "device-code";
  return made === flow ? { clientId, clientSecret, expiresAt } : undefined;
}

/** Keeps a registration where the AWS CLI looks for it, with the members it writes. */
export async function writeRegistration(
  home: string,
  session: SsoSession,
  flow: Flow,
  registration: Registration,
): Promise<void> {
  await writeCacheFile(registrationFile(home, session), {
    clientId: registration.clientId,
    clientSecret: registration.clientSecret,
    expiresAt: timestamp(registration.expiresAt),
    scopes: session.scopes,
    ...(flow === "pkce" ? { grantTypes: PKCE_GRANT_TYPES } : {}),
  });
}

/** Drops a registration that AWS no longer accepts. */
export async function forgetRegistration(home: string, session: SsoSession): Promise<void> {
  await removeCacheFile(registrationFile(home, session));
}
