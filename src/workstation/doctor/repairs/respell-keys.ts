import type { LineChanges } from "../../aws-config/line-changes.ts";
import {
  meaningOf,
  type Outline,
  type OutlineSection,
  type OutlineSetting,
  ownSettings,
} from "../../inspection/outline.ts";
import { isRespelled } from "../examinations/key-spelling.ts";
import type { Repair } from "./repair.ts";

/** Writes the keys that count as every client reads them, with the comment behind a value on a line of its own above. */
export const respellKeys: Repair = ({ outline }, { includes }, changes) => {
  const named = outline.sections.filter((section) => meaningOf(section) !== undefined && includes(section));
  const touched = named.filter((section) => respell(outline, section, changes));
  return { touches: touched.flatMap((section) => meaningOf(section) ?? []) };
};

/** The same in the credentials file, where every section is a profile. */
export const respellCredentialKeys: Repair = ({ outline }, { includes }, changes) => {
  const touched = outline.sections.filter((section) => includes(section) && respell(outline, section, changes));
  return { rewrites: touched.flatMap(({ header }) => header ?? []) };
};

function respell(outline: Outline, section: OutlineSection, changes: LineChanges): boolean {
  const wrong = ownSettings(section.settings).filter((one) => isMisspelled(one) && isRespelled(section, one));
  for (const setting of wrong) {
    changes.replace(setting.line, respelled(outline.lines[setting.line]?.text ?? "", setting));
  }
  return wrong.length > 0;
}

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
