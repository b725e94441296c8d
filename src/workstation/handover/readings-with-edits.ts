import { type ConfigReading, type SectionSettings, sectionsOfType } from "../aws-config/reading.ts";
import type { BothReadings } from "../aws-config/readings.ts";
import type { SectionEdit } from "../aws-config/section-edit.ts";

/** What both clients will read in the config file once it is edited: that they do is checked when it is. */
export function readingsWithEdits({ awsCli, jsSdk }: BothReadings, edits: readonly SectionEdit[]): BothReadings {
  return { awsCli: withEdits(awsCli, edits), jsSdk: withEdits(jsSdk, edits) };
}

function withEdits(reading: ConfigReading, edits: readonly SectionEdit[]): ConfigReading {
  const sections = (type: SectionEdit["section"]["type"]) => {
    const all = new Map(sectionsOfType(reading, type));
    for (const { section, set, unset = [] } of edits) {
      if (section.type === type) all.set(section.name, edited(all.get(section.name) ?? new Map(), set, unset));
    }
    return all;
  };
  return { ...reading, profiles: sections("profile"), ssoSessions: sections("sso-session") };
}

/** A key is edited however it is spelled. */
function edited(settings: SectionSettings, set: SectionEdit["set"], unset: readonly string[]): SectionSettings {
  const isEdited = (key: string) => unset.includes(key.toLowerCase()) || Object.hasOwn(set, key.toLowerCase());
  return new Map([...[...settings].filter(([key]) => !isEdited(key)), ...Object.entries(set)]);
}
