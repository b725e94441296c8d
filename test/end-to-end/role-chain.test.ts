import { cp, mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { emptyFolder, type Finished, onboard } from "./onboard.ts";

const CLIENT = "345678901234";
const ROLE = `arn:aws:iam::${CLIENT}:role/AmplifyContractor`;
const settings = {
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
let cwd: string;

const text = (file: string) => readFile(path.join(cwd, file), "utf8");
const config = () => text(".onboard/simulated-home/.aws/config");
const local = (...flags: readonly string[]): Promise<Finished> =>
  onboard(["local", "--simulate", "--yes", ...flags], { cwd });

/** What the client's template makes in their account. */
async function clientMakesRole(role: object): Promise<void> {
  const file = path.join(cwd, ".onboard", "simulator.json");
  const state = JSON.parse(await readFile(file, "utf8"), (_, value) =>
    value !== null && typeof value === "object" && value.id === CLIENT && "joinedMethod" in value
      ? { ...value, roles: [{ name: "AmplifyContractor", trusts: "210987654321", ...role }] }
      : value,
  );
  await writeFile(file, JSON.stringify(state));
}

async function handOver(role: object): Promise<void> {
  const handover = JSON.parse(await text("onboard.handover.json"));
  handover.people[0].roles = [
    { profile: "client", roleArn: ROLE, sourceProfile: "amplify", region: "us-east-1", ...role },
  ];
  await writeFile(path.join(cwd, "onboard.handover.json"), JSON.stringify(handover));
}

/** What the admin's run has left: each test goes on from a copy. */
let desk: string;

beforeAll(async () => {
  desk = await emptyFolder();
  await writeFile(path.join(desk, "onboard.json"), JSON.stringify(settings));
  await writeFile(path.join(desk, "team.csv"), "email,account,region\nana@example.com,Sandbox North,us-east-1\n");
  const admin = await onboard(["--emails", "team.csv", "--simulate", "--yes"], { cwd: desk });
  expect(admin.code, admin.stderr).toBe(0);
});

beforeEach(async () => {
  cwd = await emptyFolder();
  await cp(desk, cwd, { recursive: true });
});

describe("a role in a client's account", () => {
  it("gets a profile behind the person's own, and is proven like the rest", async () => {
    await clientMakesRole({ externalId: "9f8e7d" });
    await handOver({ externalId: "9f8e7d" });
    const run = await local();
    expect(run.code, run.stdout + run.stderr).toBe(0);
    expect(await config()).toContain(
      `[profile client]\nrole_arn = ${ROLE}\nsource_profile = amplify\nregion = us-east-1\noutput = json\nexternal_id = 9f8e7d\n`,
    );
    expect(run.stdout).toContain(`acts as AmplifyContractor in account ${CLIENT}`);
    expect(run.stdout).toContain(
      `  in us-east-1, account ${CLIENT}:\n    onboard run --profile client -- npx ampx sandbox\n`,
    );
    expect((await local("--no-login")).stdout).toContain("is as it should be");
    const removed = await local("--remove");
    expect(removed.code).toBe(0);
    expect(await config().catch(() => "")).not.toContain("role_arn");
  });

  it("follows the name that --profile gives its source", async () => {
    await clientMakesRole({});
    await handOver({});
    const run = await local("--profile", "mine", "--no-login");
    expect(run.code, run.stdout + run.stderr).toBe(0);
    expect(await config()).toContain("source_profile = mine");
  });

  it("that says no is explained: trust, external id, rights", async () => {
    await clientMakesRole({ externalId: "another" });
    await handOver({ externalId: "9f8e7d" });
    const run = await local();
    expect(run.code).toBe(1);
    expect(run.stdout).toContain("AmplifyContractor");
    expect(run.stdout.replace(/\s+/g, " ")).toContain("trusts your account, permission set and external id");
  });

  it("that wants an MFA code is written and not tried", async () => {
    await handOver({ mfaSerial: "arn:aws:iam::210987654321:mfa/ana" });
    const run = await local();
    expect(run.code, run.stdout + run.stderr).toBe(0);
    expect(await config()).toContain("mfa_serial = arn:aws:iam::210987654321:mfa/ana");
    expect(run.stdout.replace(/\s+/g, " ")).toContain("aws sts get-caller-identity --profile client");
  });

  it.each([
    ["a source that the person has not", { sourceProfile: "elsewhere" }, "none of the person's"],
    ["a line of its own", { externalId: "a\n[profile evil]" }, "invisible character"],
    ["something to run", { credentialProcess: "touch x" }, "credentialProcess"],
  ])("with %s is refused, and nothing is written", async (_, role, says) => {
    await handOver(role);
    const run = await local();
    expect(run.code).toBe(3);
    expect(run.stderr.replace(/\s+/g, " ")).toContain(says);
    await expect(config()).rejects.toThrow();
  });

  it("leaves a profile of that name alone which is somebody's own", async () => {
    await handOver({});
    await mkdir(path.join(cwd, ".onboard/simulated-home/.aws"), { recursive: true });
    await writeFile(
      path.join(cwd, ".onboard/simulated-home/.aws/config"),
      "[profile client]\nregion = x\nrole_arn = other\n",
    );
    const run = await local();
    expect(run.code).toBe(1);
    expect(await config()).toBe("[profile client]\nregion = x\nrole_arn = other\n");
  });

  it("stays in the handover when the admin runs again", async () => {
    await handOver({});
    await writeFile(
      path.join(cwd, "team.csv"),
      "email,account,region\nana@example.com,Sandbox North;Staging,us-east-1\n",
    );
    expect((await onboard(["--emails", "team.csv", "--simulate", "--yes"], { cwd })).code).toBe(0);
    expect(JSON.parse(await text("onboard.handover.json")).people[0].roles).toHaveLength(1);
  });
});
