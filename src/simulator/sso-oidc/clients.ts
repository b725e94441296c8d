import type { Context } from "../operation.ts";
import { newHex } from "../world/ids.ts";
import type { OidcClient } from "../world/sign-in-records.ts";
import { lifetimes } from "./lifetimes.ts";
import { oauthError } from "./oauth-error.ts";
import { isRedirectUri } from "./redirect-uri.ts";

interface RegisterClientInput {
  readonly clientName: string;
  readonly clientType: string;
  readonly scopes?: readonly string[];
  readonly redirectUris?: readonly string[];
  readonly grantTypes?: readonly string[];
  readonly issuerUrl?: string;
}

/** What a client proves itself with in each later request. */
interface ClientCredentials {
  readonly clientId: string;
  readonly clientSecret: string;
}

export const deviceCodeGrant = "urn:ietf:params:oauth:grant-type:device_code";
const grants: readonly string[] = ["authorization_code", "refresh_token", deviceCodeGrant];

/** https://docs.aws.amazon.com/singlesignon/latest/OIDCAPIReference/API_RegisterClient.html */
export function registerClient(input: RegisterClientInput, { world, region, now }: Context): Record<string, unknown> {
  checkRegistration(input);
  const client: OidcClient = {
    clientId: `simulated-client-${newHex(world, 32)}`,
    clientSecret: `simulated-client-secret-${newHex(world, 64)}`,
    clientName: input.clientName,
    scopes: input.scopes ?? [],
    redirectUris: input.redirectUris ?? [],
    grantTypes: input.grantTypes ?? [],
    ...(input.issuerUrl !== undefined && { issuerUrl: input.issuerUrl }),
    region,
    issuedAt: now,
    expiresAt: now + lifetimes.registration,
  };
  world.oidcClients.set(client.clientId, client);
  return {
    clientId: client.clientId,
    clientSecret: client.clientSecret,
    clientIdIssuedAt: Math.floor(client.issuedAt / 1000),
    clientSecretExpiresAt: Math.floor(client.expiresAt / 1000),
  };
}

/** The client that a request names. Throws InvalidClientException unless it is registered here, with this secret. */
export function clientOf({ world, region, now }: Context, { clientId, clientSecret }: ClientCredentials): OidcClient {
  const client = world.oidcClients.get(clientId);
  const elsewhere = client !== undefined && !sameRegion(client.region, region);
  if (client === undefined || elsewhere || client.clientSecret !== clientSecret) {
    throw oauthError("InvalidClientException", "Invalid client provided");
  }
  if (client.expiresAt <= now) throw oauthError("InvalidClientException", "The client's registration has expired");
  return client;
}

/** Throws UnauthorizedClientException when the registration leaves this grant type out. */
export function requireGrant({ grantTypes }: OidcClient, grantType: string): void {
  if (grantTypes.length === 0 || grantTypes.includes(grantType)) return;
  throw oauthError("UnauthorizedClientException", `The client is not registered for the grant type ${grantType}`);
}

/** Throws UnsupportedGrantTypeException for a grant type that the service does not have. */
export function requireKnownGrant(grantType: string): void {
  if (grants.includes(grantType)) return;
  throw oauthError("UnsupportedGrantTypeException", `The grant type ${grantType} is not supported`);
}

/** The scopes of IAM Identity Center's own services; the first is what the access portal asks for. */
function isKnownScope(scope: string): boolean {
  return /^(?:sso:account:access|openid|aws|codewhisperer:\w+)$/.test(scope);
}

function checkRegistration({ clientType, scopes, redirectUris, grantTypes, issuerUrl }: RegisterClientInput): void {
  if (clientType !== "public") {
    throw oauthError("InvalidClientMetadataException", "The client type must be public");
  }
  for (const grantType of grantTypes ?? []) requireKnownGrant(grantType);
  const strange = scopes?.find((scope) => !isKnownScope(scope));
  if (strange !== undefined) throw oauthError("InvalidScopeException", `The scope ${strange} is not known`);
  const unusable = redirectUris?.find((uri) => !isRedirectUri(uri));
  if (unusable !== undefined) throw oauthError("InvalidRedirectUriException", `Invalid redirect URI: ${unusable}`);
  if (grantTypes?.includes("authorization_code") && (redirectUris ?? []).length === 0) {
    throw oauthError("InvalidRedirectUriException", "The grant type authorization_code needs redirect URIs");
  }
  if (issuerUrl !== undefined && !URL.canParse(issuerUrl)) {
    throw oauthError("InvalidRequestException", "The issuer URL is not a URL");
  }
}

function sameRegion(one: string, other: string): boolean {
  return one === "" || other === "" || one === other;
}
