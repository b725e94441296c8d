import type { SectionName } from "../../aws-config/reading.ts";
import { meaningOf, type OutlineSetting, ownSettings } from "../../inspection/outline.ts";
import { isRespelled } from "../examinations/key-spelling.ts";
import type { Repair } from "./repair.ts";

/** Writes the keys of a sign-in as every client reads them, with the comment behind a value on a line of its own above. */
export const respellKeys: Repair = ({ outline }, { includes }, changes) => {
  const touches: SectionName[] = [];
  for (const section of outline.sections.filter(includes)) {
    const name = meaningOf(section);
    if (name === undefined) continue;
    for (const setting of ownSettings(section.settings)) {
      if (!isMisspelled(setting) || !isRespelled(section, setting)) continue;
      changes.replace(setting.line, respelled(outline.lines[setting.line]?.text ?? "", setting));
      touches.push(name);
    }
  }
  return { touches };
};

function isMisspelled({ key, separator, comment }: OutlineSetting): boolean {
  return key !== key.toLowerCase() || separator === ":" || comment !== undefined;
}

function respelled(text: string, { indent, key, separator, value, comment }: OutlineSetting): readonly string[] {
  const content = text.slice(indent.length);
  const at = content.indexOf(separator);
  const behind = content.slice(at + 1);
  const blanks = behind.slice(0, behind.indexOf(value));
  const rest = comment === undefined ? behind : blanks + value;
  const line =
    separator === ":"
      ? `${indent}${key.toLowerCase()} = ${value}`
      : `${indent}${content.slice(0, at).toLowerCase()}=${rest}`;
  return comment === undefined ? [line] : [indent + comment, line];
}
