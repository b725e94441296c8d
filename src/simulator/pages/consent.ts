import { decide } from "../sso-oidc/authorize.ts";
import type { ClientAuthorization, Decision } from "../world/sign-in-records.ts";
import { redirect, renderPage } from "./layout.ts";
import { noQuestion, openQuestion, signedIn } from "./question.ts";
import { consentPage, donePage } from "./views.ts";
import type { Route } from "./visit.ts";

/** Asks whether the client may act for the person, and passes the answer on. */
export const consentRoute: Route = (visit) => {
  const question = openQuestion(visit);
  if (question === undefined) return noQuestion();
  const { authorization, clientName, startUrl } = question;
  const person = signedIn(visit, question);
  if (person === undefined) return redirect(`/sign-in?request=${authorization.id}`);
  const answer = visit.parameters.get("answer");
  if (!visit.isPost || (answer !== "allow" && answer !== "deny")) {
    const { formToken } = visit;
    const userName = person.user.attributes.UserName;
    const page = { clientName, userName, startUrl, formToken, requestId: authorization.id };
    return renderPage(consentPage({ ...page, ...destinationOf(authorization) }));
  }
  const decision: Decision =
    answer === "allow"
      ? { answer: "allowed", sessionId: person.session.id, at: visit.now }
      : { answer: "denied", reason: "The person denied access", at: visit.now };
  return redirect(decide(visit.world, authorization, decision) ?? `/done?request=${authorization.id}`);
};

/** Tells the person that it is over, when no client's page of its own does. */
export const doneRoute: Route = ({ world, parameters }) => {
  const authorization = world.clientAuthorizations.get(parameters.get("request") ?? "");
  const client = authorization && world.oidcClients.get(authorization.clientId);
  if (!client || authorization?.decision === undefined) return noQuestion();
  return renderPage(donePage(authorization.decision.answer, client.clientName));
};

/** Browsers hold the redirect after a form against the page's policy, so it must know where that goes. */
function destinationOf(authorization: ClientAuthorization): { leadsTo?: string } {
  if (authorization.kind === "device") return {};
  const { origin, protocol } = new URL(authorization.redirectUri);
  return { leadsTo: origin === "null" ? protocol : origin };
}
