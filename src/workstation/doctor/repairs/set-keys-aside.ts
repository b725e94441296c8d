import { changesOf } from "../../aws-config/line-changes.ts";
import { credentialSections } from "../../inspection/opened-inspection.ts";
import { shadowingSections } from "../examinations/static-keys.ts";
import type { Repair } from "./repair.ts";

/** Renames sections of the credentials file whose keys beat a sign-in. The keys stay, under a name that nobody uses yet. */
export const setKeysAside: Repair = ({ outline }, { includes, profiles }) => {
  const changes = changesOf(outline.lines);
  const sections = credentialSections(outline);
  const taken = new Set([...sections.keys(), ...profiles.keys()]);
  const renames = new Map<string, string>();
  for (const { name, section } of shadowingSections(sections, profiles)) {
    if (!includes(section)) continue;
    const aside = freeName(`${name}-old`, taken);
    const text = outline.lines[section.line]?.text ?? "";
    changes.replace(section.line, [text.replace(`[${name}]`, () => `[${aside}]`)]);
    taken.add(aside);
    renames.set(name, aside);
  }
  return { text: changes.render(), renames };
};

function freeName(wanted: string, taken: ReadonlySet<string>): string {
  let name = wanted;
  for (let number = 2; taken.has(name); number += 1) name = `${wanted}-${number}`;
  return name;
}
