import { createHash } from "node:crypto";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type RunningSimulator, startSimulator } from "../../src/simulator/start.ts";
import { awsEnvironment, requireTool, run } from "./child.ts";

const account = "210987654321";
const session = "onboard-interop";
const guard = fileURLToPath(new URL("../loopback-guard.mjs", import.meta.url));

const boto3 = `
import boto3, json
session = boto3.Session()
identity = session.client("sts").get_caller_identity()
version = session.client("ssm").get_parameter(Name="/cdk-bootstrap/hnb659fds/version")["Parameter"]["Value"]
print(json.dumps({"Account": identity["Account"], "Arn": identity["Arn"], "version": version}))
`;
/** `fromNodeProviderChain`, which ampx uses, is this default provider under another name. */
const javaScript = `
import { defaultProvider } from "@aws-sdk/credential-provider-node";
import { GetParameterCommand, SSMClient } from "@aws-sdk/client-ssm";
import { GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
const credentials = defaultProvider({ ignoreCache: true });
const { Account, Arn } = await new STSClient({ credentials }).send(new GetCallerIdentityCommand({}));
const parameter = new GetParameterCommand({ Name: "/cdk-bootstrap/hnb659fds/version" });
const { Parameter } = await new SSMClient({ credentials }).send(parameter);
console.log(JSON.stringify({ Account, Arn, version: Parameter.Value }));
`;

let simulator: RunningSimulator;
let cacheFile: string;
let env: NodeJS.ProcessEnv;

beforeAll(async () => {
  simulator = await startSimulator({
    speed: 10,
    approve: { userName: "ada@example.com" },
    organization: {
      instances: [
        {
          instanceId: "ssoins-7223a1b2c3d4e5f6",
          identityStoreId: "d-9067a1b2c3",
          users: [{ userName: "ada@example.com", givenName: "Ada", familyName: "Lovelace" }],
          permissionSets: [
            {
              name: "amplify-policy",
              managedPolicies: ["arn:aws:iam::aws:policy/service-role/AmplifyBackendDeployFullAccess"],
              assignments: [{ account, user: "ada@example.com" }],
            },
          ],
        },
      ],
    },
  });
  const { AWS_ACCESS_KEY_ID: _, AWS_SECRET_ACCESS_KEY: __, ...keyless } = await awsEnvironment(simulator.url);
  env = { ...keyless, AWS_PROFILE: "amplify" };
  await writeProfile(join(env.HOME ?? "", ".aws"));
});
afterAll(() => simulator.close());

/** What a developer's machine holds after a sign-in: a profile, and a token under the hash of the session's name. */
async function writeProfile(folder: string): Promise<void> {
  const cache = join(folder, "sso", "cache");
  cacheFile = join(cache, `${createHash("sha1").update(session).digest("hex")}.json`);
  await mkdir(cache, { recursive: true });
  await writeFile(
    join(folder, "config"),
    `[profile amplify]\nsso_session = ${session}\nsso_account_id = ${account}\nsso_role_name = amplify-policy\nregion = us-east-1\n` +
      `\n[sso-session ${session}]\nsso_start_url = ${simulator.startUrl}\nsso_region = us-east-1\n` +
      "sso_registration_scopes = sso:account:access\n",
  );
  await writeToken(3_600_000);
}

/** Signs in with a device code, and caches the token as if it lasted `lifetime` milliseconds from now. */
async function writeToken(lifetime: number): Promise<string> {
  const post = async (path: string, body: object) => {
    const answer = await fetch(simulator.url + path, { method: "POST", body: JSON.stringify(body) });
    return (await answer.json()) as Record<string, string>;
  };
  const registration = { clientName: "interop", clientType: "public", scopes: ["sso:account:access"] };
  const { clientId, clientSecret, clientSecretExpiresAt } = await post("/client/register", registration);
  const client = { clientId, clientSecret };
  const { deviceCode } = await post("/device_authorization", { ...client, startUrl: simulator.startUrl });
  const grantType = "urn:ietf:params:oauth:grant-type:device_code";
  // Who approves by themselves does so after half the interval, which is a second here.
  await wait(600);
  const { accessToken, refreshToken } = await post("/token", { ...client, grantType, deviceCode });
  const token = {
    ...client,
    startUrl: simulator.startUrl,
    region: "us-east-1",
    accessToken,
    refreshToken,
    expiresAt: seconds(Date.now() + lifetime),
    registrationExpiresAt: seconds(Number(clientSecretExpiresAt) * 1000),
  };
  await writeFile(cacheFile, JSON.stringify(token), { mode: 0o600 });
  return accessToken ?? "";
}

function seconds(milliseconds: number): string {
  return new Date(milliseconds).toISOString().replace(/\.\d+Z$/, "Z");
}

const inPython = () => run("python3", ["-c", boto3], { env });
const inNode = () =>
  run(process.execPath, ["--no-warnings", "--import", guard, "--input-type=module", "-e", javaScript], { env });

function expectAda({ code, stdout, stderr }: Awaited<ReturnType<typeof run>>): void {
  expect(stderr).toBe("");
  expect(code).toBe(0);
  const { Account, Arn, version } = JSON.parse(stdout) as Record<string, string>;
  expect(Account).toBe(account);
  expect(Arn).toMatch(
    /^arn:aws:sts::210987654321:assumed-role\/AWSReservedSSO_amplify-policy_[0-9a-f]{16}\/ada@example\.com$/,
  );
  expect(version).toBe("28");
}

describe("a profile with an SSO session, against the simulator", () => {
  it("is the right account and role to boto3", async () => {
    await requireTool("python3", ["-c", "import boto3"], env);
    expectAda(await inPython());
  });

  it("is the right account and role to the AWS SDK for JavaScript, in a process of its own", async () => {
    expectAda(await inNode());
  });

  it("is the right account and role to the AWS CLI", async () => {
    const { stdout, stderr } = await run("aws", ["sts", "get-caller-identity", "--output", "json"], { env });
    expect(stderr).toBe("");
    expect(JSON.parse(stdout)).toMatchObject({ Account: account, Arn: expect.stringContaining("/ada@example.com") });
  });

  it.each([
    ["boto3", inPython],
    ["the AWS SDK for JavaScript", inNode],
  ])("is refreshed by %s when its token is about to expire", async (_, ask) => {
    const old = await writeToken(60_000);
    expectAda(await ask());
    const { accessToken } = JSON.parse(await readFile(cacheFile, "utf8")) as { accessToken: string };
    expect(accessToken).not.toBe(old);
    expect(simulator.world().accessTokens[accessToken]).toBeDefined();
  });

  it("can list accounts and roles with the AWS CLI", async () => {
    const accessToken = await writeToken(3_600_000);
    const list = (...args: string[]) =>
      run("aws", ["sso", ...args, "--access-token", accessToken, "--output", "json"], { env });
    expect(JSON.parse((await list("list-accounts")).stdout)).toMatchObject({ accountList: [{ accountId: account }] });
    expect(JSON.parse((await list("list-account-roles", "--account-id", account)).stdout)).toEqual({
      roleList: [{ roleName: "amplify-policy", accountId: account }],
    });
    const refused = await list("get-role-credentials", "--account-id", account, "--role-name", "other");
    expect(refused.stderr).toContain("ForbiddenException");
    expect(refused.stderr).toContain("No access");
  });
});
