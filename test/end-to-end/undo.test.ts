import { readdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type RunningSimulator, type SimulatorOptions, startSimulator } from "../../src/simulator/start.ts";
import { emptyFolder, onboard } from "./onboard.ts";

const people = ["ana", "bo", "cy", "dee", "eli"].map((name) => `${name}@example.com`);
const TEAM = ["--emails", "team.csv", "--account", "Sandbox North", "--no-bootstrap", "--yes"];
const UNDO = ["undo", "--yes", "--allow", "delete-users", "--allow", "last-assignment-of-role", "--allow", "removals"];

let cwd: string;
let simulator: RunningSimulator;
let onRequest: (operation: string) => void;

async function start(options: SimulatorOptions = {}): Promise<void> {
  simulator = await startSimulator({ speed: 20, ...options, onRequest: ({ operation }) => onRequest(operation) });
}

/** What is typed, and what it says in one line. */
async function run(...args: string[]) {
  const { code, stdout, stderr } = await onboard(args, { cwd, endpoint: simulator.url });
  const oneLine = (text: string) => text.replaceAll(/\s+/g, " ");
  return { code, stdout: oneLine(stdout), stderr: oneLine(stderr) };
}

beforeEach(async () => {
  cwd = await emptyFolder();
  onRequest = () => undefined;
  await writeFile(path.join(cwd, "team.csv"), `email\n${people.join("\n")}\n`);
});

afterEach(() => simulator.close());

/** What there is, by a naive look: without the ids of requests and the versions that every write counts up. */
function look(): unknown {
  const { users, groups, memberships, permissionSets, assignments } = simulator.world();
  return {
    users: Object.values(users),
    groups: Object.values(groups),
    memberships: Object.values(memberships),
    assignments: Object.values(assignments),
    permissionSets: Object.values(permissionSets).map(({ version: _, ...set }) => set),
  };
}

/** The records of this folder, the earliest first. */
async function records(): Promise<readonly string[]> {
  return (await readdir(path.join(cwd, ".onboard", "runs"))).sort();
}

describe("taking back an onboarding", () => {
  it("leaves the organization as it was; a second time there is nothing to do", async () => {
    await start();
    const before = look();
    expect((await run(...TEAM)).code).toBe(0);
    const undone = await run(...UNDO);
    expect(undone.code, undone.stderr).toBe(0);
    expect(undone.stdout).toContain("Run taken back");
    expect(look()).toEqual(before);
    const again = await run(...UNDO);
    expect(again.code, again.stderr).toBe(0);
    expect(again.stdout).toContain("Nothing to do: nothing that the run did is left to take back.");
    expect((await run("undo", "--list")).stdout).toMatch(/gave access, 11 changes \(simulation\)\s+taken back: 20/);
  });

  it("of a run that was killed half way takes back what there is of it", async () => {
    await start();
    const before = look();
    let assigned = 0;
    const killed = await onboard(TEAM, {
      cwd,
      endpoint: simulator.url,
      onStart: (kill) => {
        onRequest = (operation) => {
          if (operation === "CreateAccountAssignment" && ++assigned === 2) kill("SIGKILL");
        };
      },
    });
    expect(killed.code).not.toBe(0);
    onRequest = () => undefined;
    expect(look()).not.toEqual(before);
    await expect
      .poll(() => Object.values(simulator.world().requests).every(({ status }) => status !== "IN_PROGRESS"))
      .toBe(true);
    const undone = await run(...UNDO);
    expect(undone.code, undone.stdout + undone.stderr).toBe(0);
    expect(look()).toEqual(before);
  });

  it("tells what it would do, and does just that when the plan is applied", async () => {
    await start();
    const before = look();
    await run(...TEAM);
    const planned = await run("undo", "--dry-run", "--detailed-exitcode", "--out", "plan.json");
    expect(planned.code, planned.stderr).toBe(2);
    expect(planned.stdout).toContain("Takes back the run 20");
    expect(planned.stdout).toMatch(/ana@example\.com/);
    const applied = await run("apply", "plan.json", ...UNDO.slice(1));
    expect(applied.code, applied.stdout + applied.stderr).toBe(0);
    expect(look()).toEqual(before);
  });

  it("needs dangers to be allowed, and changes nothing until they are", async () => {
    await start();
    await run(...TEAM);
    const after = look();
    const refused = await run("undo", "--yes");
    expect(refused.code).toBe(1);
    expect(refused.stderr).toContain("--allow delete-users");
    expect(look()).toEqual(after);
  });

  it("does not name people in CI", async () => {
    await start();
    await run(...TEAM);
    const { stdout, stderr } = await onboard(["undo", "--dry-run"], {
      cwd,
      endpoint: simulator.url,
      env: { CI: "true" },
    });
    for (const name of people) expect(stdout + stderr).not.toContain(name);
    expect(stdout).toContain("person 1");
  });
});

describe("what is taken back", () => {
  it("is of the run that is named; an undo is itself taken back, but for users", async () => {
    await start();
    await writeFile(path.join(cwd, "team.csv"), `email,group\n${people.map((one) => `${one},devs`).join("\n")}\n`);
    await run(...TEAM);
    await run(...UNDO);
    const [, second = ""] = await records();
    const back = await run(...UNDO.slice(0, 1), second, ...UNDO.slice(1));
    expect(back.stdout).toContain("A user that was deleted cannot come back");
    expect(back.code, back.stdout + back.stderr).toBe(0);
    expect(Object.values(simulator.world().groups).map(({ displayName }) => displayName)).toEqual(["devs"]);
    expect(Object.values(simulator.world().permissionSets)).toHaveLength(1);
    expect(Object.values(simulator.world().users)).toEqual([]);
  });

  it("is nothing of a simulation when it is not one, nor of another Identity Center, nor of a record that was changed", async () => {
    await start();
    await run(...TEAM);
    const [name = ""] = await records();
    const file = path.join(cwd, ".onboard", "runs", name);
    const text = await readFile(file, "utf8");
    const tried = async (changed: string) => {
      await writeFile(file, changed);
      return run("undo", name, ...UNDO.slice(1));
    };
    const after = look();
    const simulated = await tried(text.replace('"simulated":true,', ""));
    expect(simulated).toMatchObject({ code: 3, stderr: expect.stringContaining("is the record of a run at AWS") });
    const elsewhere = await tried(text.replaceAll(/ssoins-[0-9a-f]{16}/g, "ssoins-0123456789abcdef"));
    expect(elsewhere).toMatchObject({ code: 3, stderr: expect.stringContaining("another Identity Center") });
    const hostile = await tried(text.replace('"displayName":"', '"displayName":"\\u001b[2J'));
    expect(hostile).toMatchObject({ code: 3, stderr: expect.stringMatching(/Line \d+ is not as onboard writes it/) });
    const old = await tried(text.replace(/"version":"[^"]*",/, ""));
    expect(old).toMatchObject({ code: 3, stderr: expect.stringContaining("an earlier version") });
    expect(look()).toEqual(after);
    const half = await tried(`${text}{"event":"change","out`);
    expect(half.code, half.stderr).toBe(0);
  });

  it("is refused with the list where there is none", async () => {
    await start();
    const none = await run("undo");
    expect(none).toMatchObject({ code: 3, stderr: expect.stringContaining("nothing to take back") });
    expect((await run("undo", "--list")).stdout).toContain("There are no runs in this folder");
  });
});
