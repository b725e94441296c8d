import { describe, expect, it } from "vitest";
import { readLikeEach } from "../../../src/workstation/aws-config/readings.ts";
import { credentialsIn } from "../../../src/workstation/credentials/credentials-in.ts";
import { signInRemedy } from "../../../src/workstation/credentials/sign-in-remedy.ts";

const PORTAL = "sso_start_url = https://d-1234567890.awsapps.com/start\nsso_region = us-east-1\n";
const CONFIG = `
[sso-session acme]
${PORTAL}
[profile portal]
sso_session = acme
sso_account_id = 111122223333
sso_role_name = admin
[profile legacy]
${PORTAL}sso_account_id = 111122223333
sso_role_name = admin
[profile console]
login_session = arn:aws:iam::111122223333:user/ana
[default]
login_session = arn:aws:iam::111122223333:root
[profile chain]
role_arn = arn:aws:iam::444455556666:role/deploy
source_profile = middle
[profile middle]
role_arn = arn:aws:iam::444455556666:role/middle
source_profile = console
[profile program]
credential_process = vault --token s3cret
[profile token]
role_arn = arn:aws:iam::444455556666:role/deploy
web_identity_token_file = /var/token
[profile config-keys]
aws_access_key_id = AKIAIOSFODNN7EXAMPLE
aws_secret_access_key = s3cret
[profile empty]
region = us-east-1
`;
const CREDENTIALS = "[keys]\naws_access_key_id = AKIAIOSFODNN7EXAMPLE\naws_secret_access_key = s3cret\n";

function remedyOf(profile: string, env: Readonly<Record<string, string>> = {}) {
  const files = { config: readLikeEach(CONFIG), credentials: readLikeEach(CREDENTIALS), env };
  return signInRemedy(profile, credentialsIn(files)(profile).jsSdk);
}

describe("signing in again", () => {
  it.each([
    ["portal", "aws sso login --profile portal"],
    ["legacy", "aws sso login --profile legacy"],
    ["console", "aws login --profile console"],
    ["default", "aws login --profile default"],
    ["chain", "aws login --profile console"],
  ])("of the profile %s is: %s", (profile, command) => {
    expect(remedyOf(profile)).toEqual({ command, sentence: `Sign in again: \`${command}\`.` });
  });

  it("is never the command of another way, and tells no secret", () => {
    for (const profile of ["program", "token", "config-keys", "keys"]) {
      const { command, sentence } = remedyOf(profile);
      expect(command).toBeUndefined();
      expect(sentence).not.toMatch(/s3cret|AKIA|aws sso login/);
    }
    expect(remedyOf("program").sentence).toContain("credential_process");
    expect(remedyOf("keys").sentence).toContain("in the credentials file");
    expect(remedyOf("config-keys").sentence).toContain("in the config file");
  });

  it("of a shell with keys of its own is to set new ones or to take them away", () => {
    const keys = { AWS_ACCESS_KEY_ID: "AKIAIOSFODNN7EXAMPLE", AWS_SECRET_ACCESS_KEY: "s3cret" };
    expect(remedyOf("default", keys).sentence).toContain("unset AWS_ACCESS_KEY_ID");
    expect(remedyOf("console", keys).command).toBe("aws login --profile console");
  });

  it("of a profile that signs in nowhere names both ways to begin", () => {
    expect(remedyOf("empty").sentence).toContain("`aws login --profile empty`, or `aws configure sso --profile empty`");
  });
});
