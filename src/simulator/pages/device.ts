import { redirect, renderPage } from "./layout.ts";
import { deviceCodePage } from "./views.ts";
import type { Route } from "./visit.ts";

/** Finds the request that a device's code stands for. Codes may be typed in any case, with or without the hyphen. */
export const deviceRoute: Route = ({ world, now, parameters, isPost, formToken }) => {
  const typed = parameters.get("user_code") ?? "";
  if (!isPost) return renderPage(deviceCodePage({ userCode: typed.slice(0, 20), formToken }));
  const letters = typed.toUpperCase().replace(/[^A-Z]/g, "");
  const authorization = world.clientAuthorizations.by("userCode", `${letters.slice(0, 4)}-${letters.slice(4)}`)[0];
  if (authorization !== undefined && authorization.expiresAt > now && authorization.decision === undefined) {
    return redirect(`/sign-in?request=${authorization.id}`);
  }
  const problem =
    authorization === undefined
      ? "There is no such code. Compare it with the one in your terminal."
      : "This code was answered already, or it is too old. Start the sign-in again from your terminal.";
  return renderPage(deviceCodePage({ userCode: typed.slice(0, 20), formToken, problem }));
};
