import { describe, expect, it } from "vitest";
import { isAccessPortal, startUrlFault } from "../../../src/core/aws/start-url.ts";
import { typedStartUrl } from "../../../src/core/aws/typed-start-url.ts";
import { hostileStartUrls } from "./hostile-start-urls.ts";

const USUAL = "https://d-9067a1b2c3.awsapps.com/start";

describe("a start URL as it is typed", () => {
  it.each([
    USUAL,
    "d-9067a1b2c3.awsapps.com/start",
    "d-9067a1b2c3.awsapps.com/start/",
    "d-9067a1b2c3.awsapps.com/start#/",
    "d-9067a1b2c3.awsapps.com/start/#/?tab=accounts",
    "d-9067a1b2c3.awsapps.com/start/#/console?account_id=111122223333&role_name=admin",
    "d-9067a1b2c3.awsapps.com/start/?tab=accounts#/",
    "d-9067a1b2c3.awsapps.com",
    "d-9067a1b2c3.awsapps.com/",
    "https://d-9067a1b2c3.awsapps.com",
    "d-9067a1b2c3",
    "D-9067A1B2C3",
    " <https://d-9067a1b2c3.awsapps.com/start>, ",
    '"https://d-9067a1b2c3.awsapps.com/start"',
  ])("is the usual one: %s", (text) => {
    expect(typedStartUrl(text)).toBe(USUAL);
  });

  it.each([
    ["acme.awsapps.com/start", "https://acme.awsapps.com/start"],
    ["acme.awsapps.com", "https://acme.awsapps.com/start"],
    ["start.home.awsapps.cn/directory/d-9067a1b2c3/", "https://start.home.awsapps.cn/directory/d-9067a1b2c3"],
    [
      "start.us-gov-home.awsapps.com/directory/d-9067a1b2c3#/",
      "https://start.us-gov-home.awsapps.com/directory/d-9067a1b2c3",
    ],
    ["ssoins-7223a1b2c3d4e5f6.portal.eu-west-1.app.aws", "https://ssoins-7223a1b2c3d4e5f6.portal.eu-west-1.app.aws"],
    [
      "identitycenter.amazonaws.com/ssoins-7223a1b2c3d4e5f6",
      "https://identitycenter.amazonaws.com/ssoins-7223a1b2c3d4e5f6",
    ],
    ["sso.example.com/aws", "https://sso.example.com/aws"],
    ["https://sso.example.com/start/", "https://sso.example.com/start/"],
  ])("is another portal's: %s", (text, url) => {
    expect(typedStartUrl(text)).toBe(url);
    expect(startUrlFault(url)).toBeUndefined();
  });

  it.each([
    ["us-gov-west-1", "https://start.us-gov-home.awsapps.com/directory/d-9067a1b2c3"],
    ["cn-north-1", "https://start.home.awsapps.cn/directory/d-9067a1b2c3"],
    ["ap-south-2", USUAL],
  ])("is that of the Region's partition when only the directory's id is typed: %s", (region, url) => {
    expect(typedStartUrl("D-9067a1b2c3", region)).toBe(url);
  });

  it("is none where the directory's id does not tell the portal", () => {
    expect(startUrlFault(typedStartUrl("d-9067a1b2c3", "eusc-de-east-1"))).toBeDefined();
  });

  it.each(hostileStartUrls)("does not become one of AWS's when it is %s", (_, url) => {
    const typed = typedStartUrl(url);
    expect(startUrlFault(typed) === undefined && isAccessPortal(typed) && !isAccessPortal(url)).toBe(false);
  });

  it.each([
    "",
    " ",
    "http://d-9067a1b2c3.awsapps.com/start",
    "javascript:alert(1)",
    "ana@example.com",
    "//evil.example",
  ])("is still refused when it is none: %j", (text) => {
    expect(startUrlFault(typedStartUrl(text))).toBeDefined();
  });
});
