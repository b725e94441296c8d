import { describe, expect, it } from "vitest";
import { compareReaders } from "../../../src/workstation/verify/compare-readers.ts";

const expected = { accountId: "210987654321", permissionSet: "amplify-policy", region: "eu-west-1" };
const session =
  "[sso-session amplify]\nsso_start_url = https://d-9067a1b2c3.awsapps.com/start\nsso_region = us-east-1\n";
const profile = (header = "[profile amplify]", region = "eu-west-1") =>
  `${header}\nsso_session = amplify\nsso_account_id = 210987654321\nsso_role_name = amplify-policy\nregion = ${region}\n`;

const compare = (config: string, credentials = "", env = {}) =>
  compareReaders({ profile: "amplify", expected, config, credentials, env });

describe("what the AWS CLI and the AWS SDK make of a profile", () => {
  it("is the same for what we write", () => {
    expect(compare(session + profile())).toEqual([expect.objectContaining({ name: "readers", state: "ok" })]);
  });

  it("differs for a header with two spaces, which only the AWS CLI takes for the profile", () => {
    const [check] = compare(session + profile("[profile  amplify]"));
    expect(check?.state).toBe("failed");
    expect(check?.message).toBe("The AWS SDK does not see the profile amplify.");
  });

  it("is wrong in both for another Region or a missing session", () => {
    expect(compare(session + profile(undefined, "us-west-2"))[0]?.message).toContain("another region than eu-west-1");
    expect(compare(profile())[0]?.message).toContain("does not see the profile's sso-session");
  });

  it("is two identities where the credentials file has keys of the same name", () => {
    const [check] = compare(
      session + profile(),
      "[amplify]\naws_access_key_id = AKIA\naws_secret_access_key = s3cret\n",
    );
    expect(check?.state).toBe("failed");
    expect(check?.message).toContain("ampx would use those, the AWS CLI would use SSO");
    expect(JSON.stringify(check)).not.toContain("s3cret");
  });

  it("is another identity in each client that gets its credentials in another way", () => {
    const [check] = compare(`${session}${profile()}credential_process = aws configure export-credentials\n`);
    expect(check?.message).toBe("The AWS SDK would use the program of credential_process.");
  });

  it("is another account where the credentials file has half a sign-in, which counts above ours", () => {
    const [check] = compare(session + profile(), "[amplify]\nsso_account_id = 999999999999\n");
    expect(check?.message).toBe(
      "The AWS CLI would use the sign-in for amplify-policy in account 999999999999. The AWS SDK would use the sign-in for amplify-policy in account 999999999999.",
    );
    expect(check?.remedy).toContain("doctor --profile amplify");
  });

  it("is the same beside a program that has the AWS CLI export this very profile", () => {
    const bridge = "credential_process = aws configure export-credentials --profile amplify --format process\n";
    expect(compare(session + profile() + bridge)[0]?.state).toBe("ok");
  });

  it("is the same beside half a pair of access keys, which both pass over", () => {
    expect(compare(session + profile(), "[amplify]\naws_access_key_id = AKIA\n")[0]?.state).toBe("ok");
  });

  it("cannot be told where the AWS CLI cannot read the file at all", () => {
    const [check] = compare(`${session}${profile()}${profile()}`);
    expect(check?.state).toBe("failed");
    expect(check?.message).toContain("line");
  });

  it("names variables of the shell that win over the profile", () => {
    const checks = compare(session + profile(), "", { AWS_ACCESS_KEY_ID: "AKIA", AWS_REGION: "us-west-2" });
    expect(checks.map(({ state }) => state)).toEqual(["ok", "unknown", "unknown"]);
    expect(checks[1]?.remedy).toContain("unset AWS_ACCESS_KEY_ID");
    expect(checks[2]?.message).toContain("us-west-2");
  });
});
