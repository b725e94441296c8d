import { freeName } from "../../../core/text/free-name.ts";
import type { SectionName } from "../../aws-config/reading.ts";
import { namedSections } from "../../inspection/opened-inspection.ts";
import { type Outline, type OutlineSection, sessionWithBlanks, soleSetting } from "../../inspection/outline.ts";
import type { Repair } from "./repair.ts";

/** Gives sessions with blanks in their names one that every client reads, and the profiles that use them, too. */
export const renameSessions: Repair = ({ outline }, { includes }, changes) => {
  const touches: SectionName[] = [];
  const rewrites: string[] = [];
  const taken = new Set(namedSections(outline).ssoSessions.keys());
  for (const section of outline.sections.filter(includes)) {
    const name = sessionWithBlanks(section);
    if (name === undefined || outline.sections.some((one) => one !== section && sessionWithBlanks(one) === name))
      continue;
    const readable = freeName(name.replace(/[^A-Za-z0-9_.@%:/-]+/g, "-").replace(/^-+|-+$/g, "") || "session", taken);
    const users = usersOf(outline, name);
    if (users === undefined) continue;
    taken.add(readable);
    const header = `[${section.header}]`;
    const line = outline.lines[section.line]?.text ?? "";
    changes.replace(section.line, [line.replace(header, () => `[sso-session ${readable}]`)]);
    if (section.header !== undefined) rewrites.push(section.header);
    touches.push({ type: "sso-session", name }, { type: "sso-session", name: readable });
    for (const { line, text, user } of users) {
      changes.replace(line, [text.replace(name, () => readable)]);
      touches.push(user);
    }
  }
  return { touches, rewrites };
};

/** The lines that name the session; `undefined` where one of them can't be written anew. */
function usersOf(outline: Outline, session: string) {
  const named = outline.sections.flatMap((section) => settingsNaming(section, session));
  return named.some((one) => one === undefined) ? undefined : named.filter((one) => one !== undefined);

  function settingsNaming(section: OutlineSection, name: string) {
    const user = section.toAwsCli ?? section.toJsSdk;
    const isUser = section.settings.some(({ key, value }) => key.toLowerCase() === "sso_session" && value === name);
    if (user === undefined || !isUser) return [];
    const setting = soleSetting(section, "sso_session");
    if (setting === undefined) return [undefined];
    return [{ line: setting.line, text: outline.lines[setting.line]?.text ?? "", user }];
  }
}
