import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, it } from "vitest";
import { awsEnvironment, requireTool, run } from "./child.ts";
import { type MotoServer, startMoto } from "./moto-server.ts";
import { amplifyPolicy, type State } from "./moto-team.ts";
import { createWorkplace, type Workplace } from "./onboard-binary.ts";

const scripts = (name: string) => fileURLToPath(new URL(name, import.meta.url));
let moto: MotoServer;
let admin: Workplace;

beforeAll(async () => {
  const env = await awsEnvironment("http://127.0.0.1:9");
  await requireTool("python3", ["-c", "import boto3"], env);
  await requireTool("python3", ["-c", "import moto.server, flask_cors"], env);
  moto = await startMoto(env);
  admin = await createWorkplace(moto.url);
});

afterAll(() => moto?.stop());

async function boto3<Answer>(script: string, command: string): Promise<Answer> {
  const finished = await run("python3", [scripts(script), command], { env: admin.env, input: "null" });
  if (finished.code !== 0) throw new Error(`${command}: ${finished.stderr}`);
  return JSON.parse(finished.stdout) as Answer;
}

/** Runs the program on team.csv; fails with all it said unless it ends as expected. */
async function onboard(expected: number, ...flags: readonly string[]): Promise<Record<string, unknown>> {
  const { code, stdout, stderr } = await admin.onboard("--emails", "team.csv", "--format", "json", ...flags);
  expect({ code, said: code === expected ? "" : stdout + stderr }).toEqual({ code: expected, said: "" });
  return JSON.parse(stdout) as Record<string, unknown>;
}

const settings = {
  permissionSets: { "amplify-policy": { managedPolicies: [amplifyPolicy] } },
  defaults: { region: "eu-west-1" },
  instance: { startUrl: "https://acme.awsapps.com/start" },
  accounts: {
    newAccountEmail: "aws+{username}@example.com",
    newAccountName: "sandbox-{username}",
    newAccountTags: { team: "web", "cost-centre": "42" },
    organizationalUnit: "Workloads/Sandboxes",
  },
};

const tags = { "managed-by": "amplify-onboard", team: "web", "cost-centre": "42" };
const unit = "Workloads/Sandboxes";

it("makes, tags, moves and assigns an account for each person, as boto3 sees them, and does nothing twice", async () => {
  const byHand = await boto3<string>("moto-new-accounts.py", "create-organization");
  await admin.write("onboard.json", JSON.stringify(settings));
  await admin.write(
    "team.csv",
    "email,account\nana@example.com,new\nbo@example.com,new\nhana@example.com,new\ncy@example.com,new:shared\ndee@example.com,new:shared\n",
  );
  const before = {
    accounts: [{ name: "Made by hand", email: "AWS+Hana@example.com", unit: "", tags: {} }],
    requests: 1,
  };
  expect(await onboard(2, "--dry-run", "--detailed-exitcode")).toMatchObject({ kind: "plan" });
  expect(await boto3("moto-new-accounts.py", "accounts")).toEqual(before);

  await onboard(1, "--yes");
  expect(await boto3("moto-new-accounts.py", "accounts")).toEqual(before);

  const report = await onboard(0, "--yes", "--allow", "new-accounts", "--allow", "wider-permissions");
  expect(report).toMatchObject({ kind: "report", converged: true, summary: { failed: 0, skipped: 0, outstanding: 0 } });
  const after = {
    accounts: [
      { name: "Made by hand", email: "AWS+Hana@example.com", unit, tags: {} },
      { name: "sandbox-ana", email: "aws+ana@example.com", unit, tags },
      { name: "sandbox-bo", email: "aws+bo@example.com", unit, tags },
      { name: "sandbox-shared", email: "aws+shared@example.com", unit, tags },
    ],
    requests: 4,
  };
  expect(await boto3("moto-new-accounts.py", "accounts")).toEqual(after);
  expect((await boto3<State>("moto-admin.py", "state")).assignments).toEqual([
    "Made by hand: amplify-policy for USER hana@example.com",
    "sandbox-ana: amplify-policy for USER ana@example.com",
    "sandbox-bo: amplify-policy for USER bo@example.com",
    "sandbox-shared: amplify-policy for USER cy@example.com",
    "sandbox-shared: amplify-policy for USER dee@example.com",
  ]);
  expect(JSON.stringify(report)).toContain(byHand);

  expect(await onboard(0, "--dry-run", "--detailed-exitcode")).toMatchObject({ changes: [] });
  expect(await onboard(0, "--yes")).toMatchObject({ results: [], converged: true });
  const again = await admin.onboard("--emails", "team.csv", "--yes");
  expect(again).toMatchObject({ code: 0, stdout: expect.stringContaining("Nothing to do") });
  expect(await boto3("moto-new-accounts.py", "accounts")).toEqual(after);
});
