import { freeName } from "../../../core/text/free-name.ts";
import type { LineChanges } from "../../aws-config/line-changes.ts";
import { credentialSections, type NamedSection, namedSections, openText } from "../../inspection/opened-inspection.ts";
import type { Outline } from "../../inspection/outline.ts";
import { sectionsInTheWay } from "../examinations/static-keys.ts";
import type { Repair } from "./repair.ts";

/** Renames sections of the credentials file whose keys beat a sign-in. The keys stay, under a name that nobody uses yet. */
export const setKeysAside: Repair = ({ outline }, { includes, beside }, changes) => {
  const files = { ...namedSections(openText("", beside).outline), credentialSections: credentialSections(outline) };
  const wanted = sectionsInTheWay(files).filter(({ section }) => includes(section));
  return { renames: rename(wanted, outline, beside, changes) };
};

/** Notes other names for these sections of the credentials file, and gives them by the names that they had. */
function rename(
  sections: readonly NamedSection[],
  outline: Outline,
  config: string,
  changes: LineChanges,
): ReadonlyMap<string, string> {
  const renames = new Map<string, string>();
  const { profiles } = namedSections(openText("", config).outline);
  const taken = new Set([...credentialSections(outline).keys(), ...profiles.keys()]);
  for (const { name, section } of sections) {
    const aside = freeName(`${name}-old`, taken);
    const text = outline.lines[section.line]?.text ?? "";
    changes.replace(section.line, [text.replace(`[${name}]`, () => `[${aside}]`)]);
    taken.add(aside);
    renames.set(name, aside);
  }
  return renames;
}
