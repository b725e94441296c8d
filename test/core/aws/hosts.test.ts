import { describe, expect, it } from "vitest";
import { isAwsHost } from "../../../src/core/aws/hosts.ts";

describe("a host that is called", () => {
  it.each([
    "sso.us-east-1.amazonaws.com",
    "SSO.eu-west-1.amazonaws.com",
    "sso-fips.us-gov-west-1.amazonaws.com",
    "sso.us-east-1.api.aws",
    "sso.cn-north-1.amazonaws.com.cn",
    "sso.eusc-de-east-1.amazonaws.eu",
    "vpce-0123-abc.sso.us-east-1.vpce.amazonaws.com",
  ])("is AWS's own: %s", (host) => expect(isAwsHost(host)).toBe(true));

  it.each([
    "127.0.0.1",
    "localhost",
    "[::1]",
    "moto",
    "amazonaws.com",
    "fakeamazonaws.com",
    "sso.amazonaws.com.evil.example",
  ])("stands in for AWS: %s", (host) => expect(isAwsHost(host)).toBe(false));
});
