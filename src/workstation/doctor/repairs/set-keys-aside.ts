import { freeName } from "../../../core/text/free-name.ts";
import { changesOf, type LineChanges } from "../../aws-config/line-changes.ts";
import { joinLines } from "../../aws-config/lines.ts";
import { readLikeEach } from "../../aws-config/readings.ts";
import { lostCredentials } from "../../credentials/lost-credentials.ts";
import {
  credentialSections,
  type NamedSection,
  namedSections,
  type OpenedFile,
  openText,
} from "../../inspection/opened-inspection.ts";
import type { Outline } from "../../inspection/outline.ts";
import { sectionsInTheWay } from "../examinations/static-keys.ts";
import type { Repair } from "./repair.ts";

/** Renames sections of the credentials file whose keys beat a sign-in. The keys stay, under a name that nobody uses yet. */
export const setKeysAside: Repair = ({ outline }, { includes, beside }, changes) => {
  const wanted = sectionsToSetAside({ outline }, beside).filter(({ section }) => includes(section));
  return { renames: rename(wanted, outline, beside, changes) };
};

/** The sections in the way of a sign-in without which no client loses credentials, as the files are spelled. */
export function sectionsToSetAside({ outline }: Pick<OpenedFile, "outline">, config: string): readonly NamedSection[] {
  const files = { ...namedSections(openText("", config).outline), credentialSections: credentialSections(outline) };
  const before = { config: readLikeEach(config), credentials: readLikeEach(joinLines(outline.lines)), env: {} };
  const isFree = (sections: readonly NamedSection[]) => {
    const changes = changesOf(outline.lines);
    rename(sections, outline, config, changes);
    return lostCredentials(before, { ...before, credentials: readLikeEach(changes.render()) }).length === 0;
  };
  const inTheWay = sectionsInTheWay(files);
  return isFree(inTheWay) ? inTheWay : inTheWay.filter((one) => isFree([one]));
}

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
