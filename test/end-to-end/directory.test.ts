import { existsSync } from "node:fs";
import { readdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Plan } from "../../src/core/plan/plan.ts";
import type { ReadinessDocument } from "../../src/core/readiness/document.ts";
import type { Status } from "../../src/core/readiness/status.ts";
import { type RunningSimulator, type SimulatorOptions, startSimulator } from "../../src/simulator/start.ts";
import { emptyFolder, onboard } from "./onboard.ts";
import { person } from "./person.ts";

type Directory = NonNullable<NonNullable<SimulatorOptions["organization"]>["instances"]>[number];
type PrintedPlan = Plan & { readonly readiness: ReadinessDocument };

const TEAM = "email,account,region\nana@example.com,Sandbox North,us-east-1\nbo@example.com,Sandbox North,us-east-1\n";

let cwd: string;
let simulator: RunningSimulator;
let operations: string[];

async function start(directory: Directory, others: SimulatorOptions = {}) {
  operations = [];
  simulator = await startSimulator({
    speed: 1000,
    organization: { instances: [directory] },
    onRequest: ({ operation }) => operations.push(operation),
    ...others,
  });
}

const save = (name: string, text: string) => writeFile(path.join(cwd, name), text);
const read = (name: string) => readFile(path.join(cwd, name), "utf8");
const run = (...args: readonly string[]) => onboard(args, { cwd, endpoint: simulator.url });
const team = (...args: readonly string[]) => run("--emails", "team.csv", ...args);
async function planned(...args: readonly string[]): Promise<PrintedPlan> {
  return JSON.parse((await team("--dry-run", "--format", "json", ...args)).stdout) as PrintedPlan;
}

beforeEach(async () => {
  cwd = await emptyFolder();
  await save("team.csv", TEAM);
});

afterEach(() => simulator.close());

describe("somebody whom the directory has as disabled", () => {
  const disabled: Directory = { users: [person("ana", { status: "DISABLED" }), person("bo")] };
  const pageOf = () => {
    const ana = Object.values(simulator.world().users).find(({ attributes }) => /^ana/.test(attributes.UserName ?? ""));
    return new RegExp(
      `us-east-1\\.console\\.aws\\.amazon\\.com/.*#!/instances/[0-9a-f]{16}/users/user-details/${ana?.id}`,
    );
  };

  it("is not ready in plan, report and status, is not handed over, and is told with the page that enables them", async () => {
    await start(disabled);
    const { readiness, disabledUsers, changes } = await planned();
    expect(readiness.people.map(({ state, ready }) => [state, ready])).toEqual([
      ["disabled", "no"],
      ["ready", "yes"],
    ]);
    expect(disabledUsers?.map(({ userName }) => userName)).toEqual(["ana@example.com"]);
    expect(disabledUsers?.[0]?.page).toMatch(pageOf());
    // AWS allows to assign them something.
    expect(changes.filter(({ blocked }) => blocked !== undefined)).toEqual([]);

    const done = await team("--yes", "--messages", "mail", "--format", "json");
    expect(done.code, done.stderr).toBe(4);
    const report = JSON.parse(done.stdout);
    expect(report.readiness.summary).toEqual({ yes: 1, no: 1, unknown: 0 });
    expect(report.converged).toBe(true);
    expect(JSON.parse(await read("onboard.handover.json")).people.map(({ email }: { email: string }) => email)).toEqual(
      ["bo@example.com"],
    );
    expect((await readdir(path.join(cwd, "mail"))).some((name) => name.startsWith("ana"))).toBe(false);
    expect(await read("failed.csv")).toMatch(/^ana@example\.com,.*Disabled: User ana@example\.com is disabled/m);
    expect(await read("failed.csv")).not.toContain("bo@");

    const status = await run("status", "--emails", "team.csv", "--format", "json");
    expect(status.code).toBe(2);
    const [ana, bo] = (JSON.parse(status.stdout) as Status).people;
    expect([ana?.state, ana?.ready, ana?.access[0]?.checks.user.state, bo?.ready]).toEqual([
      "disabled",
      "no",
      "no",
      "yes",
    ]);
    expect(ana?.access[0]?.remedy).toMatch(pageOf());
  });

  it("is told on a screen although there is nothing to do, and every time again", async () => {
    await start(disabled);
    await team("--yes");
    const again = await team("--yes");
    expect(again.code, again.stderr).toBe(4);
    expect(again.stdout).toContain("Disabled in Identity Center");
    expect(again.stdout).toMatch(pageOf());
    expect(again.stdout).toContain("1 of 2 people ready; 1 disabled.");
  });

  it("is blocked in the plan where a group is to be joined, and AWS is not asked to", async () => {
    await start(disabled);
    await save("team.csv", TEAM.replaceAll("\n", ",devs\n").replace(",devs", ",group"));
    const { changes, readiness } = await planned();
    const blocked = changes.filter((change) => change.blocked !== undefined);
    expect(blocked.map(({ key }) => key)).toEqual(["GroupMembership|devs|ana@example.com"]);
    expect(blocked[0]?.blocked?.remedy).toMatch(pageOf());
    expect(readiness.people.map(({ state }) => state)).toEqual(["disabled", "ready"]);
    const done = await team("--yes");
    expect(done.code, done.stderr).toBe(4);
    expect(operations.filter((operation) => operation === "CreateGroupMembership")).toHaveLength(1);
    expect(existsSync(path.join(cwd, "failed.csv"))).toBe(true);
  });

  it("is called by their line where nobody may be named", async () => {
    await start(disabled);
    const env = { CI: "true" };
    const shown = await onboard(["--emails", "team.csv", "--dry-run", "--format", "github"], {
      cwd,
      endpoint: simulator.url,
      env,
    });
    expect(shown.stdout).toContain("disabled");
    expect(shown.stdout).not.toMatch(/ana|silva/i);
  });
});

const SET = {
  name: "amplify-policy",
  sessionDuration: "PT12H",
  managedPolicies: ["arn:aws:iam::aws:policy/service-role/AmplifyBackendDeployFullAccess"],
};
const NORTH = "210987654321";

describe("somebody who has the access through a group", () => {
  const through = (others: object = {}): Directory => ({
    users: [person("ana"), person("bo")],
    groups: [{ displayName: "Developers", members: ["ana@example.com"] }, { displayName: "Empty" }],
    permissionSets: [
      {
        ...SET,
        assignments: [
          { account: "Sandbox North", group: "Developers" },
          { account: "Sandbox North", group: "Empty" },
          { account: "Sandbox North", user: "bo@example.com" },
        ],
        ...others,
      },
    ],
  });

  it("can start, gets no second assignment of their own, and is told of with the group", async () => {
    await start(through());
    const { changes, heldOtherwise, readiness, warnings } = await planned();
    expect(changes).toEqual([]);
    expect(heldOtherwise).toEqual([
      { userName: "ana@example.com", accountId: NORTH, permissionSet: "amplify-policy", groups: ["Developers"] },
    ]);
    expect(warnings).toContain(
      "In Sandbox North ana@example.com has permission set amplify-policy already, through group Developers: they get no second one of their own.",
    );
    expect(readiness.people.map(({ state }) => state)).toEqual(["ready", "ready"]);
    const status = await run("status", "--emails", "team.csv");
    expect(status.code, status.stdout).toBe(0);
    const done = await team("--yes");
    expect(done.code, done.stderr).toBe(0);
    expect(operations).not.toContain("CreateAccountAssignment");
    expect(JSON.parse(await read("onboard.handover.json")).people).toHaveLength(2);
  });

  it("counts as let in where the row asks for another group, which they join all the same", async () => {
    await start(through());
    await save("team.csv", TEAM.replaceAll("\n", ",others\n").replace(",others", ",group"));
    const status = await run("status", "--emails", "team.csv", "--format", "json");
    expect(status.code).toBe(0);
    expect((JSON.parse(status.stdout) as Status).people.map(({ ready }) => ready)).toEqual(["yes", "yes"]);
    const { changes, heldOtherwise } = await planned();
    expect(changes.map(({ key }) => key)).toContain("GroupMembership|others|ana@example.com");
    expect(heldOtherwise?.map(({ groups }) => groups)).toEqual([["Developers"], []]);
  });

  it("is assigned as the row asks where nobody may read who is in the group", async () => {
    await start(through(), {
      faults: [{ fault: "access-denied", operation: "ListGroupMemberships", from: 1, count: 99 }],
    });
    const { changes, warnings } = await planned();
    expect(warnings.join()).toContain("Who is in groups Developers, Empty may not be read");
    expect(changes.map(({ key }) => key)).toEqual([`AccountAssignment|${NORTH}|amplify-policy|USER|ana@example.com`]);
  });
});

describe("an assignment whose user or group is no more", () => {
  it("is said to be gone, in the account by its name, with the command that removes it, and nobody else is", async () => {
    await start({
      users: [person("ana"), person("bo"), person("zoe"), person("gone", { deletedBy: "ADMINISTRATOR" })],
      groups: [{ displayName: "OldTeam", deletedBy: "SCIM" }],
      permissionSets: [
        {
          ...SET,
          assignments: [
            { account: "Sandbox North", user: "gone@example.com" },
            { account: "Sandbox North", group: "OldTeam" },
            { account: "Sandbox North", user: "ana@example.com" },
            { account: "Sandbox North", user: "zoe@example.com" },
          ],
        },
      ],
    });
    const { drift } = await planned();
    expect(drift.map(({ kind, principal }) => `${kind} ${principal?.type}`).sort()).toEqual([
      "gone GROUP",
      "gone USER",
      "stranger USER",
    ]);
    const [first] = drift;
    expect(first?.message).toContain("in Sandbox North, and there is no such user or group any more");
    expect(first?.commands).toEqual([
      "onboard leave --orphans --account 'Sandbox North' --permission-set amplify-policy",
    ]);
    const shown = (await team("--dry-run")).stdout;
    expect(shown).toContain("No such user or group any more");
    expect(shown).toContain(first?.commands?.[0]);
  });
});

describe("a file that is not the whole company", () => {
  const held = (...names: readonly string[]): Directory => ({
    users: names.map((name) => person(name)),
    permissionSets: [
      { ...SET, assignments: names.map((name) => ({ account: "Sandbox North", user: `${name}@example.com` })) },
    ],
  });
  const kinds = async (emails: string, ...args: readonly string[]) => {
    const shown = await run("--emails", emails, "--dry-run", "--format", "json", ...args);
    expect(shown.code, shown.stderr).toBe(0);
    return (JSON.parse(shown.stdout) as Plan).drift.map(({ kind, principal }) => `${kind} ${principal?.name}`);
  };
  const others = "email,account\nzoe@example.com,Sandbox North\n";

  it("calls nobody a stranger who is in another file that a flag or the settings name", async () => {
    await start(held("ana", "bo", "zoe", "yan"));
    expect(await kinds("team.csv")).toEqual(["stranger yan@example.com", "stranger zoe@example.com"]);
    await save("contractors.csv", others);
    await save("ops.csv", others.replace("zoe", "yan"));
    expect(await kinds("team.csv", "--known", "contractors.csv")).toEqual(["stranger yan@example.com"]);
    expect(await kinds("team.csv", "--known", "contractors.csv", "--known", "ops.csv")).toEqual([]);
    await save("onboard.json", JSON.stringify({ safety: { knownFiles: ["contractors.csv", "ops.csv"] } }));
    expect(await kinds("team.csv")).toEqual([]);
  });

  it("refuses one that is not there, before AWS is asked", async () => {
    await start(held("ana"));
    const shown = await team("--dry-run", "--known", "nowhere.csv");
    expect(shown.code).toBe(3);
    expect(shown.stderr).toContain("nowhere.csv");
    expect(operations).toEqual([]);
  });

  it("calls nobody a stranger to addresses that were typed, nor to fewer accounts", async () => {
    await start(held("ana", "bo", "zoe"));
    expect(await kinds("ana@example.com", "--account", "Sandbox North")).toEqual([]);
    await save("team.csv", "email\nana@example.com\nbo@example.com\nzoe@example.com\n");
    expect(await kinds("team.csv", "--account", "Sandbox North")).toEqual([]);
  });

  it("is failed.csv, which says what it was taken from, and can be read as a team file", async () => {
    const directory = held("bo");
    await start({ ...directory, users: [person("ana", { status: "DISABLED" }), person("bo"), person("zoe")] });
    expect((await team("--yes")).code).toBe(4);
    expect(await read("failed.csv")).toMatch(/^\uFEFF?email,.*,team_file,reason\nana@example\.com,.*,team\.csv,/);
    expect(await kinds("failed.csv")).toEqual([]);
    expect((await run("--emails", "failed.csv", "--yes")).code).toBe(1);
    expect(await read("failed.csv")).toContain(",team.csv,");
    await save("team.csv", "email,account\nana@example.com,Sandbox North\n");
    expect(await kinds("failed.csv", "--handover", "none.json")).toEqual(["stranger bo@example.com"]);
  });

  it("names whoever was handed over before and is gone from it, with the command, whatever else there is to do", async () => {
    await start(held("ana", "bo"));
    expect((await team("--yes")).code).toBe(0);
    await save("team.csv", "email,account\nana@example.com,Sandbox North\n");
    expect(await kinds("team.csv")).toEqual(["left-out bo@example.com"]);
    const shown = await team("--dry-run");
    expect(shown.stdout).toContain("Not in the team file any more");
    expect(shown.stdout).toContain("onboard leave --emails bo@example.com");
    expect(shown.stdout).not.toContain("Nothing to do:");
    await save("contractors.csv", others.replace("zoe", "bo"));
    expect(await kinds("team.csv", "--known", "contractors.csv")).toEqual([]);
    expect(await kinds("ana@example.com", "--account", "Sandbox North")).toEqual([]);
  });
});

describe("a directory that is not listed without a filter, as in Active Directory", () => {
  it("is asked for each person and group instead", async () => {
    await start({
      identitySource: "ACTIVE_DIRECTORY",
      users: [person("ana"), person("bo")],
      groups: [{ displayName: "devs" }],
    });
    await save("team.csv", TEAM.replaceAll("\n", ",devs\n").replace(",devs", ",group"));
    const { changes } = await planned();
    expect(changes.map(({ key }) => key).filter((key) => /^(User|Group)\|/.test(key))).toEqual([]);
    expect(operations.filter((operation) => operation === "GetUserId")).toHaveLength(2);
  });
});
