import type { Fault } from "../errors/fault.ts";
import { closest, didYouMean } from "../text/did-you-mean.ts";
import { quoted } from "../text/visible-text.ts";
import { PARTITIONS } from "./partition-table.ts";

/** The Regions of all partitions. Newer ones exist: the list is for suggestions, not for refusing. */
export const KNOWN_REGIONS: readonly string[] = Object.values(PARTITIONS).flatMap(({ regions }) => regions);

const syntax = /^[a-z]{2,4}(-[a-z]+)+-\d{1,2}$/;
const knownWords = new Set(KNOWN_REGIONS.flatMap((region) => region.split("-").slice(1, -1)));
const knownAreas = new Set(KNOWN_REGIONS.map((region) => region.split("-")[0]));

/** Whether this can be a Region's code. An unknown one passes when it is made of words that Regions are made of. */
export function regionFault(text: string): Fault | undefined {
  if (!syntax.test(text)) {
    return { message: `${quoted(text)} is not a Region's code.`, remedy: suggestion(text) };
  }
  const [area = "", ...words] = text.split("-").slice(0, -1);
  const swapped = !knownAreas.has(area) && knownAreas.has([...area].reverse().join(""));
  if (!swapped && words.every((word) => knownWords.has(word))) return undefined;
  return { message: `There is no Region ${quoted(text)}.`, remedy: suggestion(text) };
}

/** What is odd about a Region that can be one and is not known: new ones are made, and a digit is soon mistyped. */
export function unknownRegionFault(region: string): Fault | undefined {
  if (KNOWN_REGIONS.includes(region)) return undefined;
  return {
    message: `Region ${quoted(region)} is none of those known in 2026.`,
    remedy: `If it is not new, correct it.${didYouMean(region, KNOWN_REGIONS)}`,
  };
}

function suggestion(text: string): string {
  const code = text.toLowerCase().replace(/[\s_]+/g, "-");
  const likely = closest(code, KNOWN_REGIONS) ?? closest(code.replace(/[a-z]$/, ""), KNOWN_REGIONS);
  if (likely !== undefined) return `Did you mean "${likely}"?`;
  return 'Write it like "eu-west-1" (AWS console, top right).';
}
