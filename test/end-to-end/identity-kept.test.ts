import { createHash } from "node:crypto";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { emptyFolder, type Finished, onboard } from "./onboard.ts";

const START_URL = "https://d-9067a1b2c3.awsapps.com/start";
const KEYS = "aws_access_key_id = AKIAIOSFODNN7EXAMPLE\naws_secret_access_key = s3cret\n";
const OURS = `[sso-session amplify]
sso_start_url = ${START_URL}
sso_region = us-east-1
sso_registration_scopes = sso:account:access

[profile amplify]
sso_session = amplify
sso_account_id = 210987654321
sso_role_name = amplify-policy
region = eu-west-1
output = json
`;

let cwd: string;
const file = (name: string) => path.join(cwd, ".aws", name);
const local = (args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Finished> =>
  onboard(["local", "--yes", "--no-login", ...args], { cwd, env });
const unwrapped = (text: string) => text.replaceAll(/\s+/g, " ");

beforeEach(async () => {
  cwd = await emptyFolder();
  const [accountId, accountName] = ["210987654321", "Sandbox North"];
  const access = [{ accountId, accountName, permissionSet: "amplify-policy", region: "eu-west-1", profile: "amplify" }];
  const people = [{ email: "ana@example.com", username: "ana@example.com", access }];
  const handover = { version: 1, startUrl: START_URL, ssoRegion: "us-east-1", session: "amplify", people };
  await writeFile(path.join(cwd, "onboard.handover.json"), JSON.stringify(handover));
  await mkdir(path.join(cwd, ".aws", "sso", "cache"), { recursive: true });
});

describe("onboard local --no-login", () => {
  it("says whom later commands act as, by keys, variables, and a sign-in that is kept", async () => {
    await writeFile(file("config"), `${OURS}\n[profile work]\nregion = us-east-1\n`);
    await writeFile(file("credentials"), `[amplify]\n${KEYS}`);
    const token = { startUrl: START_URL, region: "us-east-1", accessToken: "kept", expiresAt: "2099-01-01T00:00:00Z" };
    const name = `${createHash("sha1").update("amplify").digest("hex")}.json`;
    await writeFile(path.join(cwd, ".aws", "sso", "cache", name), JSON.stringify(token));
    const run = await local([], { AWS_PROFILE: "work", AWS_SESSION_TOKEN: "stale", AWS_DEFAULT_REGION: "us-west-2" });

    expect(run.code).toBe(1);
    const text = unwrapped(run.stdout + run.stderr);
    expect(text).toContain("ampx would use those, the AWS CLI would use SSO");
    expect(text).toContain("AWS_SESSION_TOKEN is set in this shell");
    expect(text).toContain("AWS_DEFAULT_REGION is us-west-2 in this shell");
    expect(text).toContain(
      'AWS_PROFILE is "work" in this shell: a command that names no profile acts as that one, not as amplify',
    );
    expect(text).toContain("Somebody is signed in with the session amplify on this machine");
    expect(text).not.toMatch(/s3cret|kept"|stale/);
  });

  it("is silent where nothing of it is so", async () => {
    const run = await local([], { AWS_PROFILE: "amplify" });
    expect(run.code, run.stderr).toBe(0);
    expect(run.stdout + run.stderr).not.toMatch(/in this shell|Somebody is signed in/);
  });

  it.each([
    ["keys", "", `[default]\n${KEYS}`],
    ["the console's sign-in", "[default]\nlogin_session = arn:aws:iam::111122223333:user/ana\n", ""],
    ["a program", "[profile default]\ncredential_process = vault\n", ""],
  ])("makes no default profile where %s would be lost, and leaves both files alone", async (_, config, credentials) => {
    await writeFile(file("config"), config);
    await writeFile(file("credentials"), credentials);
    const run = await local(["--default"]);
    expect(run.code).toBe(1);
    expect(unwrapped(run.stderr)).toContain("leave out --default and name ours: --profile amplify");
    expect(await readFile(file("config"), "utf8")).toBe(config);
    expect(await readFile(file("credentials"), "utf8")).toBe(credentials);
  });
});
