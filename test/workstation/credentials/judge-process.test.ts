import { describe, expect, it } from "vitest";
import { judgeProcess, needsShell } from "../../../src/workstation/credentials/judge-process.ts";

const { raw } = String;

describe("by the words of a credential_process line alone", () => {
  it.each([
    ["aws sso login", "aws sso login --profile dev"],
    ["aws sso login", "aws --profile dev sso login"],
    ["aws sso login", raw`"C:\Program Files\Amazon\AWSCLIV2\aws.exe" sso login`],
    ["aws login", "aws login"],
    ["aws configure sso", "aws configure sso"],
    ["aws configure export-credentials --format env", "aws configure export-credentials --profile dev --format env"],
    ["aws sts assume-role", "aws sts assume-role --role-arn arn:aws:iam::1:role/a --role-session-name x"],
    ["aws-vault exec", "aws-vault exec dev"],
    ["aws-vault exec", "aws-vault exec dev -- aws sso login"],
    ["aws-vault export --format env", "aws-vault export dev"],
    ["saml2aws login", "saml2aws login --profile x"],
    ["saml2aws exec", "saml2aws exec"],
    ["granted sso", "granted sso login"],
    ["assume", "assume dev"],
    ["aws-sso eval", "aws-sso eval --profile x"],
    ["aws-sso-util login", "aws-sso-util login"],
    ["aws-okta exec", "aws-okta exec dev"],
    ["okta-aws-cli with --format env-var", "okta-aws-cli web --format=env-var"],
    ["leapp session start", "leapp session start x"],
    ["onboard local", "onboard local"],
    ["aws sso login", "sh -c 'aws sso login --profile dev'"],
    ["aws sso login", "env AWS_PROFILE=dev aws sso login"],
  ])("%s prints no credentials: %s", (command, line) => {
    expect(judgeProcess(line)).toMatchObject({ prints: "nothing", command });
  });

  it.each([
    "aws configure export-credentials --profile dev",
    "aws configure export-credentials --profile dev --format process",
    `aws sts assume-role --role-arn a --role-session-name x --query '{"Version": \`1\`}'`,
    "aws my-alias",
    "aws-vault exec --json dev",
    "aws-vault exec dev -j",
    "aws-vault export --format=json dev",
    "aws-vault exec dev -- my-exporter",
    "saml2aws login --credential-process",
    "saml2aws exec -- my-exporter",
    "granted credential-process --profile dev",
    "assume dev --exec my-exporter",
    "aws-sso -u open -S Default process --arn arn:aws:iam::1:role/a",
    "aws-sso-util credential-process --profile dev",
    "aws-okta cred-process dev",
    "okta-aws-cli m2m --format process-credentials",
    "leapp session generate x",
    "sh -c 'aws sso login >&2; my-exporter'",
    "/usr/local/bin/my-exporter login",
    "constructor",
    "__proto__ x",
    `"unclosed`,
    "",
  ])("nothing is held against %s", (line) => {
    expect(judgeProcess(line).prints).toBe("unknown");
  });

  it.each(["~/bin/keys", "keys | jq .", "A=1 keys", "keys $HOME/x", 'keys "$HOME/x"', "keys `id`", "a && b"])(
    "only a shell understands %s",
    (line) => {
      expect(needsShell(line)).toBe(true);
    },
  );

  it.each([
    "/bin/keys 'a | b $HOME ~'",
    'keys "a | b"',
    "keys --x=~y a~b",
    raw`C:\bin\keys.exe --a=1`,
    "sh -c 'a | b'",
  ])("everybody understands %s", (line) => {
    expect(needsShell(line)).toBe(false);
  });
});
