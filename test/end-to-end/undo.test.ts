import { readdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type RunningSimulator, startSimulator } from "../../src/simulator/start.ts";
import { goOn, keep } from "./kept.ts";
import { emptyFolder, onboard } from "./onboard.ts";

const people = ["ana", "bo", "cy", "dee", "eli"].map((name) => `${name}@example.com`);
const FILE = `email\n${people.join("\n")}\n`;
const TEAM = ["--emails", "team.csv", "--account", "Sandbox North", "--no-bootstrap", "--yes"];
const UNDO = ["undo", "--yes", "--allow", "delete-users", "--allow", "last-assignment-of-role", "--allow", "removals"];

let onboarded: string;
let cwd: string;
let simulator: RunningSimulator;
let onRequest: (operation: string) => void;

async function start(): Promise<void> {
  cwd = await emptyFolder();
  await writeFile(path.join(cwd, "team.csv"), FILE);
  simulator = await startSimulator({ speed: 20, onRequest: ({ operation }) => onRequest(operation) });
}

/** What is typed, and what it says in one line. */
async function run(...args: string[]) {
  const { code, stdout, stderr } = await onboard(args, { cwd, endpoint: simulator.url });
  const oneLine = (text: string) => text.replaceAll(/\s+/g, " ");
  return { code, stdout: oneLine(stdout), stderr: oneLine(stderr) };
}

beforeAll(async () => {
  onboarded = await keep(FILE, ...TEAM);
});

beforeEach(() => {
  onRequest = () => undefined;
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

/** Whom the handover names. */
async function handedOver(): Promise<readonly string[]> {
  const text = await readFile(path.join(cwd, "onboard.handover.json"), "utf8");
  return JSON.parse(text).people.map(({ email }: { email: string }) => email);
}

/** Lets a run be killed while the first is assigned, for whom AWS makes the role: the others wait for that, and are not on the way. */
async function killHalfWay(): Promise<void> {
  await onboard(TEAM, {
    cwd,
    endpoint: simulator.url,
    onStart: (kill) => {
      onRequest = (operation) => {
        if (operation === "CreateAccountAssignment") kill("SIGKILL");
      };
    },
  });
  onRequest = () => undefined;
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
    await killHalfWay();
    expect(look()).not.toEqual(before);
    await expect
      .poll(() => Object.values(simulator.world().requests).every(({ status }) => status !== "IN_PROGRESS"))
      .toBe(true);
    const undone = await run(...UNDO);
    expect(undone.code, undone.stdout + undone.stderr).toBe(0);
    expect(look()).toEqual(before);
    expect(undone.stdout).not.toContain("Before they can sign in");
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
    ({ cwd, simulator } = await goOn(onboarded));
    const after = look();
    const refused = await run("undo", "--yes");
    expect(refused.code).toBe(1);
    expect(refused.stderr).toContain("--allow delete-users");
    expect(look()).toEqual(after);
  });

  it("does not name people in CI", async () => {
    ({ cwd, simulator } = await goOn(onboarded));
    const { stdout, stderr } = await onboard(["undo", "--dry-run"], {
      cwd,
      endpoint: simulator.url,
      env: { CI: "true" },
    });
    for (const name of people) expect(stdout + stderr).not.toContain(name);
    expect(stdout).toContain("person 1");
    await run("undo", "--dry-run", "--out", "plan.json");
    const applied = await onboard(["apply", "plan.json", ...UNDO.slice(1)], {
      cwd,
      endpoint: simulator.url,
      env: { CI: "true" },
    });
    expect(applied.code, applied.stderr).toBe(0);
    for (const name of people) expect(applied.stdout + applied.stderr).not.toContain(name);
    expect(applied.stdout).toMatch(/person 5\s+- Sandbox North/);
  });

  it("hands over nobody any more whose access went", async () => {
    await start();
    await writeFile(path.join(cwd, "team.csv"), "email,group\nana@example.com,\nbo@example.com,web\n");
    await run(...TEAM);
    expect(await handedOver()).toEqual(["ana@example.com", "bo@example.com"]);
    await run(...UNDO);
    expect(await handedOver()).toEqual([]);
  });
});

describe("taking back a leave", () => {
  const LEAVE = ["leave", "--yes", ...UNDO.slice(2)];
  const AGAIN = [...UNDO, "--allow", "group-access"];

  let threeThere: string;

  beforeAll(async () => {
    const rows = [
      "ana@example.com,Sandbox North;Staging,",
      "bo@example.com,Sandbox North,web",
      "cy@example.com,Staging,web",
    ];
    const team = `email,account,group\n${rows.join("\n")}\n`;
    threeThere = await keep(team, "--emails", "team.csv", "--no-bootstrap", "--yes");
  });

  beforeEach(async () => {
    ({ cwd, simulator } = await goOn(threeThere));
  });

  it("gives back what people had, in accounts by their names; twice is nothing", async () => {
    const names = (world: ReturnType<typeof simulator.world>) => ({
      assignments: Object.values(world.assignments).map(String).length,
      memberships: Object.values(world.memberships)
        .map(({ userId, groupId }) => `${userId} ${groupId}`)
        .sort(),
    });
    const before = names(simulator.world());
    const left = await run(...LEAVE, "--emails", "ana@example.com,bo@example.com");
    expect(left.code, left.stderr).toBe(0);
    expect(names(simulator.world())).not.toEqual(before);
    expect(await handedOver()).toEqual(["cy@example.com"]);
    const undone = await run(...AGAIN);
    expect(undone.code, undone.stderr).toBe(0);
    expect(undone.stdout).toContain("ana@example.com + Sandbox North: amplify-policy + Staging: amplify-policy");
    expect(names(simulator.world())).toEqual(before);
    expect((await run(...AGAIN)).stdout).toContain("Nothing to do: nothing that the run did is left to take back.");
  });

  it("says that users who were deleted do not come back", async () => {
    await run(...LEAVE, "--emails", "cy@example.com", "--delete-users");
    const undone = await run(...AGAIN);
    expect(undone.code, undone.stderr).toBe(0);
    expect(undone.stdout).toContain("A user that was deleted cannot come back, nor can what they had: cy@example.com.");
    expect(undone.stdout).toContain("Nothing to do");
  });

  it("gives back what the file's silence had taken", async () => {
    const before = look();
    const assignments = () => Object.values(simulator.world().assignments).length;
    const count = assignments();
    await writeFile(
      path.join(cwd, "team.csv"),
      "email,account,group\nana@example.com,Staging,\nbo@example.com,Sandbox North;Staging,web\ncy@example.com,Staging,web\n",
    );
    const unlisted = await run(
      "--emails",
      "team.csv",
      "--remove-unlisted",
      "--no-bootstrap",
      "--yes",
      ...UNDO.slice(2),
    );
    expect(unlisted.code, unlisted.stderr).toBe(0);
    expect(assignments()).toBe(count - 1);
    const undone = await run(...AGAIN);
    expect(undone.code, undone.stderr).toBe(0);
    expect(assignments()).toBe(count);
    expect((look() as { users: unknown }).users).toEqual((before as { users: unknown }).users);
  });

  it("takes the end of sessions out again", async () => {
    const policies = () =>
      Object.values(simulator.world().permissionSets).map(({ inlinePolicy }) => inlinePolicy ?? "");
    const ended = await run(...LEAVE, "--emails", "ana@example.com", "--end-sessions");
    expect(ended.code, ended.stderr).toBe(0);
    expect(policies().join()).toContain("Deny");
    const undone = await run(...AGAIN);
    expect(undone.code, undone.stderr).toBe(0);
    expect(policies().join()).not.toContain("Deny");
  });
});

describe("which run is taken back", () => {
  it("is named with the one that it went on with", async () => {
    await start();
    const before = look();
    await killHalfWay();
    await run(...TEAM);
    const [first = ""] = await records();
    const undone = await run(...UNDO);
    expect(undone.code, undone.stderr).toBe(0);
    const name = first.replace(".jsonl", "");
    expect(undone.stdout).toContain(`The run before it, ${name}, did not do all that it was for`);
    expect(undone.stdout).toMatch(new RegExp(`Next: onboard undo ${name} $`));
    expect((await run("undo", name, ...UNDO.slice(1))).code).toBe(0);
    expect(look()).toEqual(before);
    expect((await run(...UNDO)).stdout).toMatch(/Next: onboard undo --list/);
  });

  it("is not guessed where a later record cannot be read, unless somebody sees the plan first", async () => {
    ({ cwd, simulator } = await goOn(onboarded));
    const after = look();
    const [name = ""] = await records();
    await writeFile(path.join(cwd, ".onboard", "runs", `9${name}`), '{"event":"start"}\n');
    const shown = await run("undo", "--dry-run");
    expect(shown).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/is passed over\. This record does not hold/),
    });
    const guessed = await run(...UNDO);
    expect(guessed).toMatchObject({
      code: 3,
      stderr: expect.stringContaining(`onboard undo ${name.replace(".jsonl", "")}`),
    });
    expect(look()).toEqual(after);
  });

  it("is not one that is still on", async () => {
    ({ cwd, simulator } = await goOn(onboarded));
    const [name = ""] = await records();
    const folder = path.join(cwd, ".onboard", "runs");
    const text = await readFile(path.join(folder, name), "utf8");
    const begun = text
      .split("\n")
      .filter((line) => !line.includes('"event":"end"'))
      .join("\n");
    await writeFile(path.join(folder, `9${name.replace(/\d+\.jsonl$/, `${process.pid}.jsonl`)}`), begun);
    const refused = await run(...UNDO);
    expect(refused.stderr).toContain("has not come to its end, and its process is there");
    expect(refused.code).toBe(5);
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
    ({ cwd, simulator } = await goOn(onboarded));
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
