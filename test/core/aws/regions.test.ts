import { describe, expect, it } from "vitest";
import { KNOWN_REGIONS, regionFault } from "../../../src/core/aws/regions.ts";

describe("a Region", () => {
  it("may be any that is known, and one that could be new", () => {
    expect(KNOWN_REGIONS.flatMap((region) => regionFault(region) ?? [])).toEqual([]);
    expect(["eu-west-4", "ap-southeast-12", "nz-north-1"].flatMap((region) => regionFault(region) ?? [])).toEqual([]);
  });

  it.each([
    ["eu-wset-1", "eu-west-1"],
    ["EU-WEST-1", "eu-west-1"],
    ["eu west 1", "eu-west-1"],
    ["us-east1", "us-east-1"],
    ["us-east-1b", "us-east-1"],
    ["ue-west-1", "eu-west-1"],
    ["us-gov-wset-1", "us-gov-west-1"],
  ])("%s is none, but %s is", (text, meant) => {
    expect(regionFault(text)?.remedy).toBe(`Did you mean "${meant}"?`);
  });
});
