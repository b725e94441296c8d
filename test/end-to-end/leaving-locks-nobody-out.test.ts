import { writeFile } from "node:fs/promises";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type RunningSimulator, type SimulatorOptions, startSimulator } from "../../src/simulator/start.ts";
import { emptyFolder, type Finished, onboard } from "./onboard.ts";
import { person } from "./person.ts";

type Organization = NonNullable<SimulatorOptions["organization"]>;
type Instance = NonNullable<Organization["instances"]>[number];
type Assignments = NonNullable<NonNullable<Instance["permissionSets"]>[number]["assignments"]>;

const MANAGEMENT = "111122223333";
const ADMINISTRATOR = "arn:aws:iam::aws:policy/AdministratorAccess";
const PEOPLE = ["ana", "bo", "cy", "dee"].map((name) => person(name));
const direct = (...names: readonly string[]): Assignments =>
  names.map((name) => ({ account: MANAGEMENT, user: `${name}@example.com` }));

let cwd: string;
let simulator: RunningSimulator;
let writes: string[];

interface World {
  /** Who has Admin, the administrator's permission set, and where. */
  readonly admin: Assignments;
  readonly groups?: Instance["groups"];
  readonly users?: Instance["users"];
  /** Somebody of Identity Center who signs, and where. */
  readonly caller?: Organization["caller"];
  readonly managementAccount?: Organization["managementAccount"];
  readonly delegatedAdministrators?: Organization["delegatedAdministrators"];
}

async function start({ admin, groups = [], users = PEOPLE, ...others }: World, options: SimulatorOptions = {}) {
  writes = [];
  simulator = await startSimulator({
    speed: 1000,
    organization: {
      accounts: [{ id: "333333333331", name: "One" }],
      instances: [
        { users, groups, permissionSets: [{ name: "Admin", managedPolicies: [ADMINISTRATOR], assignments: admin }] },
      ],
      ...others,
    },
    onRequest: ({ operation }) => {
      if (/^(Delete|Create|Put|Update)/.test(operation)) writes.push(operation);
    },
    ...options,
  });
}

/** What a command says, each run of white space as one blank: lines are wrapped. */
async function run(...args: readonly string[]) {
  return said(await onboard(args, { cwd, endpoint: simulator.url }));
}

function said({ code, stdout, stderr }: Finished) {
  return { code, stdout: stdout.replaceAll(/\s+/g, " "), stderr: stderr.replaceAll(/\s+/g, " ") };
}

const OWN = "this run would take from you what it acts through";

beforeEach(async () => {
  cwd = await emptyFolder();
});

afterEach(() => simulator.close());

describe("what the run acts through", () => {
  const caller = { permissionSet: "Admin", user: "ana@example.com" };
  const admins = [{ displayName: "admins", members: ["ana@example.com", "bo@example.com", "cy@example.com"] }];

  it("is not taken from a file of leavers that names the caller; the others leave", async () => {
    await start({ admin: [...direct("ana", "bo", "cy", "dee")], caller });
    await writeFile(path.join(cwd, "leavers.csv"), "email\nana@example.com\nbo@example.com\n");
    const done = await run("leave", "--emails", "leavers.csv", "--yes");
    expect([done.code, done.stdout]).toEqual([4, expect.stringContaining(OWN)]);
    expect(writes).toEqual(["DeleteAccountAssignment"]);
    const { stdout } = await run("access", "--format", "csv");
    expect(stdout).toContain("ana@example.com");
    expect(stdout).not.toContain("bo@example.com");
  });

  it("is not taken through a group either, by any flag", async () => {
    await start({ admin: [{ account: MANAGEMENT, group: "admins" }, ...direct("dee")], groups: admins, caller });
    for (const flags of [[], ["--group", "admins"], ["--account", MANAGEMENT], ["--permission-set", "Admin"]]) {
      const { code, stdout } = await run("leave", "--emails", "ANA@example.com", "--yes", ...flags);
      expect([flags, code, stdout]).toEqual([
        flags,
        expect.toSatisfy((one) => one !== 0),
        expect.stringContaining(OWN),
      ]);
    }
    expect(writes).toEqual([]);
  });

  it("goes where another way to it stays, and the run goes on to its end", async () => {
    await start({ admin: [{ account: MANAGEMENT, group: "admins" }, ...direct("ana", "dee")], groups: admins, caller });
    const { code, stdout, stderr } = await run("leave", "--emails", "ana@example.com", "--group", "admins", "--yes");
    expect(code, stdout + stderr).toBe(0);
    expect(writes).toEqual(["DeleteGroupMembership"]);
  });

  it("is not taken by a plan that somebody else has saved and the leaver applies", async () => {
    const id = "AKIAOTHERSOTHERSOTHE";
    await start({
      admin: direct("ana", "bo", "cy"),
      caller,
      managementAccount: { id: MANAGEMENT, name: "Root", iamUsers: [{ userName: "ops", accessKeys: [{ id }] }] },
    });
    const other = { AWS_ACCESS_KEY_ID: id };
    const args = ["leave", "--emails", "ana@example.com", "--dry-run", "--out", "plan.json"];
    const saved = said(await onboard(args, { cwd, endpoint: simulator.url, env: other }));
    expect([saved.code, saved.stdout]).toEqual([0, expect.not.stringContaining(OWN)]);
    const { code, stdout, stderr } = await run("apply", "plan.json", "--yes");
    expect([code, stdout + stderr]).toEqual([1, expect.stringContaining(OWN)]);
    expect(writes).toEqual([]);
    const done = await onboard(["apply", "plan.json", "--yes"], { cwd, endpoint: simulator.url, env: other });
    expect([done.code, writes]).toEqual([0, ["DeleteAccountAssignment"]]);
  });

  it("is not deleted with the user", async () => {
    await start({ admin: direct("ana", "bo", "cy"), caller });
    const flags = ["--delete-users", "--yes", "--allow", "delete-users"];
    const { code, stdout } = await run("leave", "--emails", "ana@example.com", ...flags);
    expect([code, stdout]).toEqual([expect.toSatisfy((one) => one !== 0), expect.stringContaining(OWN)]);
    expect(writes).toEqual([]);
  });
});

it("a delegated administrator takes what it may touch, and is told what only the management account takes", async () => {
  await start({
    admin: [{ account: MANAGEMENT, group: "admins" }, ...direct("ana", "bo", "cy"), { account: "One", group: "web" }],
    groups: [
      { displayName: "admins", members: ["ana@example.com", "bo@example.com", "cy@example.com"] },
      { displayName: "web", members: ["ana@example.com"] },
    ],
    delegatedAdministrators: ["One"],
    caller: { account: "One" },
  });
  const { code, stdout } = await run("leave", "--emails", "ana@example.com", "--yes");
  expect(code).toBe(4);
  expect(writes).toEqual(["DeleteGroupMembership", "DeleteGroupMembership"]);
  expect(stdout).toContain(`Nobody but the management account ${MANAGEMENT} gives access to itself`);
  expect(stdout).toContain("Run the same command with credentials of the management account");
  expect(stdout).toContain("is held directly, through admins: it stays, since not each can go");
  expect(stdout).toContain("Still open ana@example.com ! Example Corp: Admin (failed)");
});
