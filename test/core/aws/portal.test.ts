import { describe, expect, it } from "vitest";
import { consoleUrl, defaultStartUrl, instancePage } from "../../../src/core/aws/portal.ts";

describe("the access portal's URL", () => {
  it.each([
    ["aws", "https://d-9067a1b2c3.awsapps.com/start"],
    ["aws-us-gov", "https://start.us-gov-home.awsapps.com/directory/d-9067a1b2c3"],
    ["aws-cn", "https://start.home.awsapps.cn/directory/d-9067a1b2c3"],
    ["aws-eusc", undefined],
  ])("follows from the identity store in the partition %s", (partition, url) => {
    expect(defaultStartUrl("d-9067a1b2c3", partition)).toBe(url);
  });

  it("is not made up for a legacy store, whose id is a bare UUID", () => {
    expect(defaultStartUrl("61f1c0e2-7a57-4fb0-a8f3-3b0a5a7a0001", "aws")).toBeUndefined();
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
