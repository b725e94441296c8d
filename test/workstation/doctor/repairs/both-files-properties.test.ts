import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readLikeEach } from "../../../../src/workstation/aws-config/readings.ts";
import { lostCredentials, partedCredentials } from "../../../../src/workstation/credentials/lost-credentials.ts";
import { examine } from "../../../../src/workstation/doctor/examine.ts";
import { tryRepairs } from "../../../../src/workstation/doctor/repairs/try-repairs.ts";
import type { Inspection } from "../../../../src/workstation/inspection/inspect-machine.ts";
import { openInspection, withTexts } from "../../../../src/workstation/inspection/opened-inspection.ts";
import { slice } from "../../../how-much.ts";

const name = fc.constantFrom("a", "b", "default", "my corp");
const setting = fc.oneof(
  fc.constantFrom(
    "aws_access_key_id = AKIAONE",
    "aws_secret_access_key = one",
    "AWS_ACCESS_KEY_ID = AKIATWO",
    "AWS_SECRET_ACCESS_KEY: two",
    "aws_secret_access_key = one # old",
    "sso_account_id = 111111111111",
    "SSO_Account_Id: 111111111111",
    "sso_role_name = Dev",
    "sso_role_name = Dev ; mine",
    "sso_start_url = https://a.awsapps.com/start",
    "sso_start_url = https://b.awsapps.com/start # mine",
    "sso_region = us-east-1",
    "  sso_region = eu-west-1",
    "role_arn = arn:aws:iam::222222222222:role/Ops",
    "Role_Arn = arn:aws:iam::222222222222:role/Ops",
    "credential_process = aws sso login --profile a",
    "credential_process = /bin/keys # or so",
    "Credential_Process = aws configure export-credentials --profile b",
    "login_session = arn:aws:iam::111111111111:user/ana",
    "LOGIN_SESSION = arn:aws:iam::111111111111:user/ana",
    "web_identity_token_file = /token",
    "region = eu-west-1",
    "# a remark",
    "junk",
    "s3 =",
    "  a = b",
  ),
  name.map((one) => `source_profile = ${one}`),
  name.map((one) => `Source_Profile = ${one} # mine`),
  name.map((one) => `sso_session = ${one}`),
  name.map((one) => `SSO_SESSION: ${one}`),
  fc.string({ maxLength: 10 }).map((text) => text.replace(/[\r\n]/g, "")),
);
const header = fc.oneof(
  { weight: 6, arbitrary: name.map((one) => `[profile ${one}]`) },
  { weight: 3, arbitrary: name.map((one) => `[sso-session ${one}]`) },
  name.map((one) => `[sso-session "${one}"] # mine`),
  name.map((one) => `[profile "${one}"]`),
  fc.constantFrom("[default]", "[DEFAULT]", "[plugins]", "[profile __proto__]"),
);
const section = (head: fc.Arbitrary<string>) =>
  fc.tuple(head, fc.uniqueArray(setting, { maxLength: 6 })).map(([first, rest]) => [first, ...rest].join("\n"));
const fileOf = (head: fc.Arbitrary<string>) =>
  fc
    .tuple(fc.array(section(head), { maxLength: 5 }), fc.constantFrom("\n", "\n", "\r\n"), fc.boolean())
    .map(([sections, eol, bom]) => `${bom ? "\u{FEFF}" : ""}${sections.join("\n").replaceAll("\n", eol)}${eol}`);
const machine = fc.record({
  config: fileOf(header),
  credentials: fileOf(fc.oneof({ weight: 5, arbitrary: name.map((one) => `[${one}]`) }, header)),
});

function opened({ config, credentials }: { readonly config: string; readonly credentials: string }) {
  const file = (text: string, named: string) =>
    ({ state: "present", file: named, bytes: Buffer.from(text), mode: 0o600 }) as const;
  const inspection: Inspection = {
    home: "/home/ana",
    platform: "linux",
    env: {},
    now: 0,
    node: "22.0.0",
    awsCli: { state: "absent" },
    config: file(config, "config"),
    credentials: file(credentials, "credentials"),
    locationNotes: [],
    cacheFolder: { folder: "/cache", mode: undefined },
    cacheFiles: [],
    loginCache: { folder: "/login", mode: undefined, files: [] },
    roleCache: { folder: "/roles", mode: undefined, files: [] },
  };
  return openInspection(inspection);
}

const filesOf = ({ config, credentials }: { readonly config: string; readonly credentials: string }) => ({
  config: readLikeEach(config),
  credentials: readLikeEach(credentials),
  env: {},
});

describe("for any two files, what the doctor repairs", () => {
  it("costs no client its credentials from any profile, and parts no two that got the same", () => {
    fc.assert(
      fc.property(machine, (before) => {
        const after = tryRepairs(opened(before));
        expect(lostCredentials(filesOf(before), filesOf(after))).toEqual([]);
        expect(partedCredentials(filesOf(before), filesOf(after))).toEqual([]);
      }),
      { numRuns: slice(2000) },
    );
  });

  it("is what it says it repairs, and there is nothing to do the second time", () => {
    fc.assert(
      fc.property(machine, (before) => {
        const inspection = opened(before);
        const after = tryRepairs(inspection);
        const isOffered = examine(inspection).some(({ fixable }) => fixable);
        const isChanged = after.config !== inspection.config.text || after.credentials !== inspection.credentials.text;
        if (!isOffered) expect(isChanged && !before.config.startsWith("\u{FEFF}")).toBe(false);
        const again = withTexts(inspection, after);
        expect(examine(again).filter(({ fixable }) => fixable)).toEqual([]);
        const twice = tryRepairs(again);
        expect([twice.config, twice.credentials]).toEqual([after.config, after.credentials]);
      }),
      { numRuns: slice(1000) },
    );
  });
});
