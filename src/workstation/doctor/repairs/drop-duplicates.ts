import { duplicateKeys, duplicateSections, lastLineOf } from "../examinations/duplicates.ts";
import type { Repair } from "./repair.ts";

/** Removes second sections that say exactly what the first does. */
export const dropDuplicateSections: Repair = ({ outline }, { includes }, changes) => {
  for (const { second, isIdentical } of duplicateSections(outline)) {
    if (!isIdentical || !includes(second)) continue;
    for (let line = second.line; line <= lastLineOf(second); line += 1) changes.drop(line);
  }
  return {};
};

/** Removes second keys of a section that say exactly what the first does. */
export const dropDuplicateKeys: Repair = ({ outline }, { includes }, changes) => {
  for (const section of outline.sections.filter(includes)) {
    for (const { second, isIdentical } of duplicateKeys(outline, section)) {
      if (isIdentical) changes.drop(second.line);
    }
  }
  return {};
};
