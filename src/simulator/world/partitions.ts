import type { World } from "./world.ts";

/** The partitions an organization can be in, how their Regions begin, and which one is meant when none is named. */
const PARTITIONS = {
  "aws-cn": { prefix: "cn-", usualRegion: "cn-north-1" },
  "aws-us-gov": { prefix: "us-gov-", usualRegion: "us-gov-west-1" },
  "aws-eusc": { prefix: "eusc-", usualRegion: "eusc-de-east-1" },
  "aws-iso": { prefix: "us-iso-", usualRegion: "us-iso-east-1" },
  "aws-iso-b": { prefix: "us-isob-", usualRegion: "us-isob-east-1" },
  "aws-iso-e": { prefix: "eu-isoe-", usualRegion: "eu-isoe-west-1" },
  "aws-iso-f": { prefix: "us-isof-", usualRegion: "us-isof-south-1" },
  aws: { prefix: "", usualRegion: "us-east-1" },
} as const;

export type Partition = keyof typeof PARTITIONS;

export const partitions = Object.keys(PARTITIONS) as readonly Partition[];

/** Where an organization's Identity Center is unless said otherwise. */
export function usualRegionOf(partition: Partition): string {
  return PARTITIONS[partition].usualRegion;
}

/** The partition that a Region is in: the last one begins with anything. */
export function partitionOfRegion(region: string): Partition {
  return partitions.find((partition) => region.startsWith(PARTITIONS[partition].prefix)) ?? "aws";
}

/** The partition that the whole organization is in. */
export function partitionOfWorld({ caller }: World): Partition {
  const [, named] = caller.arn.split(":");
  return partitions.find((partition) => partition === named) ?? "aws";
}
