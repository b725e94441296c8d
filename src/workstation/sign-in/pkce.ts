import { createHash, randomBytes } from "node:crypto";
import { OnboardError } from "../../core/errors/onboard-error.ts";
import { failedPage, finishedPage } from "./callback-pages.ts";
import { type Callback, type CallbackServer, startCallbackServer } from "./callback-server.ts";
import { explainSignIn, signInRefused } from "./explain-sign-in.ts";
import type { FlowContext } from "./flow.ts";
import { forgetRegistration, type Registration } from "./registration-cache.ts";
import { withTimeLimit } from "./time-limit.ts";
import { type IssuedToken, writeToken } from "./token-cache.ts";

/**
 * Signs in with a browser on this machine: authorization code with PKCE, back to 127.0.0.1. The browser gets its last
 * page when the token is in the cache, so what it says is true. Nothing keeps listening, however this ends.
 * https://docs.aws.amazon.com/cli/latest/userguide/cli-configure-sso.html
 */
export async function signInWithBrowser(context: FlowContext, registration: Registration): Promise<IssuedToken> {
  const state = random(24);
  const server = await startCallbackServer(state).catch((error: NodeJS.ErrnoException) => {
    throw cannotListen(error);
  });
  const attempt = { registration, server, verifier: random(48) };
  try {
    const url = await authorizeUrl(context, attempt, state);
    const opened = (await context.openBrowser?.(url)) ?? false;
    context.show({ type: "sign-in-page", url, opened });
    const callback = await waitForBrowser(context, server);
    return await finish(callback, context, attempt);
  } finally {
    await server.close();
  }
}

interface Attempt {
  readonly registration: Registration;
  readonly server: CallbackServer;
  /** The secret of RFC 7636, of which the browser carries only a digest (method S256). */
  readonly verifier: string;
}

/** What nobody can guess, in the alphabet that RFC 7636 allows. */
function random(bytes: number): string {
  return randomBytes(bytes).toString("base64url");
}

/**
 * The parameters and their order are those of the AWS CLI; `scopes` is AWS's own, where OAuth says `scope`. `state` ties
 * the browser's return to the sign-in that sent it out.
 */
async function authorizeUrl(
  { oidc, session }: FlowContext,
  { registration, server, verifier }: Attempt,
  state: string,
): Promise<string> {
  const endpoint = await oidc.authorizeEndpoint();
  const parameters = {
    response_type: "code",
    client_id: registration.clientId,
    redirect_uri: server.redirectUri,
    state,
    code_challenge_method: "S256",
    scopes: session.scopes.join(" "),
    code_challenge: createHash("sha256").update(verifier).digest("base64url"),
  };
  const query = Object.entries(parameters).map(([name, value]) => `${name}=${encodeURIComponent(value)}`);
  return `${endpoint.href}?${query.join("&")}`;
}

/**
 * A registration that AWS no longer knows shows only as an error in the browser, which then never comes back. So one
 * that led nowhere is dropped, and the next attempt registers anew.
 */
async function waitForBrowser(context: FlowContext, server: CallbackServer): Promise<Callback> {
  const { signal, timeLimit: milliseconds, home, session } = context;
  const reason = () => notFinished(milliseconds);
  try {
    return await withTimeLimit({ milliseconds, signal, reason }, (limited) => server.callback(limited));
  } catch (error) {
    if (!signal.aborted) await forgetRegistration(home, session);
    throw error;
  }
}

async function finish(callback: Callback, context: FlowContext, attempt: Attempt): Promise<IssuedToken> {
  try {
    const token = await exchange(callback, context, attempt);
    await writeToken(context.home, context.session.name, token);
    await callback.answer(finishedPage(context.session.name));
    return token;
  } catch (error) {
    const { message, remedy } = pageTextOf(explainSignIn(error, context.session));
    await callback.answer(failedPage(message, remedy));
    throw error;
  }
}

function exchange({ outcome }: Callback, { oidc }: FlowContext, attempt: Attempt): Promise<IssuedToken> {
  if (outcome.status === "refused") throw refusal(outcome.error, outcome.description);
  const { registration, server, verifier } = attempt;
  const { code } = outcome;
  const { redirectUri } = server;
  return oidc.createToken(registration, { grantType: "authorization_code", code, codeVerifier: verifier, redirectUri });
}

function pageTextOf(error: unknown): { readonly message: string; readonly remedy: string } {
  if (error instanceof OnboardError) return error;
  return { message: "Something unexpected happened.", remedy: "Look into the terminal for what it was." };
}

/** The OAuth error codes that a return can carry: RFC 6749 §4.1.2.1. */
function refusal(error: string, description: string): OnboardError {
  const aws = { name: printable(error), message: printable(description || error), operation: "Authorize" };
  if (error === "access_denied") return new OnboardError({ kind: "signed-out", ...signInRefused(), aws });
  return new OnboardError({
    kind: "failed",
    message: `AWS ended the sign-in in the browser (${aws.name}): ${aws.message}.`,
    remedy:
      "Run the same command again. If it ends the same way, the Region or start URL of the sso-session may be wrong: ask your admin for both.",
    aws,
  });
}

/** What a browser brings is anyone's text: only plain characters of it are repeated. */
function printable(text: string): string {
  return text
    .replace(/[^ -~]/g, "?")
    .replace(/\.$/, "")
    .slice(0, 200);
}

function notFinished(milliseconds: number): OnboardError {
  return new OnboardError({
    kind: "signed-out",
    message: `Nobody finished the sign-in in a browser within ${Math.max(1, Math.round(milliseconds / 60_000))} min.`,
    remedy:
      "Run the same command again. If the browser cannot come back to this machine, add --use-device-code. If it showed an error of AWS, the Region or start URL may be wrong.",
  });
}

function cannotListen(error: NodeJS.ErrnoException): OnboardError {
  return new OnboardError(
    {
      kind: "failed",
      message: `No port of 127.0.0.1 could be opened for the browser to come back to (${error.code ?? error.message}).`,
      remedy: "Run the same command with --use-device-code.",
    },
    { cause: error },
  );
}
