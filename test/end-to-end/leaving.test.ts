import { readdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Handover } from "../../src/core/handover/handover.ts";
import type { RunReport } from "../../src/core/report/report.ts";
import { type RunningSimulator, type SimulatorOptions, startSimulator } from "../../src/simulator/start.ts";
import { emptyFolder, onboard } from "./onboard.ts";
import { person } from "./person.ts";

const FIVE = ["One", "Two", "Three", "Four", "Five"];

let cwd: string;
let simulator: RunningSimulator;
let operations: string[];
let onDeletion: () => void;

/** Ana, Bo and twelve others have `dev` in three accounts of their own, and in two more through web-devs. */
async function start(options: SimulatorOptions = {}) {
  const names = ["ana", "bo", ...Array.from({ length: 12 }, (_, index) => `dev${index}`)];
  const users = names.map((name) => `${name}@example.com`);
  simulator = await startSimulator({
    speed: 1000,
    organization: {
      accounts: FIVE.map((name, index) => ({ id: `${333_333_333_330 + index}`, name })),
      instances: [
        {
          users: names.map((name) => person(name)),
          groups: [{ displayName: "web-devs", members: users }],
          permissionSets: [
            {
              name: "dev",
              managedPolicies: ["arn:aws:iam::aws:policy/ReadOnlyAccess"],
              assignments: [
                ...FIVE.slice(0, 3).flatMap((account) => users.map((user) => ({ account, user }))),
                ...FIVE.slice(3).map((account) => ({ account, group: "web-devs" })),
              ],
            },
          ],
        },
      ],
    },
    onRequest: ({ operation }) => {
      operations.push(operation);
      if (/^Delete(AccountAssignment|GroupMembership)$/.test(operation)) onDeletion();
    },
    ...options,
  });
}

const run = (...args: readonly string[]) => onboard(args, { cwd, endpoint: simulator.url });
const json = async <Document>(...args: readonly string[]) =>
  JSON.parse((await run(...args, "--format", "json")).stdout) as Document;

/** What each of them has, as `onboard access` says it: a row for each way. */
async function accessOf(...names: readonly string[]): Promise<readonly (readonly string[])[]> {
  const emails = names.map((name) => `${name}@example.com`).join(",");
  const { stdout, code, stderr } = await run("access", "--emails", emails, "--format", "csv");
  expect(code, stderr).toBe(0);
  return names.map((name) => stdout.split("\n").filter((line) => line.startsWith(`${name}@`)));
}

beforeEach(async () => {
  cwd = await emptyFolder();
  operations = [];
  onDeletion = () => undefined;
});

afterEach(() => simulator.close());

describe("onboard leave", () => {
  it("does not end well for somebody who is mistyped, and takes from the others", async () => {
    await start();
    const nobody = await run("leave", "--emails", "anna@example.com", "--yes");
    expect(nobody).toMatchObject({
      code: 4,
      stdout: expect.stringMatching(
        /Not found: they keep what they have\n.*anna@example.com[\s\S]*Did you mean "ana@example.com"/,
      ),
    });
    expect(nobody.stdout).toContain("Nothing is taken away: correct who was not found");
    const mixed = await run(
      "leave",
      "--emails",
      "anna@example.com,bo@example.com",
      "--yes",
      "--allow",
      "last-assignment-of-role",
    );
    expect(mixed.code).toBe(4);
    expect(mixed.stdout.slice(mixed.stdout.indexOf("1 of 1"))).toContain("Not found: they keep what they have");
    expect(await accessOf("bo")).toEqual([[]]);
    expect((await run("leave", "--emails", "xerxes@example.com", "--yes")).code).toBe(0);
  });

  it("takes somebody out of five accounts; access and status say the same; the same command again has nothing to do", async () => {
    await start();
    const [ana, bo] = await accessOf("ana", "bo");
    expect(ana).toHaveLength(5);
    const dry = await run("leave", "--emails", "ana@example.com", "--dry-run", "--detailed-exitcode");
    expect(dry.code, dry.stderr).toBe(2);
    expect(dry.stdout).toContain("- in web-devs (dev in Four, dev in Five)");
    expect(dry.stdout).toContain("- One: dev");
    expect(dry.stdout).toContain("Then 1 of 1 person has nothing left of what was named.");
    expect(operations.filter((one) => /^(Delete|Create|Put|Update)/.test(one))).toEqual([]);

    const done = await run("leave", "--emails", "ana@example.com", "--yes");
    expect(done.code, done.stderr).toBe(0);
    expect(done.stdout).toContain("1 of 1 person has lost what was to go (4 applied).");
    expect(done.stdout).toMatch(/ana@example\.com +dev +\d{4}-\d\d-\d\d \d\d:\d\d UTC/);
    expect(done.stdout).toMatch(/#!\/instances\/[0-9a-f]{16}\/users\/user-details\//);
    expect(done.stdout.trimEnd().split("\n").at(-1)).toMatch(/^Next: .* access --emails ana@example\.com$/);
    expect(await accessOf("ana", "bo")).toEqual([[], bo]);
    await writeFile(path.join(cwd, "team.csv"), "email,account,permission_set\nana@example.com,One,dev\n");
    const status = await run("status", "--emails", "team.csv", "--permission-set", "dev");
    expect([status.code, status.stdout]).toEqual([2, expect.stringContaining("not assigned")]);

    const again = await run("leave", "--emails", "ana@example.com", "--yes");
    expect([again.code, again.stdout]).toEqual([0, expect.stringContaining("Nothing to do")]);
    expect(await readdir(path.join(cwd, ".onboard/runs"))).toHaveLength(1);
  });

  it("killed half way, is finished by the same command, and tells first what is open when it is stopped", async () => {
    await start({ speed: 4 });
    let deletions = 0;
    const killed = await onboard(["leave", "--emails", "ana@example.com,bo@example.com", "--yes"], {
      cwd,
      endpoint: simulator.url,
      onStart: (kill) => {
        onDeletion = () => {
          deletions += 1;
          if (deletions === 3) kill("SIGKILL");
        };
      },
    });
    expect(killed.code).not.toBe(0);
    onDeletion = () => undefined;
    expect((await accessOf("ana", "bo")).flat().length).toBeGreaterThan(0);
    const { results, converged } = await json<RunReport>(
      "leave",
      "--emails",
      "ana@example.com,bo@example.com",
      "--yes",
    );
    expect(results.every(({ outcome }) => outcome === "applied")).toBe(true);
    expect(converged).toBe(true);
    const [ana, bo, dev0] = await accessOf("ana", "bo", "dev0");
    expect([ana, bo]).toEqual([[], []]);
    expect(dev0).toHaveLength(5);
  });

  it("tells what is still open before anything else, and ends with 4", async () => {
    await start({
      faults: [{ operation: "DeleteAccountAssignment", nth: 2, fault: "failed-assignment", reason: "403 no" }],
    });
    const { code, stdout } = await run("leave", "--emails", "ana@example.com", "--yes");
    expect(code).toBe(4);
    const report = stdout.slice(stdout.indexOf("0 of 1 people have lost what was to go"));
    const places = ["Still open", "dev (failed)", "What went wrong", "Until when", "Next: "].map((words) =>
      report.indexOf(words),
    );
    expect(places.every((place) => place > 0)).toBe(true);
    expect(places).toEqual([...places].sort((a, b) => a - b));
    const last = report.trimEnd().split("\n").at(-1);
    expect(last).toMatch(/^Next: .* leave --emails ana@example\.com --yes$/);
    expect((await run("leave", "--emails", "ana@example.com", "--yes")).code).toBe(0);
  });

  it("takes a file of leavers, whatever else is in it; over the limits it must be allowed by name", async () => {
    await start();
    const rows = Array.from({ length: 12 }, (_, index) => `dev${index}@example.com,One`);
    await writeFile(path.join(cwd, "leavers.csv"), `email,account\n${rows.join("\n")}\n`);
    const refused = await run("leave", "--emails", "leavers.csv", "--yes");
    expect(refused.code).toBe(1);
    expect(refused.stderr).toContain(
      "Danger removals: 12 people would lose access: 36 of the 42 assignments (85.7 %) of these permission sets in these accounts. 12 is over 10 (safety.maxRemovals). 85.7 % is over 25 % (safety.maxRemovalPercent).",
    );
    expect(refused.stdout).toContain("narrow nothing");
    expect(operations.filter((one) => /^Delete/.test(one))).toEqual([]);
    const limits = ["--max-removals", "12", "--max-removal-percent", "90"];
    expect((await run("leave", "--emails", "leavers.csv", "--dry-run", ...limits)).stdout).not.toContain("removals:");
    const allowed = await run("leave", "--emails", "leavers.csv", "--yes", "--allow", "removals");
    expect(allowed.code, allowed.stderr).toBe(0);
    const [dev11, ana] = await accessOf("dev11", "ana");
    expect(dev11).toEqual([]);
    expect(ana).toHaveLength(5);
  });

  it("saves a plan that is applied as it is, and refused when it would be another by then", async () => {
    await start();
    const save = (file: string) => run("leave", "--emails", "ana@example.com", "--dry-run", "--out", file);
    expect((await save("plan.json")).code).toBe(0);
    expect((await save("late.json")).code).toBe(0);
    const applied = await run("apply", "plan.json", "--yes");
    expect(applied.code, applied.stderr).toBe(0);
    expect(applied.stdout).toContain("1 of 1 person has lost what was to go (4 applied).");
    expect(await accessOf("ana")).toEqual([[]]);
    expect((await run("apply", "plan.json", "--yes")).code).toBe(0);

    await run("leave", "--emails", "bo@example.com", "--dry-run", "--out", "bo.json");
    await run("leave", "--emails", "bo@example.com", "--account", "One", "--yes");
    const { code, stderr } = await run("apply", "bo.json", "--yes");
    expect([code, stderr]).toEqual([1, expect.stringContaining("AWS is not as it was when bo.json was made")]);
    const [bo] = await accessOf("bo");
    expect(bo).toHaveLength(4);
  });

  it("changes nothing for an empty file, a bad row, nobody at all, and users that would keep something", async () => {
    await start();
    await writeFile(path.join(cwd, "empty.csv"), "email\n");
    await writeFile(path.join(cwd, "bad.csv"), "email\nana@example.com\nbo@example\n");
    const ways = [
      ["--emails", "empty.csv"],
      ["--emails", "bad.csv"],
      [],
      ["--emails", "ana@example.com", "--delete-users", "--account", "One"],
      ["--emails", "ana@example.com", "--account", "Onne"],
      ["--orphans", "--delete-users"],
    ];
    for (const args of ways) {
      const { code, stderr } = await run("leave", ...args, "--yes");
      expect([args, code]).toEqual([args, 3]);
      expect(stderr).toContain("Nothing was changed.");
    }
    expect(operations.filter((one) => /^(Delete|Create|Put|Update)/.test(one))).toEqual([]);
  });

  it("takes who has left out of the handover, and says so; what somebody keeps stays in it", async () => {
    await start();
    const file = path.join(cwd, "onboard.handover.json");
    const team = ["ana", "bo", "dev0"].map((name) => `${name}@example.com,One`);
    await writeFile(path.join(cwd, "team.csv"), `email,account\n${team.join("\n")}\nbo@example.com,Two\n`);
    const given = await run("--emails", "team.csv", "--permission-set", "dev", "--yes");
    expect(given.code, given.stderr).toBe(0);
    const handedOver = async () =>
      (JSON.parse(await readFile(file, "utf8")) as Handover).people.map(({ email, access }) => [email, access.length]);
    expect(await handedOver()).toEqual([
      ["ana@example.com", 1],
      ["bo@example.com", 2],
      ["dev0@example.com", 1],
    ]);
    const left = await run("leave", "--emails", "ana@example.com", "--yes");
    expect([left.code, left.stdout]).toEqual([
      0,
      expect.stringContaining("What 1 person lost is taken out of onboard.handover.json"),
    ]);
    await run("leave", "--emails", "bo@example.com", "--account", "One", "--yes");
    expect(await handedOver()).toEqual([
      ["bo@example.com", 1],
      ["dev0@example.com", 1],
    ]);
    await run("leave", "--emails", "bo@example.com,dev0@example.com", "--yes");
    expect(await handedOver()).toEqual([]);
  });

  it("asks nobody without a terminal, and deletes users only where that is allowed by name", async () => {
    await start();
    const silent = await run("leave", "--emails", "ana@example.com");
    expect([silent.code, silent.stderr]).toEqual([3, expect.stringContaining("nobody to ask")]);
    const meant = ["leave", "--emails", "ana@example.com", "--delete-users", "--yes"];
    const refused = await run(...meant);
    expect([refused.code, refused.stderr]).toEqual([1, expect.stringContaining("--allow delete-users")]);
    expect(operations.filter((one) => /^Delete/.test(one))).toEqual([]);
    expect((await run(...meant, "--allow", "delete-users")).code).toBe(0);
    const again = await run(...meant);
    expect([again.code, again.stdout]).toEqual([0, expect.stringContaining("Nothing to do")]);
  });

  it("names nobody in CI, and the record tells each removal before it is sent", async () => {
    await start();
    const { stdout, stderr } = await onboard(
      ["leave", "--emails", "ana@example.com", "--account", "Four", "--dry-run"],
      {
        cwd,
        endpoint: simulator.url,
        env: { CI: "true" },
      },
    );
    expect(`${stdout}${stderr}`).not.toMatch(/ana@|ana\b/i);
    const done = await onboard(["leave", "--emails", "ana@example.com", "--yes"], {
      cwd,
      endpoint: simulator.url,
      env: { CI: "true" },
    });
    expect(`${done.stdout}${done.stderr}`).not.toMatch(/ana@|ana\b/i);
    const [file = ""] = await readdir(path.join(cwd, ".onboard/runs"));
    const entries = (await readFile(path.join(cwd, ".onboard/runs", file), "utf8")).split("\n").filter(Boolean);
    const events = entries.map((line) => JSON.parse(line) as { event: string; change?: string });
    const begun = events.filter(({ event }) => event === "begin").map(({ change }) => change);
    expect(begun).toContain("taking ana@example.com out of group web-devs");
    expect(begun).toHaveLength(4);
  });
});
