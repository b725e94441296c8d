import { beforeAll, describe, expect, it } from "vitest";
import { OnboardError } from "../../../src/core/errors/onboard-error.ts";
import type { HandoverAccess } from "../../../src/core/handover/handover.ts";
import { ConfigRefused } from "../../../src/workstation/aws-config/config-refused.ts";
import { editAwsConfig } from "../../../src/workstation/aws-config/edit-aws-config.ts";
import { openConfig } from "../../../src/workstation/aws-config/open-config.ts";
import { readLikeEach } from "../../../src/workstation/aws-config/readings.ts";
import { type ConfigTemplate, readConfigTemplate } from "../../../src/workstation/handover/config-template.ts";
import { type OpenFiles, profileBlocks, type WantedAccess } from "../../../src/workstation/handover/profile-blocks.ts";

const sandbox: HandoverAccess = {
  accountId: "111122223333",
  accountName: "Sandbox North",
  permissionSet: "amplify-policy",
  region: "eu-west-1",
  profile: "amplify",
};
const staging: HandoverAccess = { ...sandbox, accountId: "444455556666", profile: "amplify-staging" };
const wanted: WantedAccess = {
  startUrl: "https://d-1234567890.awsapps.com/start",
  ssoRegion: "us-east-1",
  session: "amplify",
  access: [sandbox, staging],
};

const written = `[sso-session amplify]
sso_start_url = https://d-1234567890.awsapps.com/start
sso_region = us-east-1
sso_registration_scopes = sso:account:access

[profile amplify]
sso_session = amplify
sso_account_id = 111122223333
sso_role_name = amplify-policy
region = eu-west-1
output = json

[profile amplify-staging]
sso_session = amplify
sso_account_id = 444455556666
sso_role_name = amplify-policy
region = eu-west-1
output = json
`;

let template: ConfigTemplate;
beforeAll(async () => {
  template = await readConfigTemplate();
});

/** A config file beside a credentials file. */
function files(config: string, credentials = ""): OpenFiles {
  return { config: openConfig(config).readings, credentials: readLikeEach(credentials), env: {} };
}

function edited(text: string, wish: Partial<WantedAccess> = {}): string {
  const blocks = (config: string) => profileBlocks(template, { ...wanted, ...wish }, files(config)).edits;
  const after = editAwsConfig(openConfig(text), blocks(text)).text;
  expect(editAwsConfig(openConfig(after), blocks(after)).text).toBe(after);
  return after;
}

function names(text: string): readonly string[] {
  return profileBlocks(template, wanted, files(text)).profiles.map(({ name }) => name);
}

function refusal(text: string, wish: Partial<WantedAccess> = {}): OnboardError {
  try {
    edited(text, wish);
  } catch (error) {
    if (error instanceof OnboardError) return error;
    throw error;
  }
  throw new Error("It was not refused.");
}

describe("our sections", () => {
  it("come from the template", () => {
    expect(edited("")).toBe(written);
  });

  it("go below what is there", () => {
    const theirs = "# mine\n[default]\nregion = x\n[profile other]\ns3 =\n  max = 1";
    const after = edited(theirs);
    expect(after).toBe(`${theirs}\n\n${written}`.replace(/\n$/, ""));
  });

  it("also set the default profile when asked, in the spelling that the file uses", () => {
    const wish = { access: [sandbox], defaultProfile: "amplify" };
    expect(edited("", wish)).toMatch(/\n\n\[default\]\nsso_session = amplify\nsso_account_id = 111122223333\n/);
    const spelled = edited('[profile "default"]\nregion = x\noutput = text\n', wish);
    expect(spelled).not.toContain("[default]");
    expect(spelled).toMatch(/^\[profile "default"\]\nregion = eu-west-1\noutput = text\nsso_session = amplify\n/);
  });

  it("leave [default] alone when not asked", () => {
    expect(edited("[default]\nregion = x\n")).toMatch(/^\[default\]\nregion = x\n\n/);
  });

  it("are refused for a file that the AWS CLI can't read", () => {
    expect(refusal("junk\n")).toBeInstanceOf(ConfigRefused);
  });

  it("never become the default profile by a name in the handover", () => {
    expect(refusal("", { access: [{ ...sandbox, profile: "default" }] }).message).toContain("default");
  });

  it("are refused with values that would add lines", () => {
    expect(refusal("", { startUrl: "https://x/\ncredential_process = evil" })).toBeInstanceOf(ConfigRefused);
    expect(refusal("", { session: "a]\n[default" }).kind).toBe("invalid-input");
    expect(refusal("", { access: [{ ...sandbox, profile: "a]\n[b" }] }).kind).toBe("invalid-input");
    expect(refusal("", { access: [{ ...sandbox, profile: "__proto__" }] })).toBeInstanceOf(ConfigRefused);
  });
});

describe("the session's name", () => {
  it("taken by another start URL is refused, with what to do", () => {
    const error = refusal("[sso-session amplify]\nsso_start_url = https://d-0000000000.awsapps.com/start\n");
    expect(error.message).toContain("https://d-0000000000.awsapps.com/start");
    expect(error.remedy).toContain("--session");
  });

  it.each([
    "https://d-1234567890.awsapps.com/start/",
    "https://d-1234567890.awsapps.com/start#/",
    "https://D-1234567890.AWSapps.com/start#",
  ])("taken by the same portal stays as it is spelled: %s", (url) => {
    const after = edited(`[sso-session amplify]\nsso_start_url = ${url}\n`);
    expect(after).toContain(`sso_start_url = ${url}\n`);
    expect(after.match(/sso-session amplify/g)).toHaveLength(1);
  });

  it("taken by the same portal with a comment behind it is repaired", () => {
    const after = edited(`[sso-session amplify]\nsso_start_url = ${wanted.startUrl} # ours\n`);
    expect(after).toContain(`# ours\nsso_start_url = ${wanted.startUrl}\n`);
  });

  it("keeps scopes that other tools need", () => {
    const scopes = "sso:account:access, codewhisperer:completions";
    const session = `[sso-session amplify]\nsso_start_url = ${wanted.startUrl}\nsso_registration_scopes = ${scopes}\n`;
    expect(edited(session)).toContain(`sso_registration_scopes = ${scopes}\n`);
  });
});

describe("a profile's name", () => {
  it("is the handover's", () => {
    expect(names("")).toEqual(["amplify", "amplify-staging"]);
    expect(names(written)).toEqual(["amplify", "amplify-staging"]);
  });

  it.each([
    ["static keys", "aws_access_key_id = AKIA"],
    ["a role", "role_arn = arn:aws:iam::1:role/x\nsource_profile = y"],
    ["a process", "credential_process = other"],
    ["another account", "sso_session = corp\nsso_account_id = 999999999999\nsso_role_name = amplify-policy"],
    ["another role", "sso_session = amplify\nsso_account_id = 111122223333\nsso_role_name = admin"],
    [
      "another portal",
      "sso_start_url = https://x/start\nsso_account_id = 111122223333\nsso_role_name = amplify-policy",
    ],
  ])("gets the account when it is in use for %s, each time the same", (_what, keys) => {
    const theirs = `[profile amplify]\n${keys}\n`;
    expect(names(theirs)).toEqual(["amplify-111122223333", "amplify-staging"]);
    const after = edited(theirs);
    expect(after.startsWith(theirs)).toBe(true);
    expect(names(after)).toEqual(["amplify-111122223333", "amplify-staging"]);
  });

  it("stays with the account when the shorter one becomes free", () => {
    const after = edited("[profile amplify]\nrole_arn = x\n").replace("[profile amplify]\nrole_arn = x\n", "");
    expect(names(after)).toEqual(["amplify-111122223333", "amplify-staging"]);
  });

  it("gets the role too when that is in use as well, and then there are no more", () => {
    const taken = (name: string) => `[profile ${name}]\nrole_arn = x\n`;
    const two = taken("amplify") + taken("amplify-111122223333");
    expect(names(two)[0]).toBe("amplify-111122223333-amplify-policy");
    expect(refusal(two + taken("amplify-111122223333-amplify-policy")).remedy).toContain("--profile");
  });

  it("is taken when the credentials file has keys under it, spelled in capitals or half there as well", () => {
    const keys = [
      "aws_access_key_id = AKIA\naws_secret_access_key = s",
      "AWS_ACCESS_KEY_ID=AKIA",
      "aws_secret_access_key = s",
    ];
    for (const pair of keys) {
      const machine = files("[profile amplify]\nregion = us-east-1\n", `[amplify]\n${pair}\n`);
      expect(profileBlocks(template, wanted, machine).profiles[0]?.name).toBe("amplify-111122223333");
    }
  });

  it("that is ours already stays ours: the keys beside it are told by the check afterwards", () => {
    const machine = files(written, "[amplify]\naws_access_key_id = AKIA\naws_secret_access_key = s\n");
    expect(profileBlocks(template, wanted, machine).profiles[0]?.name).toBe("amplify");
  });

  it("is not made the default where the credentials file has keys for that", () => {
    const machine = files("", "[default]\naws_access_key_id = AKIA\naws_secret_access_key = s\n");
    expect(() => profileBlocks(template, { ...wanted, defaultProfile: "amplify" }, machine)).toThrow("in another way");
  });

  it("is unique among the accounts of one person", () => {
    const access = [sandbox, { ...staging, profile: "amplify" }];
    const { profiles } = profileBlocks(template, { ...wanted, access }, files(""));
    expect(profiles.map(({ name }) => name)).toEqual(["amplify", "amplify-444455556666"]);
  });

  it("of a profile without any sign-in is used, and what it holds stays", () => {
    const after = edited("[profile amplify]\noutput = table\ns3 =\n  max = 1\n");
    expect(after).toMatch(/^\[profile amplify\]\noutput = table\ns3 =\n {2}max = 1\nsso_session = amplify\n/);
  });

  it("of the same account and role in the older form is brought up to date", () => {
    const legacy = `[profile amplify]\nsso_start_url = ${wanted.startUrl}/\nsso_region = us-east-1\nsso_account_id = 111122223333\nsso_role_name = amplify-policy\ncredential_process = aws configure export-credentials --profile amplify --format process\n`;
    const after = edited(legacy);
    expect(after).toMatch(/^\[profile amplify\]\nsso_account_id = 111122223333\n/);
    expect(after).toContain("credential_process = aws configure export-credentials");
    expect(after.match(/sso_start_url/g)).toHaveLength(1);
  });
});

describe("a default profile that signs in in another way", () => {
  it.each(["aws_access_key_id = AKIA", "role_arn = x", "credential_process = x", "login_session = x"])(
    "is not overwritten: %s",
    (keys) => {
      const error = refusal(`[default]\n${keys}\n`, { defaultProfile: "amplify" });
      expect(error.remedy).toContain("--default");
    },
  );

  it.each([
    ["another account's sign-in", "sso_session = corp\nsso_account_id = 999999999999\nsso_role_name = admin\n"],
    [
      "a sign-in that names its portal itself",
      "sso_start_url = https://d-0000000000.awsapps.com/start\nsso_region = us-east-1\nsso_account_id = 999999999999\nsso_role_name = admin\n",
    ],
  ])("is not taken away where it is %s", (_, keys) => {
    const corp = "[sso-session corp]\nsso_start_url = https://d-0000000000.awsapps.com/start\nsso_region = us-east-1\n";
    const { message, remedy } = refusal(`${corp}[default]\n${keys}`, { defaultProfile: "amplify" });
    expect(message).toContain("the sign-in for admin in account 999999999999");
    expect(remedy).toContain("leave out --default and name ours: --profile amplify");
  });

  it("is not taken from what this runs in, and may be made where the shell's keys win anyway", () => {
    const wish = { defaultProfile: "amplify" };
    const container = { AWS_CONTAINER_CREDENTIALS_RELATIVE_URI: "/v2/credentials" };
    const token = { AWS_WEB_IDENTITY_TOKEN_FILE: "/var/token", AWS_ROLE_ARN: "arn:aws:iam::111122223333:role/ci" };
    expect(refusal("", { ...wish, shell: container }).message).toContain("the role of this container");
    expect(refusal("", { ...wish, shell: token }).remedy).toMatch(/^Leave out --default/);
    const keys = { AWS_ACCESS_KEY_ID: "AKIAIOSFODNN7EXAMPLE", AWS_SECRET_ACCESS_KEY: "s3cret" };
    expect(edited("", { ...wish, shell: keys })).toContain("[default]");
  });

  it("that leads nowhere is made ours", () => {
    const theirs = "[default]\nsso_session = gone\nsso_account_id = 999999999999\nsso_role_name = admin\n";
    expect(edited(theirs, { defaultProfile: "amplify" })).toMatch(/^\[default\]\nsso_session = amplify\n/);
  });
});
