import { createHash } from "node:crypto";
import type { Context } from "../operation.ts";
import { newHex } from "../world/ids.ts";
import type { AccessToken, ClientAuthorization, OidcClient } from "../world/sign-in-records.ts";
import { clientOf, deviceCodeGrant, requireGrant, requireKnownGrant } from "./clients.ts";
import { lifetimes } from "./lifetimes.ts";
import { oauthError } from "./oauth-error.ts";
import { liveSession } from "./sessions.ts";

interface CreateTokenInput {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly grantType: string;
  readonly deviceCode?: string;
  readonly code?: string;
  readonly redirectUri?: string;
  readonly codeVerifier?: string;
  readonly refreshToken?: string;
}

/** https://docs.aws.amazon.com/singlesignon/latest/OIDCAPIReference/API_CreateToken.html */
export function createToken(input: CreateTokenInput, context: Context): Record<string, unknown> {
  const client = clientOf(context, input);
  requireKnownGrant(input.grantType);
  requireGrant(client, input.grantType);
  switch (input.grantType) {
    case deviceCodeGrant:
      return redeemDeviceCode(client, input, context);
    case "authorization_code":
      return redeemAuthorizationCode(client, input, context);
    default:
      return refresh(client, input, context);
  }
}

function redeemDeviceCode(client: OidcClient, { deviceCode }: CreateTokenInput, context: Context) {
  const { world, now } = context;
  if (!deviceCode) throw oauthError("InvalidRequestException", "deviceCode is missing");
  const authorization = world.clientAuthorizations.by("deviceCode", deviceCode)[0];
  if (authorization?.kind !== "device" || authorization.clientId !== client.clientId || authorization.redeemed) {
    throw oauthError("InvalidGrantException", "Invalid device code provided");
  }
  if (authorization.expiresAt <= now) throw oauthError("ExpiredTokenException", "Device code is expired");
  world.clientAuthorizations.set(authorization.id, { ...authorization, polledAt: now });
  // A client that waits the interval may wake up a little early.
  if (now - (authorization.polledAt ?? 0) < authorization.interval - 100) {
    throw oauthError("SlowDownException", "The client is asking too often");
  }
  if (authorization.decision === undefined || authorization.decision.at > now) {
    throw oauthError("AuthorizationPendingException", "The person has not answered yet");
  }
  return redeem(client, authorization, context);
}

/** https://datatracker.ietf.org/doc/html/rfc7636#section-4.6 */
function redeemAuthorizationCode(client: OidcClient, input: CreateTokenInput, context: Context) {
  const { code, codeVerifier, redirectUri } = input;
  if (!code || !codeVerifier || !redirectUri) {
    throw oauthError("InvalidRequestException", "code, codeVerifier and redirectUri must be there");
  }
  const authorization = context.world.clientAuthorizations.by("code", code)[0];
  const isOurs = authorization?.kind === "code" && authorization.clientId === client.clientId;
  if (!isOurs || authorization.redeemed || authorization.decision === undefined) {
    throw oauthError("InvalidGrantException", "Invalid code provided");
  }
  if (authorization.decision.at + lifetimes.authorizationCode <= context.now) {
    throw oauthError("InvalidGrantException", "The code has expired");
  }
  if (authorization.redirectUri !== redirectUri) {
    throw oauthError("InvalidGrantException", "The redirect URI is not the one that the code was asked with");
  }
  const challenge = createHash("sha256").update(codeVerifier).digest("base64url");
  if (challenge !== authorization.codeChallenge) {
    throw oauthError("InvalidGrantException", "The code verifier does not fit the code challenge");
  }
  return redeem(client, authorization, context);
}

function redeem(client: OidcClient, authorization: ClientAuthorization, context: Context): Record<string, unknown> {
  const { decision } = authorization;
  if (decision?.answer !== "allowed") {
    throw oauthError("AccessDeniedException", decision?.reason ?? "The person has not allowed this");
  }
  context.world.clientAuthorizations.set(authorization.id, { ...authorization, redeemed: true });
  const refreshToken = isRefreshable(client) ? `simulated-refresh-token-${newHex(context.world, 64)}` : undefined;
  return issue(client, decision.sessionId, refreshToken, context);
}

/** The refresh token stays as it is, since several programs may share the file that it is cached in. */
function refresh(client: OidcClient, { refreshToken }: CreateTokenInput, context: Context): Record<string, unknown> {
  if (!refreshToken) throw oauthError("InvalidRequestException", "refreshToken is missing");
  const token = context.world.accessTokens.by("refreshToken", refreshToken)[0];
  if (token === undefined || token.clientId !== client.clientId) {
    throw oauthError("InvalidGrantException", "Invalid refresh token provided");
  }
  return issue(client, token.sessionId, refreshToken, context);
}

function issue(client: OidcClient, sessionId: string, refreshToken: string | undefined, { world, now }: Context) {
  const session = liveSession(world, sessionId, now)?.session;
  if (session === undefined) throw oauthError("InvalidGrantException", "The session is over");
  const lifetime = refreshToken === undefined ? lifetimes.portalSession : lifetimes.accessToken;
  const token: AccessToken = {
    accessToken: `simulated-access-token-${newHex(world, 64)}`,
    ...(refreshToken !== undefined && { refreshToken }),
    clientId: client.clientId,
    sessionId,
    issuedAt: now,
    expiresAt: Math.min(now + lifetime, session.expiresAt),
  };
  world.accessTokens.set(token.accessToken, token);
  return {
    accessToken: token.accessToken,
    tokenType: "Bearer",
    expiresIn: Math.floor((token.expiresAt - now) / 1000),
    ...(refreshToken !== undefined && { refreshToken }),
  };
}

/** Clients that name no scope are those from before there were refresh tokens: theirs lasts as long as the session. */
function isRefreshable({ scopes, grantTypes }: OidcClient): boolean {
  return scopes.includes("sso:account:access") && (grantTypes.length === 0 || grantTypes.includes("refresh_token"));
}
