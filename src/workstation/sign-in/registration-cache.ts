import * as z from "zod";
import { registrationFile } from "./cache-files.ts";
import { readCacheFile, removeCacheFile, writeCacheFile } from "./cache-storage.ts";
import type { SsoSession } from "./sso-session.ts";
import { timestamp, timestampSchema } from "./timestamp.ts";

const registrationSchema = z.object({
  clientId: z.string(),
  clientSecret: z.string(),
  expiresAt: timestampSchema,
  grantTypes: z.array(z.string()).catch([]),
});

/** This machine as a client that IAM Identity Center knows, until a time in milliseconds since 1970. Its secret is never shown. */
export type Registration = Readonly<Omit<z.output<typeof registrationSchema>, "grantTypes">>;

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
  const { data } = registrationSchema.safeParse(await readCacheFile(registrationFile(home, session)));
  if (data === undefined || data.expiresAt - now < WORTH_USING) return undefined;
  const { grantTypes, ...registration } = data;
  const made: Flow = grantTypes.includes("authorization_code") ? "pkce" : "device-code";
  return made === flow ? registration : undefined;
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
