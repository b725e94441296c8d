import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import type { Handover } from "../../src/core/handover/handover.ts";
import type { Plan } from "../../src/core/plan/plan.ts";
import type { Status } from "../../src/core/readiness/status.ts";
import { type RunningSimulator, startSimulator } from "../../src/simulator/start.ts";
import { emptyFolder, onboard } from "./onboard.ts";

const soon = new Date(Date.now() + 5 * 24 * 60 * 60 * 1000).toISOString().slice(0, 10);
const team = (ana: string, bo: string) =>
  `email,account,region,until\nana@example.com,Sandbox North,us-east-1,\nana@example.com,Sandbox South,us-east-1,${ana}\nbo@example.com,Sandbox North,us-east-1,${bo}\n`;

let cwd: string;
let simulator: RunningSimulator;

const run = (...args: readonly string[]) => onboard(args, { cwd, endpoint: simulator.url });
const say = (ana: string, bo: string) => writeFile(path.join(cwd, "team.csv"), team(ana, bo));
const json = async <Document>(...args: readonly string[]) =>
  JSON.parse((await run(...args, "--emails", "team.csv", "--format", "json")).stdout) as Document;
const assignments = () => Object.keys(simulator.world().assignments).length;

beforeEach(async () => {
  cwd = await emptyFolder();
  simulator = await startSimulator({ speed: 1000 });
});

afterEach(() => simulator.close());

it("gives access to a last day, tells who ends soon, and takes it away when the day is past", async () => {
  await say(soon, "");
  const first = await run("--emails", "team.csv", "--yes");
  expect(first.code, first.stderr).toBe(0);
  expect(first.stdout).toContain(`ana@example.com: Sandbox South (amplify-policy) ends ${soon}`);
  expect(assignments()).toBe(3);
  expect((await run("--emails", "team.csv", "--dry-run", "--detailed-exitcode")).code).toBe(0);

  await say("2020-01-31", "2020-01-31");
  const status = await json<Status>("status");
  expect(status.people.map(({ email, access }) => [email, access.length])).toEqual([["ana@example.com", 1]]);
  expect(status.ends).toMatchObject([
    { when: "over", email: "ana@example.com", accountName: "Sandbox South", hasAccess: true },
    { when: "over", email: "bo@example.com", accountName: "Sandbox North", hasAccess: true },
  ]);
  const pending = await run("--emails", "team.csv", "--dry-run", "--detailed-exitcode", "--out", "plan.json");
  expect(pending.code).toBe(2);
  expect(pending.stdout).toContain("Removals");
  expect(assignments()).toBe(3);

  const applied = await run("apply", "plan.json", "--yes", "--allow", "last-assignment-of-role");
  expect(applied.code, applied.stderr).toBe(0);
  expect(assignments()).toBe(1);
  const handover = JSON.parse(await readFile(path.join(cwd, "onboard.handover.json"), "utf8")) as Handover;
  expect(handover.people.map(({ email, access }) => [email, access.map((one) => one.accountName)])).toEqual([
    ["ana@example.com", ["Sandbox North"]],
  ]);

  const again = await run("--emails", "team.csv", "--yes");
  expect(again.code).toBe(0);
  expect(again.stdout).toContain("Nothing to do");
  expect(again.stdout).toContain("2 rows have ended");
  expect((await json<Status>("status")).ends?.map(({ hasAccess }) => hasAccess)).toEqual([false, false]);
});

it("takes an account that is no more in a row that has ended for no mistake, and in every other row for one", async () => {
  await say("", "");
  expect((await run("--emails", "team.csv", "--yes")).code).toBe(0);
  const rows = (until: string) =>
    `email,account,region,until\nana@example.com,Sandbox North,us-east-1,\nana@example.com,Closed Long Ago,us-east-1,${until}\nbo@example.com,Closed Long Ago,us-east-1,2020-01-31\n`;
  await writeFile(path.join(cwd, "team.csv"), rows("2020-01-31"));
  const ended = await run("--emails", "team.csv", "--dry-run");
  expect(ended.code, ended.stderr).toBe(0);
  expect(ended.stdout.replace(/\s+/g, " ")).toContain('no account "Closed Long Ago"');
  expect(ended.stdout).toContain("Nothing to do");
  await writeFile(path.join(cwd, "team.csv"), rows(""));
  const open = await run("--emails", "team.csv", "--dry-run");
  expect(open.code).toBe(3);
  expect(open.stderr).toContain("Closed Long Ago");
});

it("names nobody in CI whose rows have ended", async () => {
  await say("", "");
  await run("--emails", "team.csv", "--yes");
  await say("2020-01-31", "2020-01-31");
  const shown = await onboard(["--emails", "team.csv", "--dry-run", "--out", "plan.json", "--format", "markdown"], {
    cwd,
    endpoint: simulator.url,
    env: { CI: "true" },
  });
  expect(shown.code, shown.stderr).toBe(0);
  expect(shown.stdout).not.toContain("@example.com");
  const applied = await onboard(["apply", "plan.json", "--yes", "--allow", "last-assignment-of-role"], {
    cwd,
    endpoint: simulator.url,
    env: { CI: "true" },
  });
  expect(applied.code, applied.stderr).toBe(0);
  expect(applied.stdout).not.toContain("@example.com");
});

it("makes no account for a row that has ended before it was ever run", async () => {
  await writeFile(
    path.join(cwd, "team.csv"),
    "email,account,until\nana@example.com,new,2020-01-31\nbo@example.com,Sandbox North,\n",
  );
  await writeFile(
    path.join(cwd, "onboard.json"),
    '{ "accounts": { "newAccountEmail": "aws+{username}@example.com" } }',
  );
  const plan = await json<Plan>("--dry-run");
  expect(plan.changes.map(({ key }) => key)).toEqual([
    "User|bo@example.com",
    "PermissionSet|amplify-policy",
    expect.stringContaining("AccountAssignment|"),
  ]);
});
