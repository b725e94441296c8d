import type { SectionName } from "../../aws-config/reading.ts";
import { credentialSections, isSsoProfile, namedSections, openText } from "../../inspection/opened-inspection.ts";
import { soleSetting } from "../../inspection/outline.ts";
import { uselessProcesses } from "../examinations/processes.ts";
import { contradictingKeys, lacksScopes } from "../examinations/sso-settings.ts";
import type { Repair } from "./repair.ts";

/** Puts `#` before the keys of a profile that contradict its sso-session, which is what `onboard local` and the AWS CLI keep. */
export const commentOutLegacyKeys: Repair = ({ outline }, { includes }, changes) => {
  const touches: SectionName[] = [];
  const { profiles, ssoSessions } = namedSections(outline);
  for (const { name, section, values } of profiles.values()) {
    if (!includes(section) || !isSsoProfile(values)) continue;
    for (const key of contradictingKeys(values, ssoSessions)) {
      const setting = soleSetting(section, key);
      if (setting === undefined) continue;
      const text = outline.lines[setting.line]?.text ?? "";
      changes.replace(setting.line, [`${setting.indent}# ${text.slice(setting.indent.length)}`]);
      touches.push({ type: "profile", name });
    }
  }
  return { touches };
};

/** Puts `#` before programs that print no credentials, in profiles that sign in everywhere without them. */
export const commentOutProcesses: Repair = ({ outline }, { includes, beside }, changes) => {
  const touches: SectionName[] = [];
  const credentials = credentialSections(openText("", beside).outline);
  for (const { name, section } of uselessProcesses({ ...namedSections(outline), credentialSections: credentials })) {
    const setting = soleSetting(section, "credential_process");
    if (setting === undefined || !includes(section)) continue;
    const text = outline.lines[setting.line]?.text ?? "";
    changes.replace(setting.line, [`${setting.indent}# ${text.slice(setting.indent.length)}`]);
    touches.push({ type: "profile", name });
  }
  return { touches };
};

/** Adds the scope with which AWS hands out refresh tokens, below the session's Region. */
export const addScopes: Repair = ({ outline }, { includes }, changes) => {
  const touches: SectionName[] = [];
  for (const session of namedSections(outline).ssoSessions.values()) {
    const above = soleSetting(session.section, "sso_region");
    if (above === undefined || !lacksScopes(session) || !includes(session.section)) continue;
    changes.insertAfter(above.line, [`${above.indent}sso_registration_scopes = sso:account:access`]);
    touches.push({ type: "sso-session", name: session.name });
  }
  return { touches };
};
