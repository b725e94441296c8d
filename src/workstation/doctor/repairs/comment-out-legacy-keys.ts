import { changesOf } from "../../aws-config/line-changes.ts";
import type { SectionName } from "../../aws-config/reading.ts";
import { isSsoProfile, namedSections } from "../../inspection/opened-inspection.ts";
import { soleSetting } from "../../inspection/outline.ts";
import { contradictingKeys } from "../examinations/sso-settings.ts";
import type { Repair } from "./repair.ts";

/** Puts `#` before the keys of a profile that contradict its sso-session, which is what `onboard local` and the AWS CLI keep. */
export const commentOutLegacyKeys: Repair = ({ outline }, { includes }) => {
  const changes = changesOf(outline.lines);
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
  return { text: changes.render(), touches };
};
