import { PassThrough } from "node:stream";
import { describe, expect, it } from "vitest";
import { choosePortal } from "../../../src/cli/local/choose-portal.ts";
import type { Io } from "../../../src/cli/terminal/io.ts";
import { typedStartUrl } from "../../../src/core/aws/typed-start-url.ts";

const INSTANCE = "ssoins-7223a1b2c3d4e5f6";
const [stdin, stdout, stderr] = [new PassThrough(), new PassThrough(), new PassThrough()];
const io = { stdin, stdout, stderr, cwd: "/nowhere", env: {} } as unknown as Io;

/** What `local --start-url … --sso-region …` comes to. */
function chosen(startUrl: string, ssoRegion?: string) {
  const typed = { browser: true, login: true, startUrl: typedStartUrl(startUrl, ssoRegion) };
  const options = ssoRegion === undefined ? typed : { ...typed, ssoRegion };
  return choosePortal(options, [], io);
}

describe("the access portal that is typed", () => {
  it.each([
    [`${INSTANCE}.portal.eu-central-1.app.aws/#/`, undefined, "eu-central-1"],
    [`https://${INSTANCE.toUpperCase()}.PORTAL.EU-CENTRAL-1.APP.AWS`, undefined, "eu-central-1"],
    [`${INSTANCE}.portal.us-gov-west-1.app.aws/start#`, undefined, "us-gov-west-1"],
    [`${INSTANCE}.eusc-de-east-1.portal.amazonaws.eu`, undefined, "eusc-de-east-1"],
    [`${INSTANCE}.portal.cn-north-1.app.amazonwebservices.com.cn/`, undefined, "cn-north-1"],
    ["start.us-gov-east-1.us-gov-home.awsapps.com/directory/d-9067a1b2c3/#/", undefined, "us-gov-east-1"],
    ["start.us-gov-home.awsapps.com/directory/d-9067a1b2c3", "us-gov-west-1", "us-gov-west-1"],
    ["d-9067a1b2c3", "cn-northwest-1", "cn-northwest-1"],
    ["HTTPS://D-9067A1B2C3.AWSAPPS.COM/start/#/", "af-south-1", "af-south-1"],
  ])("is signed in to in its own Region: %s", async (startUrl, ssoRegion, region) => {
    expect((await chosen(startUrl, ssoRegion)).ssoRegion).toBe(region);
  });

  it.each([
    [`${INSTANCE}.portal.eu-central-1.app.aws`, "eu-west-1", "--sso-region", /is the access portal in eu-central-1/],
    ["d-9067a1b2c3.awsapps.com/start", "cn-north-1", "--sso-region", /is an access portal of AWS \(partition aws\)/],
    ["start.home.awsapps.cn/directory/acme", "us-east-1", "--sso-region", /is an access portal of AWS in China/],
    ["d-9067a1b2c3", "eusc-de-east-1", "--start-url", /is not a URL/],
  ])("is refused with a Region where it cannot be: %s, %s", async (startUrl, ssoRegion, flag, message) => {
    await expect(chosen(startUrl, ssoRegion)).rejects.toMatchObject({
      kind: "invalid-input",
      problems: [{ place: { kind: "flag", flag }, message: expect.stringMatching(message) }],
    });
  });
});
