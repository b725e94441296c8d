import type { Fault } from "../errors/fault.ts";
import { quoted } from "../text/visible-text.ts";
import { KNOWN_REGIONS } from "./regions.ts";

/** The partition of a Region's name; `aws` where the name says nothing. */
export function partitionOf(region: string): string {
  if (region.startsWith("us-gov-")) return "aws-us-gov";
  if (region.startsWith("cn-")) return "aws-cn";
  if (region.startsWith("eusc-")) return "aws-eusc";
  const isolated = /^[a-z]{2}-iso([a-z]?)-/.exec(region)?.[1];
  if (isolated === undefined) return "aws";
  return isolated === "" ? "aws-iso" : `aws-iso-${isolated}`;
}

/** Every known Region of a partition: where an Identity Center may be. */
export function regionsOf(partition: string): readonly string[] {
  return KNOWN_REGIONS.filter((region) => partitionOf(region) === partition);
}

/** What is wrong with a Region of another partition than the one that is worked in: nothing of the one works in the other. */
export function partitionFault(region: string, partition: string): Fault | undefined {
  const its = partitionOf(region);
  if (its === partition) return undefined;
  const [usual] = regionsOf(partition);
  return {
    message: `Region ${quoted(region)} is of the partition ${its}, and your organization is in ${partition}.`,
    remedy: `Name a Region of ${partition}${usual === undefined ? "" : `, such as ${usual}`}.`,
  };
}
