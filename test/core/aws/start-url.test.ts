import { describe, expect, it } from "vitest";
import { isAccessPortal, isSamePortal, portalRegionFault, startUrlFault } from "../../../src/core/aws/start-url.ts";
import { quoted } from "../../../src/core/text/visible-text.ts";
import { hostileStartUrls } from "./hostile-start-urls.ts";

const onAws = [
  "https://d-9067a1b2c3.awsapps.com/start",
  "https://d-9067a1b2c3.awsapps.com/start/",
  "https://d-9067a1b2c3.awsapps.com/start/#/",
  "https://d-9067a1b2c3.awsapps.com/start#",
  "https://d-9067a1b2c3.awsapps.com/start/#/?tab=accounts",
  "HTTPS://D-9067A1B2C3.AWSAPPS.COM/start",
  "https://acme.awsapps.com/start",
  "https://d-9067a1b2c3.awsapps.cn/start",
  "https://start.us-gov-home.awsapps.com/directory/d-9067a1b2c3",
  "https://start.us-gov-west-1.us-gov-home.awsapps.com/directory/acme",
  "https://start.home.awsapps.cn/directory/acme",
  "https://start.cn-north-1.home.awsapps.cn/directory/d-9067a1b2c3/#/",
  "https://ssoins-7223a1b2c3d4e5f6.portal.eu-west-1.app.aws",
  "https://ssoins-7223a1b2c3d4e5f6.portal.eu-west-1.app.aws/start",
  "https://ssoins-7223a1b2c3d4e5f6.eu-west-1.portal.amazonaws.com",
  "https://ssoins-7223a1b2c3d4e5f6.cn-north-1.portal.amazonaws.com.cn/",
  "https://ssoins-7223a1b2c3d4e5f6.portal.cn-north-1.app.amazonwebservices.com.cn",
  "https://ssoins-7223a1b2c3d4e5f6.eusc-de-east-1.portal.amazonaws.eu",
  "https://ssoins-7223a1b2c3d4e5f6.portal.eusc-de-east-1.api.amazonwebservices.eu",
  "https://identitycenter.amazonaws.com/ssoins-7223a1b2c3d4e5f6",
  "https://identitycenter.us-gov.amazonaws.com/ssoins-7223a1b2c3d4e5f6",
  "https://identitycenter.amazonaws.com.cn/ssoins-7223a1b2c3d4e5f6",
  "https://identitycenter.amazonaws.eu/ssoins-7223a1b2c3d4e5f6",
  "https://SSOINS-7223A1B2C3D4E5F6.PORTAL.EU-WEST-1.APP.AWS/",
];

describe("a start URL", () => {
  it.each(onAws)("at AWS is taken without a question: %s", (url) => {
    expect(startUrlFault(url)).toBeUndefined();
    expect(isAccessPortal(url)).toBe(true);
  });

  it.each([
    "https://sso.example.com/start",
    "https://aws.acme.example",
    "https://login.acme.co.uk/aws/start/",
    "https://amazon.acme.example/start",
  ])("may be the company's own, which is another matter: %s", (url) => {
    expect(startUrlFault(url)).toBeUndefined();
    expect(isAccessPortal(url)).toBe(false);
  });

  it.each(hostileStartUrls)("is refused when it is %s", (_, url, says) => {
    expect(startUrlFault(url)?.message).toBe(`${quoted(url)} ${says}.`);
  });

  it.each([
    "https://awsapps.com/start",
    "https://a.b.awsapps.com/start",
    "https://evil-awsapps.com/start",
    "https://d-9067a1b2c3.aws-apps.com/start",
    "https://d-9067a1b2c3.avvsapps.com/start",
    "https://d-9067a1b2c3.example.com/start",
    "https://ssoins-7223a1b2c3d4e5f6.example.com/start",
    "https://x.portal.eu-west-1.evil.app.aws/start",
    "https://evil.app.aws/start",
    "https://x.lambda-url.eu-west-1.on.aws/start",
    "https://x.execute-api.eu-west-1.amazonaws.com/start",
    "https://d-9067a1b2c3.awsapps.com.cn/start",
  ])("is refused when it only resembles AWS's: %s", (url) => {
    expect(startUrlFault(url)?.message).toBe(
      `"${url}" resembles an address of AWS, and AWS has no access portal there.`,
    );
  });

  it.each(["https:\\\\d-9067a1b2c3.awsapps.com/start", "https:d-9067a1b2c3.awsapps.com/start", "https:///x"])(
    "is refused when only a browser's repair makes it one: %s",
    (url) => {
      expect(startUrlFault(url)).toBeDefined();
    },
  );

  it("without its path is refused with the path that is usual", () => {
    expect(startUrlFault("https://d-9067a1b2c3.awsapps.com/")?.remedy).toBe(
      'Did you mean "https://d-9067a1b2c3.awsapps.com/start"?',
    );
  });

  it("is the same with a slash, #/ or capital letters in its host", () => {
    for (const one of onAws.slice(0, 6)) expect(isSamePortal(one, "https://d-9067a1b2c3.awsapps.com/start")).toBe(true);
  });

  it("is another one with another path", () => {
    expect(isSamePortal("https://sso.example.com/A", "https://sso.example.com/a")).toBe(false);
    expect(isSamePortal("nothing", "nowhere")).toBe(false);
  });
});

const INSTANCE = "ssoins-7223a1b2c3d4e5f6";

describe("an access portal and a Region", () => {
  it.each([
    ["https://d-9067a1b2c3.awsapps.com/start", "eu-central-2"],
    ["https://start.us-gov-home.awsapps.com/directory/acme", "us-gov-west-1"],
    ["https://start.us-gov-east-1.us-gov-home.awsapps.com/directory/acme", "us-gov-east-1"],
    ["https://start.home.awsapps.cn/directory/acme", "cn-northwest-1"],
    [`https://${INSTANCE}.portal.us-gov-west-1.app.aws`, "us-gov-west-1"],
    [`https://${INSTANCE}.eu-west-1.portal.amazonaws.com/#/`, "eu-west-1"],
    [`https://${INSTANCE}.eusc-de-east-1.portal.amazonaws.eu`, "eusc-de-east-1"],
    [`https://identitycenter.amazonaws.com/${INSTANCE}`, "us-gov-west-1"],
    ["https://sso.example.com/start", "cn-north-1"],
  ])("can be of one instance: %s, %s", (url, region) => {
    expect(portalRegionFault(url, region)).toBeUndefined();
  });

  it.each([
    [
      `https://${INSTANCE}.portal.eu-west-1.app.aws`,
      "us-east-1",
      "Name eu-west-1 as its Region, or the portal's address in us-east-1.",
    ],
    [`https://${INSTANCE}.cn-north-1.portal.amazonaws.com.cn`, "cn-northwest-1", "Name cn-north-1 as its Region"],
    ["https://start.us-gov-east-1.us-gov-home.awsapps.com/directory/acme", "us-gov-west-1", "Name us-gov-east-1"],
    [
      "https://d-9067a1b2c3.awsapps.com/start",
      "cn-north-1",
      "Name a Region of aws, such as us-east-1, or that Region's portal.",
    ],
    ["https://start.home.awsapps.cn/directory/acme", "us-east-1", "Name a Region of aws-cn, such as cn-north-1"],
    [
      "https://start.us-gov-home.awsapps.com/directory/acme",
      "us-east-1",
      "Name a Region of aws-us-gov, such as us-gov-west-1",
    ],
  ])("cannot be of one instance: %s, %s", (url, region, remedy) => {
    expect(portalRegionFault(url, region)?.remedy).toContain(remedy);
  });
});
