import { changesOf } from "../../aws-config/line-changes.ts";
import type { SectionName } from "../../aws-config/reading.ts";
import { namedSections } from "../../inspection/opened-inspection.ts";
import { soleSetting } from "../../inspection/outline.ts";
import { lacksScopes } from "../examinations/sso-settings.ts";
import type { Repair } from "./repair.ts";

/** Adds the scope with which AWS hands out refresh tokens, below the session's Region. */
export const addScopes: Repair = ({ outline }, { includes }) => {
  const changes = changesOf(outline.lines);
  const touches: SectionName[] = [];
  for (const session of namedSections(outline).ssoSessions.values()) {
    const above = soleSetting(session.section, "sso_region");
    if (above === undefined || !lacksScopes(session) || !includes(session.section)) continue;
    changes.insertAfter(above.line, [`${above.indent}sso_registration_scopes = sso:account:access`]);
    touches.push({ type: "sso-session", name: session.name });
  }
  return { text: changes.render(), touches };
};
