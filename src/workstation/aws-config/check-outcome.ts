import { isDeepStrictEqual } from "node:util";
import { type ConfigReading, sectionKey, sectionsOfType } from "./reading.ts";
import { type BothReadings, CLIENTS, type Client } from "./readings.ts";
import type { WantedSection } from "./section-edit.ts";

/** Sections that a client reads differently after a change, apart from those that it was about. */
export function changedSections(
  client: Client,
  before: ConfigReading,
  after: ConfigReading,
  touched: ReadonlySet<string>,
): readonly string[] {
  const names = new Set([...before.sections.keys(), ...after.sections.keys()]);
  return [...names].filter((name) => {
    const meaning = CLIENTS[client].meaning(name);
    const isTouched = meaning !== undefined && touched.has(sectionKey(meaning));
    return !isTouched && !isDeepStrictEqual(before.sections.get(name), after.sections.get(name));
  });
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
  const wanted = new Map([...kept, ...set]);
  return isDeepStrictEqual(wanted, sectionsOfType(after, type).get(name) ?? new Map());
}
