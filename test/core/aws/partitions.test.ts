import { describe, expect, it } from "vitest";
import { partitionOf, regionsOf } from "../../../src/core/aws/partitions.ts";
import { KNOWN_REGIONS } from "../../../src/core/aws/regions.ts";

describe("the partition of a Region", () => {
  it.each([
    ["us-east-1", "aws"],
    ["il-central-1", "aws"],
    ["us-gov-east-1", "aws-us-gov"],
    ["cn-northwest-1", "aws-cn"],
    ["eusc-de-east-1", "aws-eusc"],
    ["us-iso-east-1", "aws-iso"],
    ["us-isob-east-1", "aws-iso-b"],
    ["eu-isoe-west-1", "aws-iso-e"],
  ])("of %s is %s", (region, partition) => {
    expect(partitionOf(region)).toBe(partition);
  });

  it("is found for each known Region, so that a scan stays inside it", () => {
    expect(regionsOf("aws-cn")).toEqual(["cn-north-1", "cn-northwest-1"]);
    expect(regionsOf("aws")).toContain("eu-west-1");
    expect(regionsOf("aws")).not.toContain("us-gov-west-1");
    const partitions = [...new Set(KNOWN_REGIONS.map(partitionOf))];
    expect(partitions.flatMap(regionsOf).length).toBe(KNOWN_REGIONS.length);
  });

  it("has no Regions when nobody knows it", () => {
    expect(regionsOf("aws-moon")).toEqual([]);
  });
});
