import { newHex, newUuid } from "../world/ids.ts";
import type { ClientAuthorization, CodeAuthorization, Decision, OidcClient } from "../world/sign-in-records.ts";
import type { World } from "../world/world.ts";
import { lifetimes } from "./lifetimes.ts";
import { redirectMatches } from "./redirect-uri.ts";
import { instanceAt } from "./start-url.ts";

/** What becomes of a request for an authorization code. */
export type AuthorizeOutcome =
  | { readonly kind: "ask"; readonly authorization: CodeAuthorization }
  /** The client is told what is wrong, at its own redirect URI. */
  | { readonly kind: "redirect"; readonly location: string }
  /** Nobody can be told but the person: the client is not known, or not to be sent back to. */
  | { readonly kind: "refuse"; readonly error: string; readonly description: string };

/**
 * Checks what a browser brought to `/authorize`, and keeps it until the person has answered. `region`: where the request
 * went, empty when that is not known. https://datatracker.ietf.org/doc/html/rfc6749#section-4.1.1
 */
export function authorize(world: World, query: URLSearchParams, region: string, now: number): AuthorizeOutcome {
  const client = world.oidcClients.get(query.get("client_id") ?? "");
  if (client === undefined || client.expiresAt <= now) return refuse("invalid_client", "Invalid client provided");
  const redirectUri = query.get("redirect_uri") ?? "";
  if (!redirectMatches(client.redirectUris, redirectUri)) {
    return refuse("invalid_request", "The redirect URI is not one that the client is registered with");
  }
  const instance = instanceAt(world, client.issuerUrl ?? "", client.region || region);
  if (instance === undefined) return refuse("invalid_grant", "Invalid grant provided");

  const state = query.get("state") ?? undefined;
  const problem = problemOf(client, query);
  if (problem !== undefined) {
    return { kind: "redirect", location: redirectTo(redirectUri, { ...problem, state }) };
  }
  const authorization: CodeAuthorization = {
    kind: "code",
    id: newUuid(world),
    clientId: client.clientId,
    instanceArn: instance.arn,
    code: `simulated-authorization-code-${newHex(world, 48)}`,
    redirectUri,
    ...(state !== undefined && { state }),
    codeChallenge: query.get("code_challenge") ?? "",
    expiresAt: now + lifetimes.authorizationCode,
    redeemed: false,
  };
  world.clientAuthorizations.set(authorization.id, authorization);
  return { kind: "ask", authorization };
}

/** Keeps what the person answered; where their browser goes to tell the client, when it is the browser that tells it. */
export function decide(world: World, authorization: ClientAuthorization, decision: Decision): string | undefined {
  world.clientAuthorizations.set(authorization.id, { ...authorization, decision });
  if (authorization.kind === "device") return undefined;
  const { redirectUri, code, state } = authorization;
  if (decision.answer === "allowed") return redirectTo(redirectUri, { code, state });
  return redirectTo(redirectUri, { error: "access_denied", error_description: decision.reason, state });
}

function problemOf({ scopes, grantTypes }: OidcClient, query: URLSearchParams) {
  if (query.get("response_type") !== "code") {
    return problem("unsupported_response_type", "The response type must be code");
  }
  if (!grantTypes.includes("authorization_code")) {
    return problem("unauthorized_client", "The client is not registered for authorization codes");
  }
  if (!/^[\w-]{43}$/.test(query.get("code_challenge") ?? "") || query.get("code_challenge_method") !== "S256") {
    return problem("invalid_request", "A code challenge by the method S256 must be there");
  }
  const asked = (query.get("scopes") ?? query.get("scope") ?? "").split(" ").filter((scope) => scope !== "");
  const strange = asked.find((scope) => !scopes.includes(scope));
  if (strange === undefined) return undefined;
  return problem("invalid_scope", `The client is not registered for the scope ${strange}`);
}

function problem(error: string, description: string) {
  return { error, error_description: description };
}

function refuse(error: string, description: string): AuthorizeOutcome {
  return { kind: "refuse", error, description };
}

function redirectTo(redirectUri: string, parameters: Readonly<Record<string, string | undefined>>): string {
  const url = new URL(redirectUri);
  for (const [name, value] of Object.entries(parameters)) {
    if (value !== undefined) url.searchParams.set(name, value);
  }
  return url.href;
}
