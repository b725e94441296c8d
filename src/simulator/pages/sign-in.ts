import { openSession, userNamed } from "../sso-oidc/sessions.ts";
import type { Rendered } from "../wire/json-protocol.ts";
import type { User } from "../world/directory-records.ts";
import { redirect, renderPage } from "./layout.ts";
import { noQuestion, openQuestion, type Question, signedIn } from "./question.ts";
import { firstSignInPage, signInPage, stuckPage } from "./views.ts";
import type { Route, Visit } from "./visit.ts";

/** How many user names the page offers to who does not know one. */
const shownUsers = 50;

/** Asks who the person is; goes on at once with who is signed in already, unless they want to be somebody else. */
export const signInRoute: Route = (visit) => {
  const question = openQuestion(visit);
  if (question === undefined) return noQuestion();
  if (visit.isPost) return signInAs(visit, question);
  const isKnown = signedIn(visit, question) !== undefined && visit.parameters.get("again") === null;
  return isKnown ? redirect(`/consent?request=${question.authorization.id}`) : askWho(visit, question);
};

/** What the person chose who had no password yet. */
export const firstSignInRoute: Route = (visit) => {
  const question = openQuestion(visit);
  if (question === undefined || !visit.isPost) return noQuestion();
  const userName = visit.parameters.get("user_name") ?? "";
  const user = userNamed(visit.world, question.instance, userName);
  if (user?.status !== "ENABLED") return askWho(visit, question, userName);
  if (visit.parameters.get("choice") !== "set") return renderPage(stuckPage(question.authorization.id));
  visit.world.firstSignIns.set(user.id, { userId: user.id, at: visit.now });
  return welcome(visit, question, user);
};

function signInAs(visit: Visit, question: Question): Rendered {
  const userName = (visit.parameters.get("user_name") ?? "").trim();
  const user = userNamed(visit.world, question.instance, userName);
  if (user?.status !== "ENABLED") return askWho(visit, question, userName, user);
  if (visit.world.firstSignIns.has(user.id)) return welcome(visit, question, user);
  const { formToken } = visit;
  const requestId = question.authorization.id;
  return renderPage(firstSignInPage({ userName: user.attributes.UserName, requestId, formToken }));
}

function welcome({ world, now, cookies }: Visit, { instance, authorization }: Question, user: User): Rendered {
  const answer = redirect(`/consent?request=${authorization.id}`);
  const session = openSession(world, instance, user.id, now);
  return { ...answer, headers: { ...answer.headers, "Set-Cookie": cookies.session(session.id) } };
}

function askWho(visit: Visit, question: Question, userName?: string, user?: User): Rendered {
  const { instance, clientName, startUrl, authorization } = question;
  const problem = user === undefined ? "This directory has no such user name." : "This user is disabled.";
  const userNames = visit.world.users
    .by("store", instance.identityStoreId)
    .slice(0, shownUsers)
    .map(({ attributes }) => attributes.UserName);
  return renderPage(
    signInPage({
      clientName,
      startUrl,
      userNames,
      requestId: authorization.id,
      formToken: visit.formToken,
      ...(userName !== undefined && { userName, problem }),
    }),
  );
}
