import { meaningToAwsCli } from "./read-like-aws-cli.ts";
import { meaningToJsSdk } from "./read-like-js-sdk.ts";
import {
  type ConfigReading,
  type SectionName,
  type SectionSettings,
  type Setting,
  sectionKey,
  sectionsOfType,
} from "./reading.ts";
import type { BothReadings } from "./readings.ts";
import type { WantedSection } from "./section-edit.ts";

/** Sections, apart from the named ones, that a client reads differently after a change. */
export function changedSections(
  before: BothReadings,
  after: BothReadings,
  touched: ReadonlySet<string>,
): readonly string[] {
  return [
    ...differences(before.awsCli, after.awsCli, (name) => isTouched(meaningToAwsCli(name), touched)),
    ...differences(before.jsSdk, after.jsSdk, (name) => isTouched(meaningToJsSdk(name), touched)),
  ];
}

/** Whether both clients now read the wanted changes in these sections, and what they read there before. */
export function isAsWanted(
  before: BothReadings,
  after: BothReadings,
  wanted: ReadonlyMap<string, WantedSection>,
): boolean {
  return [...wanted.values()].every(
    (one) => isSectionAsWanted(before.awsCli, after.awsCli, one) && isSectionAsWanted(before.jsSdk, after.jsSdk, one),
  );
}

function isSectionAsWanted(
  before: ConfigReading,
  after: ConfigReading,
  { section: { type, name }, set, unset }: WantedSection,
): boolean {
  // The SDK tells "Region" from "region"; the AWS CLI does not, and so neither does an edit.
  const isEdited = (key: string) => set.has(key.toLowerCase()) || unset.has(key.toLowerCase());
  const kept = [...(sectionsOfType(before, type).get(name) ?? [])].filter(([key]) => !isEdited(key));
  return sameSettings(new Map([...kept, ...set]), sectionsOfType(after, type).get(name) ?? new Map());
}

function differences(
  before: ConfigReading,
  after: ConfigReading,
  isExempt: (name: string) => boolean,
): readonly string[] {
  const names = new Set([...before.sections.keys(), ...after.sections.keys()]);
  return [...names].filter((name) => !isExempt(name) && !same(before.sections.get(name), after.sections.get(name)));
}

function isTouched(name: SectionName | undefined, touched: ReadonlySet<string>): boolean {
  return name !== undefined && touched.has(sectionKey(name));
}

function same(before: SectionSettings | undefined, after: SectionSettings | undefined): boolean {
  if (before === undefined || after === undefined) return before === after;
  return sameSettings(before, after);
}

/** Whether two sections say the same. */
export function sameSettings(before: SectionSettings, after: SectionSettings): boolean {
  return before.size === after.size && [...before].every(([key, value]) => sameSetting(value, after.get(key)));
}

function sameSetting(before: Setting, after: Setting | undefined): boolean {
  if (typeof before === "string" || typeof after === "string" || after === undefined) return before === after;
  return sameSettings(before, after);
}
