import { liveSession } from "../sso-oidc/sessions.ts";
import { startUrlOf } from "../sso-oidc/start-url.ts";
import type { Rendered } from "../wire/json-protocol.ts";
import type { User } from "../world/directory-records.ts";
import type { Instance } from "../world/identity-center-records.ts";
import type { ClientAuthorization, PortalSession } from "../world/sign-in-records.ts";
import { renderPage } from "./layout.ts";
import { problemPage } from "./views.ts";
import type { Visit } from "./visit.ts";

/** What a page is about: who asks the person for what, in which Identity Center. */
export interface Question {
  readonly authorization: ClientAuthorization;
  readonly instance: Instance;
  readonly clientName: string;
  readonly startUrl: string;
}

/** The question that a page's `request` parameter names, if it is still open. */
export function openQuestion({ world, now, parameters }: Visit): Question | undefined {
  const authorization = world.clientAuthorizations.get(parameters.get("request") ?? "");
  const instance = authorization && world.instances.get(authorization.instanceArn);
  const client = authorization && world.oidcClients.get(authorization.clientId);
  if (!authorization || !instance || !client) return undefined;
  if (authorization.expiresAt <= now || authorization.decision !== undefined) return undefined;
  const startUrl = startUrlOf(instance) ?? client.issuerUrl ?? "";
  return { authorization, instance, clientName: client.clientName, startUrl };
}

/** Who is signed in with this browser, in the Identity Center that the question is about. */
export function signedIn(
  { world, now, browser }: Visit,
  { instance }: Question,
): { readonly session: PortalSession; readonly user: User } | undefined {
  const live = liveSession(world, browser.sessionId ?? "", now);
  return live?.session.instanceArn === instance.arn ? live : undefined;
}

/** What is shown instead of a question that is not open. */
export function noQuestion(): Rendered {
  const why = "This request was answered already, or it is too old. Start the sign-in again from your terminal.";
  return renderPage(problemPage(400, "Nothing to answer here", why));
}
