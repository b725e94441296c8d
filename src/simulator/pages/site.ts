import type { IncomingHttpHeaders } from "node:http";
import type { Address } from "../call.ts";
import { type Approver, decisionOf } from "../sso-oidc/approver.ts";
import { authorize, decide } from "../sso-oidc/authorize.ts";
import { isLoopback } from "../wire/address.ts";
import type { Rendered } from "../wire/json-protocol.ts";
import type { World } from "../world/world.ts";
import { consentRoute, doneRoute } from "./consent.ts";
import { deviceRoute } from "./device.ts";
import { redirect, renderPage } from "./layout.ts";
import { firstSignInRoute, signInRoute } from "./sign-in.ts";
import { problemPage } from "./views.ts";
import type { Route } from "./visit.ts";
import { Cookies, FormTokens, isFromElsewhere } from "./visitor.ts";

/** A browser's request, as far as the pages look at it. */
export interface PageRequest {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  readonly address: Address;
}

/** What the pages need of the simulator. */
export interface SiteSettings {
  readonly world: World;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  readonly approver: Approver | undefined;
}

/** The pages that a person sees while they sign in. */
export interface Site {
  has(path: string): boolean;
  show(request: PageRequest): Rendered;
}

const routes: Readonly<Record<string, Route>> = {
  "/sign-in": signInRoute,
  "/first-sign-in": firstSignInRoute,
  "/consent": consentRoute,
  "/device": deviceRoute,
  "/done": doneRoute,
};

/** The pages over a world: `/authorize`, where clients send the browser, `/device`, and what comes after them. */
export function createSite(settings: SiteSettings): Site {
  const formTokens = new FormTokens();
  return {
    has: (path) => path === "/authorize" || path === "/favicon.ico" || Object.hasOwn(routes, path),
    show: (request) => {
      if (request.path === "/favicon.ico") return { status: 204, headers: {}, body: "" };
      return guarded(request) ?? shown(request, settings, formTokens);
    },
  };
}

/** Pages are for browsers on this machine, which name it by its own name, and do not post from elsewhere. */
function guarded({ method, headers }: PageRequest): Rendered | undefined {
  if (!isLoopback(headers.host ?? "")) {
    return renderPage(problemPage(421, "Wrong address", "These pages are only shown on 127.0.0.1."));
  }
  if (method === "GET") return undefined;
  if (method !== "POST") return renderPage(problemPage(405, "Not possible", "Pages are read or posted to."));
  if (!isFromElsewhere(headers)) return undefined;
  return renderPage(problemPage(403, "Refused", "This form was sent from a page of another site. Nothing was done."));
}

function shown(request: PageRequest, settings: SiteSettings, formTokens: FormTokens): Rendered {
  const { method, path, query, headers, body, address } = request;
  if (path === "/authorize") return authorizeRoute(query, address.region, settings);
  const cookies = new Cookies(address.origin);
  const browser = cookies.read(headers.cookie);
  const isPost = method === "POST";
  const parameters = isPost ? new URLSearchParams(body) : query;
  if (isPost && !formTokens.fits(browser, parameters.get("form_token") ?? "")) {
    const why = "This form is too old, or cookies are switched off. Start the sign-in again from your terminal.";
    return renderPage(problemPage(403, "Start again", why));
  }
  const { world, now } = settings;
  const visit = { world, now: now(), browser, cookies, formToken: formTokens.tokenFor(browser), parameters, isPost };
  const answer = routes[path]?.(visit) ?? renderPage(problemPage(404, "Not found", "There is no such page."));
  if (!browser.isNew || isPost) return answer;
  return { ...answer, headers: { ...answer.headers, "Set-Cookie": cookies.browser(browser.id) } };
}

/** Where clients send the browser. An approver answers on the spot; a person is asked to sign in. */
function authorizeRoute(query: URLSearchParams, region: string, { world, now, approver }: SiteSettings): Rendered {
  const outcome = authorize(world, query, region, now());
  switch (outcome.kind) {
    case "refuse":
      return renderPage(problemPage(400, "This sign-in cannot go on", `${outcome.error}: ${outcome.description}.`));
    case "redirect":
      return redirect(outcome.location);
    case "ask": {
      const { authorization } = outcome;
      const instance = world.instances.get(authorization.instanceArn);
      if (approver === undefined || instance === undefined) return redirect(`/sign-in?request=${authorization.id}`);
      const location = decide(world, authorization, decisionOf(approver, world, instance, now()));
      return redirect(location ?? `/done?request=${authorization.id}`);
    }
    default:
      return outcome satisfies never;
  }
}
