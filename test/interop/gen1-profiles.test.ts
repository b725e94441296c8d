import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { beforeAll, expect, it } from "vitest";
import { emptyFolder, onboard, PROGRAMS } from "../end-to-end/onboard.ts";
import { requireTool } from "./child.ts";

const CLIENT = "345678901234";
const ROLE = `arn:aws:iam::${CLIENT}:role/AmplifyContractor`;
const SETTINGS = {
  permissionSets: {
    "amplify-policy": {
      managedPolicies: ["arn:aws:iam::aws:policy/service-role/AmplifyBackendDeployFullAccess"],
      inlinePolicy: {
        Version: "2012-10-17",
        Statement: [{ Effect: "Allow", Action: "sts:AssumeRole", Resource: ROLE }],
      },
    },
  },
};
const EXPORT = fileURLToPath(new URL("export-credentials.py", import.meta.url));
let cwd: string;

/** A contractor whose handover has a role in a client's account. */
beforeAll(async () => {
  await requireTool("python3", ["-c", "import botocore"], process.env);
  cwd = await emptyFolder();
  await writeFile(path.join(cwd, "onboard.json"), JSON.stringify(SETTINGS));
  await writeFile(path.join(cwd, "team.csv"), "email,account,region\nana@example.com,Sandbox North,us-east-1\n");
  const admin = await onboard(["--emails", "team.csv", "--simulate", "--yes"], { cwd });
  expect(admin.code, admin.stderr).toBe(0);
  const state = path.join(cwd, ".onboard", "simulator.json");
  const role = { name: "AmplifyContractor", trusts: "210987654321" };
  const withRole = JSON.parse(await readFile(state, "utf8"), (_, value) =>
    value?.id === CLIENT && "joinedMethod" in value ? { ...value, roles: [role] } : value,
  );
  await writeFile(state, JSON.stringify(withRole));
  const file = path.join(cwd, "onboard.handover.json");
  const handover = JSON.parse(await readFile(file, "utf8"));
  handover.people[0].roles = [{ profile: "client", roleArn: ROLE, sourceProfile: "amplify", region: "us-east-1" }];
  await writeFile(file, JSON.stringify(handover));
});

it("every -gen1 profile is proven by what Gen 1's CLI does: the AWS CLI gives it the credentials of the other, of a role too", async () => {
  const programs = await emptyFolder();
  await writeFile(path.join(programs, "aws"), `#!/bin/sh\nexec python3 '${EXPORT}' "$@"\n`, { mode: 0o755 });
  const env = { PATH: [programs, PROGRAMS, process.env.PATH].join(path.delimiter), PYTHONDONTWRITEBYTECODE: "1" };
  const run = await onboard(["local", "--simulate", "--yes", "--gen1"], { cwd, env });
  const said = run.stdout.replace(/\s+/g, " ");
  expect(run.code, run.stdout + run.stderr).toBe(0);
  expect(said).toContain("Profile amplify-gen1 ✓ Amplify Gen 1's CLI acts as amplify-policy in account 210987654321.");
  expect(said).toContain(`Profile client-gen1 ✓ Amplify Gen 1's CLI acts as AmplifyContractor in account ${CLIENT}.`);
  const config = await readFile(path.join(cwd, ".onboard", "simulated-home", ".aws", "config"), "utf8");
  expect(config).toContain(
    "[profile client-gen1]\ncredential_process = aws configure export-credentials --profile client --format process\n",
  );
  const removed = await onboard(["local", "--simulate", "--yes", "--remove"], { cwd });
  expect(removed.code, removed.stderr).toBe(0);
});

it("where there is no AWS CLI to give them, it says so", async () => {
  const run = await onboard(["local", "--simulate", "--yes", "--gen1"], { cwd });
  expect(run.code).toBe(1);
  expect(run.stdout.replace(/\s+/g, " ")).toContain(
    "it has the AWS CLI, version 2, give them, which is not here. Install it:",
  );
});
