import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import type { Plan } from "../../src/core/plan/plan.ts";
import { type SavedPlan, savedPlanText } from "../../src/core/plan/saved-plan.ts";
import { fingerprintOf } from "../../src/core/text/canonical-json.ts";
import { type RunningSimulator, startSimulator } from "../../src/simulator/start.ts";
import { emptyFolder, onboard } from "./onboard.ts";

const file = (...rows: readonly string[]) =>
  `email,account,region\n${rows.map((row) => `${row.replace(" ", "@example.com,")},us-east-1\n`).join("")}`;

let cwd: string;
let simulator: RunningSimulator;

const run = (...args: readonly string[]) => onboard(args, { cwd, endpoint: simulator.url });
const say = (...rows: readonly string[]) => writeFile(path.join(cwd, "team.csv"), file(...rows));
const planned = async (...args: readonly string[]) =>
  JSON.parse((await run("--emails", "team.csv", "--dry-run", "--format", "json", ...args)).stdout) as Plan;
const deletions = ({ changes }: Plan) =>
  changes.filter(({ action }) => action === "delete").map(({ key }) => key.replace(/^AccountAssignment\|/, ""));
const assignments = () => Object.keys(simulator.world().assignments).length;

beforeEach(async () => {
  cwd = await emptyFolder();
  simulator = await startSimulator({ speed: 1000 });
  await say("ana Sandbox North", "bo Sandbox North", "cy Sandbox North");
  const first = await run("--emails", "team.csv", "--yes");
  expect(first.code, first.stderr).toBe(0);
});

afterEach(() => simulator.close());

it("takes away what the file does not name any more, once it is allowed by name, and the new access comes first", async () => {
  await say("ana Staging", "bo Sandbox North");
  const without = await planned();
  expect(deletions(without)).toEqual([]);
  expect(without.drift.map(({ kind, principal }) => [kind, principal?.name])).toEqual([
    ["moved", "ana@example.com"],
    ["left-out", "cy@example.com"],
  ]);

  const plan = await planned("--remove-unlisted");
  expect(plan.changes.map(({ action }) => action)).toEqual(["create", "delete", "delete"]);
  expect(deletions(plan).sort()).toEqual([
    "210987654321|amplify-policy|USER|ana@example.com",
    "210987654321|amplify-policy|USER|cy@example.com",
  ]);

  const refused = await run("--emails", "team.csv", "--remove-unlisted", "--yes");
  expect(refused.code).toBe(1);
  expect(refused.stderr).toContain("Danger removals: 2 people would lose access");
  expect(assignments()).toBe(3);

  const allowed = await run("--emails", "team.csv", "--remove-unlisted", "--yes", "--allow", "removals");
  expect(allowed.code, allowed.stderr).toBe(0);
  expect(assignments()).toBe(2);
  expect(deletions(await planned("--remove-unlisted"))).toEqual([]);
});

it("leaves those whom another file of the company names", async () => {
  await say("bo Sandbox North");
  await writeFile(path.join(cwd, "others.csv"), "email\ncy@example.com\n");
  expect(deletions(await planned("--remove-unlisted", "--known", "others.csv"))).toEqual([
    "210987654321|amplify-policy|USER|ana@example.com",
  ]);
});

it("is refused over the limits, whatever is allowed, until they are raised", async () => {
  await say("bo Sandbox North");
  await writeFile(path.join(cwd, "onboard.json"), '{ "safety": { "maxRemovals": 1 } }');
  const refused = await run("--emails", "team.csv", "--remove-unlisted", "--yes", "--allow", "removals");
  expect(refused.code).toBe(1);
  expect(refused.stderr.replace(/\s+/g, " ")).toContain("2 is over 1 (safety.maxRemovals).");
  expect(assignments()).toBe(3);
});

it("takes the limits of flags for this run, and refuses a saved plan that is over its own by then", async () => {
  await say("bo Sandbox North");
  const remove = ["--emails", "team.csv", "--remove-unlisted"];
  const refused = await run(...remove, "--yes", "--allow", "removals", "--max-removals", "1");
  expect(refused.code).toBe(1);
  expect(refused.stderr.replace(/\s+/g, " ")).toContain("with --max-removals and --max-removal-percent");
  const file = path.join(cwd, "plan.json");
  expect((await run(...remove, "--dry-run", "--out", "plan.json", "--max-removals", "2")).code).toBe(0);
  const { fingerprint: _, ...saved } = JSON.parse(await readFile(file, "utf8")) as SavedPlan;
  expect(saved.settings.safety.maxRemovals).toBe(2);
  const lowered = { ...saved, settings: { ...saved.settings, safety: { ...saved.settings.safety, maxRemovals: 1 } } };
  await writeFile(file, savedPlanText({ ...lowered, fingerprint: fingerprintOf(lowered) }));
  const again = await run("apply", "plan.json", "--yes", "--allow", "removals");
  expect(again.code).toBe(1);
  expect(again.stderr.replace(/\s+/g, " ")).toContain("2 is over 1 (safety.maxRemovals).");
  expect(assignments()).toBe(3);
  await writeFile(file, savedPlanText({ ...saved, fingerprint: fingerprintOf(saved) }));
  expect((await run("apply", "plan.json", "--yes")).code).toBe(1);
  expect((await run("apply", "plan.json", "--yes", "--allow", "removals")).code).toBe(0);
  expect(assignments()).toBe(1);
});

it.each([
  ["an empty file", ""],
  ["a file of column names alone", "email,account\n"],
  ["a file with a bad row", "email,account\nbo@example.com,Sandbox North\nnobody,Sandbox North\n"],
  ["a file with an account that is not there", "email,account\nbo@example.com,Sandbox Nirth\n"],
])("takes nothing away for %s", async (_, text) => {
  await writeFile(path.join(cwd, "team.csv"), text);
  const refused = await run("--emails", "team.csv", "--remove-unlisted", "--yes", "--allow", "removals");
  expect(refused.code).toBe(3);
  expect(assignments()).toBe(3);
});

it("takes nothing away for typed addresses, which are a part of the team", async () => {
  const args = ["--emails", "bo@example.com", "--account", "Sandbox North", "--remove-unlisted", "--yes"];
  const refused = await run(...args, "--allow", "removals");
  expect(refused.code).toBe(3);
  expect(refused.stderr).toContain("a part of the team");
  expect(assignments()).toBe(3);
});
