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
