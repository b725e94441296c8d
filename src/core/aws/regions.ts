import type { Fault } from "../errors/fault.ts";
import { closest, didYouMean } from "../text/did-you-mean.ts";
import { quoted } from "../text/visible-text.ts";

/** The Regions of all partitions as of 2026. Newer ones exist: the list is for suggestions, not for refusing. */
export const KNOWN_REGIONS: readonly string[] = [
  ..."us-east-1 us-east-2 us-west-1 us-west-2 ca-central-1 ca-west-1 mx-central-1 sa-east-1".split(" "),
  ..."eu-west-1 eu-west-2 eu-west-3 eu-central-1 eu-central-2 eu-north-1 eu-south-1 eu-south-2".split(" "),
  ..."ap-northeast-1 ap-northeast-2 ap-northeast-3 ap-south-1 ap-south-2 ap-east-1 ap-east-2".split(" "),
  ..."ap-southeast-1 ap-southeast-2 ap-southeast-3 ap-southeast-4 ap-southeast-5 ap-southeast-6".split(" "),
  ..."ap-southeast-7 af-south-1 il-central-1 me-central-1 me-south-1".split(" "),
  ..."cn-north-1 cn-northwest-1 us-gov-east-1 us-gov-west-1 eusc-de-east-1".split(" "),
  ..."us-iso-east-1 us-iso-west-1 us-isob-east-1 us-isob-west-1 eu-isoe-west-1 us-isof-east-1 us-isof-south-1".split(
    " ",
  ),
];

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
