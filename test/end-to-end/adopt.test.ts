import { mkdir, readdir, readFile, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type RunningSimulator, startSimulator } from "../../src/simulator/start.ts";
import { emptyFolder, type Finished, onboard } from "./onboard.ts";

const administrator = "arn:aws:iam::aws:policy/AdministratorAccess";
const north = "210987654321";
const south = "345678901234";

let simulator: RunningSimulator;
let cwd: string;

beforeAll(async () => {
  simulator = await startSimulator({
    speed: 100,
    latency: { call: 0 },
    limits: { ssoAdminPerSecond: 1e6, identityStorePerSecond: 1e6, organizationsPerSecond: 1e6, stsPerSecond: 1e6 },
    organization: {
      managementAccount: { id: "111122223333", name: "Example Corp" },
      accounts: [
        { id: north, name: "Twin" },
        { id: south, name: "Twin" },
        { id: "456789012345", name: "Staging; old" },
      ],
      instances: [
        {
          users: [
            { userName: "ana@example.com", email: "ana@example.com", givenName: "Ana", familyName: "Silva" },
            { userName: "bo", email: "bo@example.com", givenName: "Bo", familyName: "Díaz", status: "DISABLED" },
            { userName: "robot", givenName: "Robot", familyName: "R" },
            { userName: "idle", email: "idle@example.com", givenName: "I", familyName: "D" },
          ],
          groups: [{ displayName: "web; devs", members: ["ana@example.com", "bo"] }, { displayName: "on-call" }],
          permissionSets: [
            {
              name: "AWSAdministratorAccess",
              managedPolicies: [administrator],
              assignments: [
                { account: north, user: "ana@example.com" },
                { account: south, user: "ana@example.com" },
                { account: south, user: "robot" },
                { account: south, group: "on-call" },
              ],
            },
            {
              name: "amplify-policy",
              sessionDuration: "PT4H",
              tags: { team: "web" },
              assignments: [{ account: "456789012345", group: "web; devs" }],
            },
          ],
        },
      ],
    },
  });
});
afterAll(() => simulator.close());
beforeEach(async () => {
  cwd = await emptyFolder();
});

const type = (args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Finished> =>
  onboard(args, { cwd, endpoint: simulator.url, env });
const adopt = (...args: readonly string[]) => type(["init", "--adopt", "--ci", "none", ...args]);
const text = (file: string) => readFile(path.join(cwd, file), "utf8");

describe("onboard init --adopt", () => {
  it("writes what AWS has, for its owner only, so that the next plan has nothing to do", async () => {
    const before = simulator.world();
    const run = await adopt("--region", "eu-west-1");
    expect(run.code, run.stderr).toBe(0);
    expect(await text("team.csv")).toBe(
      `\uFEFFemail,username,display_name,account,permission_set,group
ana@example.com,,Ana Silva,"${north};${south}",AWSAdministratorAccess,
ana@example.com,,Ana Silva,"""Staging; old""",amplify-policy,"""web; devs"""
bo@example.com,bo,Bo Díaz,"""Staging; old""",amplify-policy,"""web; devs"""
`,
    );
    for (const file of ["team.csv", "onboard.json"]) {
      expect((await stat(path.join(cwd, file))).mode & 0o777, file).toBe(0o600);
    }
    const settings = await text("onboard.json");
    expect(JSON.parse(settings.replace(/^\/\/.*\n/gm, ""))).toMatchObject({
      permissionSets: { "amplify-policy": null },
      defaults: { region: "eu-west-1" },
      safety: { knownUsers: ["robot"], knownGroups: ["on-call"] },
    });
    for (const line of [
      "1 group (on-call) has",
      "1 person (robot) has",
      "1 person has no access",
      "1 person (bo) is",
    ]) {
      expect(run.stderr).toContain(line);
      expect(settings).toContain(`// - ${line}`);
    }
    expect(await text("policies/onboard-apply.json")).toContain("identitystore:CreateGroupMembership");

    const plan = await type(["--emails", "team.csv", "--dry-run", "--detailed-exitcode", "--no-bootstrap"]);
    expect(plan.code, plan.stderr).toBe(0);
    expect(plan.stdout).toContain("Nothing to do: all ");
    expect(plan.stdout).not.toContain("Drift");
    expect(simulator.world()).toEqual(before);
  });

  it("writes nothing where one of its files is there, and asks AWS nothing", async () => {
    await writeFile(path.join(cwd, "team.csv"), "mine");
    const run = await onboard(["init", "--adopt"], { cwd });
    expect(run.code).toBe(1);
    expect(run.stderr).toContain("team.csv is in . already");
    expect(await readdir(cwd)).toEqual(["team.csv"]);
    const shown = await adopt("--print");
    expect(shown.stdout).toContain("ana@example.com");
    expect(await readdir(cwd)).toEqual(["team.csv"]);
  });

  it("calls whoever is missing from a part no stranger", async () => {
    await mkdir(path.join(cwd, "part"));
    expect((await adopt("part", "--emails", "ana@example.com,nobody@example.com")).stderr).toContain(
      "1 person (nobody@",
    );
    expect(await text("part/onboard.json")).toContain('"partOfCompany": true');
    const plan = await type(["--emails", "part/team.csv", "--dry-run", "--no-bootstrap"]);
    expect(plan.stdout).toContain("Nothing to do: all ");
  });

  it("names nobody in a log of CI, and refuses what is not there", async () => {
    const run = await type(["init", "--adopt", "--print"], { CI: "true" });
    expect(run.code, run.stderr).toBe(0);
    expect(run.stdout + run.stderr).not.toMatch(/ana@|robot|\bbo\b|on-call/);
    expect(run.stdout).toContain("# policies/onboard-plan.json");
    const bad = await adopt("--account", "Nowhere", "--permission-set", "None");
    expect(bad.code).toBe(3);
    expect(bad.stderr).toContain("--account:");
    expect(bad.stderr).toContain("--permission-set:");
    const lonely = await type(["init", "--group", "web"]);
    expect(lonely.code).toBe(3);
    expect(lonely.stderr).toContain("goes with --adopt only");
    expect(await readdir(cwd)).toEqual([]);
  });
});
