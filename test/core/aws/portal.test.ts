import { describe, expect, it } from "vitest";
import { PARTITIONS } from "../../../src/core/aws/partition-table.ts";
import { consoleUrl, defaultStartUrl, instancePage, isPortalByToolsOnly } from "../../../src/core/aws/portal.ts";
import { isAccessPortal, portalRegionFault, startUrlFault } from "../../../src/core/aws/start-url.ts";

const owner = {
  identityStoreId: "d-9067a1b2c3",
  instanceArn: "arn:aws:sso:::instance/ssoins-7223a1b2c3d4e5f6",
  region: "eu-west-1",
};

describe("the access portal's URL", () => {
  it.each([
    ["aws", "eu-west-1", "https://d-9067a1b2c3.awsapps.com/start"],
    ["aws-us-gov", "us-gov-west-1", "https://start.us-gov-home.awsapps.com/directory/d-9067a1b2c3"],
    ["aws-us-gov", "us-gov-east-1", "https://start.us-gov-east-1.us-gov-home.awsapps.com/directory/d-9067a1b2c3"],
    ["aws-cn", "cn-northwest-1", "https://start.home.awsapps.cn/directory/d-9067a1b2c3"],
    ["aws-eusc", "eusc-de-east-1", "https://ssoins-7223a1b2c3d4e5f6.eusc-de-east-1.portal.amazonaws.eu"],
    ["aws-iso", "us-iso-east-1", undefined],
    ["aws-moon", "moon-east-1", undefined],
  ])("follows from the ids in the partition %s, Region %s", (partition, region, url) => {
    expect(defaultStartUrl({ ...owner, region }, partition)).toBe(url);
  });

  it("is not made up for a legacy store, whose id is a bare UUID", () => {
    const identityStoreId = "61f1c0e2-7a57-4fb0-a8f3-3b0a5a7a0001";
    expect(defaultStartUrl({ ...owner, identityStoreId }, "aws")).toBeUndefined();
  });

  it("is an access portal of the Region and partition that it was made for", () => {
    for (const [partition, { regions }] of Object.entries(PARTITIONS)) {
      for (const region of regions) {
        const url = defaultStartUrl({ ...owner, region }, partition);
        if (url === undefined) continue;
        expect([startUrlFault(url), isAccessPortal(url), portalRegionFault(url, region)]).toEqual([
          undefined,
          true,
          undefined,
        ]);
      }
    }
  });

  it("is said to be known from tools alone where no page of AWS tells it", () => {
    const regions = Object.entries(PARTITIONS).flatMap(([partition, { regions: its }]) =>
      its.filter((region) => isPortalByToolsOnly({ ...owner, region }, partition)),
    );
    expect(regions).toEqual(["us-gov-east-1", "eusc-de-east-1"]);
  });
});

describe("the console", () => {
  it.each([
    ["eu-west-1", "aws", "https://eu-west-1.console.aws.amazon.com/singlesignon/home?region=eu-west-1#!/"],
    [
      "us-gov-west-1",
      "aws-us-gov",
      "https://us-gov-west-1.console.amazonaws-us-gov.com/singlesignon/home?region=us-gov-west-1#!/",
    ],
    ["cn-north-1", "aws-cn", "https://cn-north-1.console.amazonaws.cn/singlesignon/home?region=cn-north-1#!/"],
    [
      "eusc-de-east-1",
      "aws-eusc",
      "https://eusc-de-east-1.console.amazonaws-eusc.eu/singlesignon/home?region=eusc-de-east-1#!/",
    ],
    ["us-iso-east-1", "aws-iso", "https://docs.aws.amazon.com/singlesignon/latest/userguide/userswithoutpwd.html"],
  ])("opens in the instance's Region %s", (region, partition, url) => {
    expect(consoleUrl(region, partition)).toBe(url);
  });

  it("has pages under the digits of the instance's id, and a front page for ids it cannot read", () => {
    expect(instancePage("arn:aws:sso:::instance/ssoins-7223a1b2c3d4e5f6", "settings")).toBe(
      "/instances/7223a1b2c3d4e5f6/settings",
    );
    expect(instancePage("arn:aws:sso:::instance/other", "settings")).toBe("/");
  });
});
