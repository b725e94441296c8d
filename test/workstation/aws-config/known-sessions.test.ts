import { expect, it } from "vitest";
import { knownSessions } from "../../../src/workstation/aws-config/known-sessions.ts";
import { readLikeBoth } from "../../../src/workstation/aws-config/readings.ts";

function sessionsIn(text: string) {
  const readings = readLikeBoth(text);
  if ("readable" in readings) throw new Error("the text cannot be read");
  return knownSessions(readings);
}

const SESSION = `[sso-session corp]
sso_start_url = https://d-1234567890.awsapps.com/start
sso_region = eu-central-1
`;

it("offers a session with the Regions its profiles work in, the commonest first", () => {
  const profile = (name: string, region: string) => `[profile ${name}]\nsso_session = corp\nregion = ${region}\n`;
  const text = SESSION + profile("a", "eu-west-1") + profile("b", "us-east-1") + profile("c", "us-east-1");
  expect(sessionsIn(text)).toEqual([
    {
      name: "corp",
      startUrl: "https://d-1234567890.awsapps.com/start",
      ssoRegion: "eu-central-1",
      workingRegions: ["us-east-1", "eu-west-1"],
    },
  ]);
});

it.each([
  ["without a Region", SESSION.replace(/sso_region.*\n/, "")],
  ["whose start URL is no portal's", SESSION.replace("https://d-1234567890.awsapps.com/start", "http://evil.example")],
  ["that the AWS CLI and the SDK read differently", SESSION.replace("eu-central-1", "eu-central-1 # Frankfurt")],
  ["whose name not every client can read", SESSION.replace("corp", "'my corp'")],
])("offers no session %s", (_, text) => {
  expect(sessionsIn(text)).toEqual([]);
});
