import { fileURLToPath } from "node:url";
import { PutParameterCommand, SSMClient } from "@aws-sdk/client-ssm";
import { AssumeRoleCommand, STSClient } from "@aws-sdk/client-sts";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Status } from "../../src/core/readiness/status.ts";
import { awsEnvironment, requireTool, run } from "./child.ts";
import { type MotoServer, startMoto } from "./moto-server.ts";
import { settings } from "./moto-team.ts";
import { createWorkplace, type Workplace } from "./onboard-binary.ts";

const REGION = "eu-west-1";
let moto: MotoServer;
let admin: Workplace;
let accounts: Readonly<Record<string, string>>;

beforeAll(async () => {
  const env = await awsEnvironment("http://127.0.0.1:9");
  await requireTool("python3", ["-c", "import moto.server, flask_cors"], env);
  moto = await startMoto(env);
  await moto.reset();
  admin = await createWorkplace(moto.url);
  const script = fileURLToPath(new URL("moto-admin.py", import.meta.url));
  const input = JSON.stringify(["Sandbox North", "Sandbox South", "Staging"]);
  const made = await run("python3", [script, "create-organization"], { env: admin.env, input });
  accounts = JSON.parse(made.stdout) as typeof accounts;
  await admin.write("onboard.json", JSON.stringify(settings));
});

afterAll(() => moto?.stop());

/** Leaves in an account what a bootstrap stack leaves, as whoever bootstraps it would: inside the account. */
async function bootstrap(account: string, qualifier: string, version: string): Promise<void> {
  const endpoint = moto.url;
  const credentials = { accessKeyId: "testing", secretAccessKey: "testing" };
  const sts = new STSClient({ endpoint, region: REGION, credentials });
  const RoleArn = `arn:aws:iam::${accounts[account]}:role/OrganizationAccountAccessRole`;
  const { Credentials } = await sts.send(new AssumeRoleCommand({ RoleArn, RoleSessionName: "bootstrap" }));
  const { AccessKeyId = "", SecretAccessKey = "", SessionToken = "" } = Credentials ?? {};
  const ssm = new SSMClient({
    endpoint,
    region: REGION,
    credentials: { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey, sessionToken: SessionToken },
  });
  const Name = `/cdk-bootstrap/${qualifier}/version`;
  await ssm.send(new PutParameterCommand({ Name, Value: version, Type: "String" }));
}

it("onboard status tells in moto's accounts, too, who is bootstrapped, and what lies under another qualifier", async () => {
  await bootstrap("Sandbox North", "hnb659fds", "21");
  await bootstrap("Sandbox South", "acme", "21");
  const rows = ["Sandbox North", "Sandbox South", "Staging"].map((name, index) => `p${index}@example.com,${name}`);
  await admin.write("team.csv", ["email,account", ...rows].join("\n"));
  const flags = ["--emails", "team.csv", "--format", "json"];
  const applied = await admin.onboard(...flags, "--yes", "--allow", "wider-permissions");
  expect(applied.code, applied.stderr).toBe(0);

  const { code, stdout, stderr } = await admin.onboard("status", ...flags);
  expect(code, stderr).toBe(2);
  const status = JSON.parse(stdout) as Status;
  expect(status.people.map(({ ready }) => ready)).toEqual(["yes", "no", "no"]);
  expect(status.environments).toMatchObject([
    { accountName: "Sandbox North", region: REGION, version: 21, check: { state: "yes" } },
    { accountName: "Sandbox South", check: { state: "no" }, otherQualifiers: ["acme"] },
    { accountName: "Staging", check: { state: "no" }, otherQualifiers: [] },
  ]);
  expect(status.environments[1]?.command).toContain("--toolkit-stack-name");
});
