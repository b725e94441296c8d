import { readFile } from "node:fs/promises";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, it } from "vitest";
import { PARTITIONS, partitionOf } from "../../../src/core/aws/partition-table.ts";
import { regionsOf } from "../../../src/core/aws/partitions.ts";
import { KNOWN_REGIONS } from "../../../src/core/aws/regions.ts";

/** Inside the SDK, which exports it to nobody. */
const SDK_PARTITIONS = ["@aws-sdk", "core/dist-es/submodules/client/util-endpoints/lib/aws/partitions.js"];

const SDK_SIGN_IN = ["@aws-sdk", "nested-clients/dist-es/submodules/signin/endpoint/bdd.js"];

interface SdkPartitions {
  readonly partitionsInfo: {
    readonly partitions: readonly {
      readonly id: string;
      readonly outputs: { readonly dnsSuffix: string; readonly dualStackDnsSuffix: string };
      readonly regions: object;
    }[];
  };
}

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

  it("has the Regions and suffixes that the SDK has", async () => {
    const { partitionsInfo } = (await import(
      pathToFileURL(path.resolve("node_modules", ...SDK_PARTITIONS)).href
    )) as SdkPartitions;
    const ofSdk = partitionsInfo.partitions.map(({ id, outputs, regions }) => [
      id,
      [outputs.dnsSuffix, outputs.dualStackDnsSuffix],
      Object.keys(regions).filter((region) => !region.endsWith("-global")),
    ]);
    const ours = Object.entries(PARTITIONS).map(([name, { dnsSuffix, dualStackSuffix, regions }]) => [
      name,
      [dnsSuffix, dualStackSuffix],
      [...regions].sort(),
    ]);
    expect(ours.sort()).toEqual(ofSdk.sort());
  });

  it("has its console where the SDK signs in to it", async () => {
    const rules = await readFile(path.resolve("node_modules", ...SDK_SIGN_IN), "utf8");
    for (const { console } of Object.values(PARTITIONS)) {
      if (console !== undefined) expect(rules).toContain(`"https://{Region}.${console.replace("console", "signin")}"`);
    }
  });

  it("has no Regions when nobody knows it", () => {
    expect(regionsOf("aws-moon")).toEqual([]);
  });
});
