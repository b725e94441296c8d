import { readFileSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parsePolicy } from "../../src/simulator/authorization/policy.ts";
import { type RunningSimulator, type SimulatorOptions, startSimulator } from "../../src/simulator/start.ts";
import { emptyFolder, onboard } from "./onboard.ts";

const template = (name: string) =>
  readFileSync(fileURLToPath(new URL(`../../templates/policies/${name}.json`, import.meta.url)), "utf8");

let cwd: string;
const simulators: RunningSimulator[] = [];
beforeAll(async () => {
  cwd = await emptyFolder();
  await writeFile(path.join(cwd, "team.csv"), "email,account\nana@example.com,Sandbox North\nbo@example.com,Staging\n");
});
afterAll(() => Promise.all(simulators.map((simulator) => simulator.close())));

async function simulatorWith(policy: string, organization: SimulatorOptions["organization"] = {}): Promise<string> {
  const simulator = await startSimulator({ speed: 10, policy: parsePolicy(policy, "policy.json"), organization });
  simulators.push(simulator);
  return simulator.url;
}

describe("onboard policy", () => {
  it.each([
    ["plan", ["--for", "plan"]],
    ["access", ["--for", "access"]],
    ["leave", ["--for", "leave"]],
    ["apply", ["--for", "apply"]],
    ["apply-everything", ["--for", "apply", "--group", "--management-account"]],
  ])("prints templates/policies/%s.json (to rewrite it: onboard policy %j > that file)", async (name, flags) => {
    const run = await onboard(["policy", ...flags], { cwd });
    expect(run.code).toBe(0);
    expect(run.stdout).toBe(template(name));
  });

  it("scopes it to one instance, identity store and accounts", async () => {
    const instance = "arn:aws-us-gov:sso:::instance/ssoins-7223a1b2c3d4e5f6";
    const scope = ["--instance-arn", instance, "--identity-store", "d-9067a1b2c3", "--partition", "aws-us-gov"];
    const run = await onboard(["policy", "--for", "apply", ...scope, "--account", "210987654321"], { cwd });
    const resources = JSON.parse(run.stdout).Statement.flatMap((one: { Resource: string[] }) => one.Resource);
    expect(resources).toContain(instance);
    expect(resources).toContain("arn:aws-us-gov:sso:::permissionSet/ssoins-7223a1b2c3d4e5f6/*");
    expect(resources).toContain("arn:aws-us-gov:sso:::account/210987654321");
    expect(resources).toContain("arn:aws-us-gov:identitystore::*:identitystore/d-9067a1b2c3");
    expect(resources.join()).not.toContain("account/*");
  });

  it("reaches accounts through the role that is named, to see who is bootstrapped", async () => {
    const run = await onboard(["policy", "--for", "local-admin-check", "--access-role", "Break-Glass"], { cwd });
    expect(run.stdout).toContain("arn:aws:iam::*:role/Break-Glass");
    expect(run.stdout).toContain("parameter/cdk-bootstrap/hnb659fds/version");
  });

  it("refuses everything that would change what an ARN means, all at once", async () => {
    const bad = ["--instance-arn", "*", "--identity-store", "d-*", "--account", "1", "--access-role", "a/*"];
    const run = await onboard(["policy", "--for", "plan", ...bad], { cwd });
    expect(run.code).toBe(3);
    expect(run.stdout).toBe("");
    for (const flag of ["--instance-arn", "--identity-store", "--account", "--access-role"])
      expect(run.stderr).toContain(`${flag}:`);
  });
});

describe("onboard policy --new-accounts", () => {
  it("cannot be narrowed to account ids, which nobody knows yet", async () => {
    const flags = ["--for", "apply", "--new-accounts", "--account", "210987654321"];
    const run = await onboard(["policy", ...flags], { cwd });
    expect(run.code).toBe(3);
    expect(run.stdout).toBe("");
    expect(run.stderr).toMatch(/^--account: .*new accounts have ids that nobody knows/);
  });
});

describe("onboard policy --bootstrap", () => {
  it.each([
    ["plan", "onboard policy --for local-admin-check"],
    ["apply", "they need AdministratorAccess themselves"],
  ])("for %s leads into the accounts, and says in words what no list tells", async (task, told) => {
    const flags = ["--for", task, "--bootstrap", "--access-role", "Break-Glass", "--account", "210987654321"];
    const run = await onboard(["policy", ...flags], { cwd });
    expect(run.code).toBe(0);
    expect(JSON.parse(run.stdout).Statement).toContainEqual({
      Sid: "OnboardEnterAccounts",
      Effect: "Allow",
      Action: ["sts:AssumeRole"],
      Resource: ["arn:aws:iam::210987654321:role/Break-Glass"],
    });
    expect(run.stderr).toContain("Break-Glass");
    expect(run.stderr).toContain(told);
  });

  it("is silent where nothing is bootstrapped", async () => {
    const run = await onboard(["policy", "--for", "keys", "--bootstrap"], { cwd });
    expect(run.stderr).toBe("");
    expect(run.stdout).toBe((await onboard(["policy", "--for", "keys"], { cwd })).stdout);
  });
});

describe("with nothing but the printed policy", () => {
  it("--dry-run plans, and applying is refused", async () => {
    const endpoint = await simulatorWith(template("plan"));
    const plan = await onboard(["--emails", "team.csv", "--dry-run", "--detailed-exitcode"], { cwd, endpoint });
    expect(plan.code, plan.stderr).toBe(2);
    const apply = await onboard(["--emails", "team.csv", "--yes"], { cwd, endpoint });
    expect(apply.code).toBe(1);
    expect((apply.stdout + apply.stderr).replace(/\s+/g, " ")).toContain("identitystore:CreateUser");
  });

  it("access reads everything, export writes it, and applying is refused", async () => {
    const endpoint = await simulatorWith(template("access"));
    const access = await onboard(["access", "--format", "json"], { cwd, endpoint });
    expect(access.code, access.stderr).toBe(0);
    expect(JSON.parse(access.stdout).unread).toEqual([]);
    const code = await onboard(["export", "terraform", "--out", "code"], { cwd, endpoint });
    expect(code.code, code.stderr).toBe(0);
    expect((await onboard(["--emails", "team.csv", "--yes"], { cwd, endpoint })).code).toBe(1);
  });

  it("narrowed to an account, access reads that account, and of the whole it says that something is missing", async () => {
    const printed = await onboard(["policy", "--for", "access", "--account", "210987654321"], { cwd });
    const endpoint = await simulatorWith(printed.stdout, {
      instances: [
        {
          users: [{ userName: "ana", email: "ana@example.com", givenName: "Ana", familyName: "Silva" }],
          permissionSets: ["Sandbox North", "Staging"].map((account, index) => ({
            name: `set-${index}`,
            assignments: [{ account, user: "ana" }],
          })),
        },
      ],
    });
    const one = await onboard(["access", "--account", "210987654321", "--format", "json"], { cwd, endpoint });
    expect(one.code, one.stderr).toBe(0);
    expect(JSON.parse(one.stdout)).toMatchObject({ unread: [], assignments: [{ accountId: "210987654321" }] });
    expect((await onboard(["access"], { cwd, endpoint })).code).toBe(5);
  });

  it("a run applies, and finds nothing left to do", async () => {
    const endpoint = await simulatorWith(template("apply"));
    const apply = await onboard(["--emails", "team.csv", "--yes", "--format", "json"], { cwd, endpoint });
    expect(apply.code, apply.stderr).toBe(0);
    expect(JSON.parse(apply.stdout)).toMatchObject({ converged: true, summary: { failed: 0 } });
  });

  it("for new accounts a run makes one, moves it and gets its person in", async () => {
    const folder = await emptyFolder();
    const settings = {
      accounts: { newAccountEmail: "aws+{username}@example.com", organizationalUnit: "Workloads/Sandboxes" },
    };
    await writeFile(path.join(folder, "team.csv"), "email,account\nana@example.com,new\n");
    await writeFile(path.join(folder, "onboard.json"), JSON.stringify(settings));
    const endpoint = await simulatorWith(
      (await onboard(["policy", "--for", "apply", "--new-accounts"], { cwd: folder })).stdout,
    );
    const flags = ["--emails", "team.csv", "--yes", "--allow", "new-accounts", "--format", "json"];
    const apply = await onboard(flags, { cwd: folder, endpoint });
    expect(apply.code, apply.stderr).toBe(0);
    expect(JSON.parse(apply.stdout)).toMatchObject({ converged: true, summary: { failed: 0 } });
  });

  it("for tagged sets a run makes its own set and changes it later, and leaves somebody else's as it is", async () => {
    const folder = await emptyFolder();
    await writeFile(path.join(folder, "team.csv"), "email,account\nana@example.com,Sandbox North\n");
    const printed = await onboard(["policy", "--for", "apply", "--only-tagged"], { cwd: folder });
    expect(printed.stderr).toContain("also to");
    const policyArn = "arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess";
    const policy = parsePolicy(printed.stdout, "policy.json");
    const run = async (endpoint: string, settings: object) => {
      await writeFile(path.join(folder, "onboard.json"), JSON.stringify({ permissionSets: settings }));
      const flags = ["--emails", "team.csv", "--yes", "--allow", "foreign-permission-set", "--format", "json"];
      return onboard(flags, { cwd: folder, endpoint });
    };

    const own = await startSimulator({ speed: 10, policy });
    simulators.push(own);
    for (const sessionDuration of ["PT4H", "PT8H"]) {
      const applied = await run(own.url, { "amplify-policy": { managedPolicies: [policyArn], sessionDuration } });
      expect(applied.code, applied.stdout + applied.stderr).toBe(0);
    }
    expect(Object.values(own.world().permissionSets)).toMatchObject([{ sessionDuration: "PT8H" }]);

    const foreign = { name: "amplify-policy", managedPolicies: [policyArn], tags: { "managed-by": "terraform" } };
    const theirs = await startSimulator({
      speed: 10,
      policy,
      organization: { instances: [{ permissionSets: [foreign] }] },
    });
    simulators.push(theirs);
    const before = theirs.world().permissionSets;
    const refused = await run(theirs.url, {
      "amplify-policy": { managedPolicies: [policyArn], sessionDuration: "PT8H" },
    });
    expect(refused.code, refused.stdout + refused.stderr).toBe(4);
    expect(refused.stdout).toMatch(
      /not authorized to perform: sso:UpdatePermissionSet on resource: arn:aws:sso:::permissionSet/,
    );
    expect(theirs.world().permissionSets).toEqual(before);
    expect(Object.values(theirs.world().assignments)).toEqual([]);
  });

  it.each([
    ["apply", 4],
    ["apply-everything", 0],
  ])("%s.json and the management account as a target: exit %i", async (name, code) => {
    const endpoint = await simulatorWith(template(name));
    const people = "email,account\nana@example.com,111122223333\nbo@example.com,Staging\n";
    const args = ["--emails", "-", "--yes", "--allow", "management-account"];
    const run = await onboard(args, { cwd, endpoint, input: people });
    expect(run.code, run.stdout + run.stderr).toBe(code);
    if (code !== 0) expect(run.stdout.replace(/\s+/g, " ")).toContain("403");
  });
});
