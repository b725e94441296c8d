import { execFileSync } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { afterEach, beforeAll, beforeEach, expect, it } from "vitest";
import type { Plan } from "../../src/core/plan/plan.ts";
import { type SavedPlan, savedPlanText } from "../../src/core/plan/saved-plan.ts";
import { fingerprintOf } from "../../src/core/text/canonical-json.ts";
import { type RunningSimulator, startSimulator } from "../../src/simulator/start.ts";
import { goOn, keep } from "./kept.ts";
import { onboard } from "./onboard.ts";

const file = (...rows: readonly string[]) =>
  `email,account,region\n${rows.map((row) => `${row.replace(" ", "@example.com,")},us-east-1\n`).join("")}`;

let onboarded: string;
let cwd: string;
let simulator: RunningSimulator;

const run = (...args: readonly string[]) => onboard(args, { cwd, endpoint: simulator.url });
const say = (...rows: readonly string[]) => writeFile(path.join(cwd, "team.csv"), file(...rows));
const planned = async (...args: readonly string[]) =>
  JSON.parse((await run("--emails", "team.csv", "--dry-run", "--format", "json", ...args)).stdout) as Plan;
const deletions = ({ changes }: Plan) =>
  changes.filter(({ action }) => action === "delete").map(({ key }) => key.replace(/^AccountAssignment\|/, ""));
/** What a shell makes of a printed command, from its name on. */
const typed = (command: string) => {
  const words = execFileSync("sh", ["-c", `eval "set -- $1"; printf '%s\\n' "$@"`, "sh", command]).toString();
  return words.split("\n").slice(words.split("\n").indexOf("leave"), -1);
};
const assignments = () => Object.keys(simulator.world().assignments).length;

beforeAll(async () => {
  const three = file("ana Sandbox North", "bo Sandbox North", "cy Sandbox North");
  onboarded = await keep(three, "--emails", "team.csv", "--yes");
});

beforeEach(async () => {
  ({ cwd, simulator } = await goOn(onboarded));
});

afterEach(() => simulator.close());

it("takes away what the file does not name any more, once it is allowed by name, and the new access comes first", async () => {
  await say("ana Staging", "bo Sandbox North");
  const shown = (await run("--emails", "team.csv", "--dry-run")).stdout;
  expect(shown).toMatch(/ana@example\.com +\+ Staging +- Sandbox North: not removed/);
  expect(shown).toContain("leave --emails ana@example.com --account 'Sandbox North' --permission-set amplify-policy");
  const inCi = await onboard(["--emails", "team.csv", "--dry-run"], { cwd, endpoint: simulator.url, env: { CI: "1" } });
  expect(inCi.stdout).toMatch(/line 2 +\+ Staging +- Sandbox North: not removed/);
  expect(inCi.stdout).not.toContain("@example.com");
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

it("leaves whom the settings name, and has nothing to do with what was adopted", async () => {
  await say("bo Sandbox North");
  await writeFile(path.join(cwd, "onboard.json"), '{ "safety": { "knownUsers": ["cy@example.com"] } }');
  expect(deletions(await planned("--remove-unlisted"))).toEqual(["210987654321|amplify-policy|USER|ana@example.com"]);
  const adopted = await run("init", "company", "--adopt", "--ci", "none");
  expect(adopted.code, adopted.stderr).toBe(0);
  const all = ["--emails", "company/team.csv", "--dry-run", "--remove-unlisted", "--detailed-exitcode"];
  const none = await run(...all);
  expect(none.code, none.stdout + none.stderr).toBe(0);
  expect(none.stdout).toContain("Nothing to do");
  const part = await run("init", "part", "--adopt", "--ci", "none", "--emails", "bo@example.com");
  expect(part.code, part.stderr).toBe(0);
  const refused = await run("--emails", "part/team.csv", "--remove-unlisted", "--yes", "--allow", "removals");
  expect(refused.code).toBe(3);
  expect(refused.stderr).toContain("a part of the team");
  expect(assignments()).toBe(3);
});

it("prints a command about who has moved that works as it is typed, whatever they and their accounts are called", async () => {
  const rows = (accounts: string) =>
    `email,username,account,region\nana@example.com,,Sandbox North,us-east-1\nbo@example.com,,Sandbox North,us-east-1\ncy@example.com,,Sandbox North,us-east-1\ndee@example.com,dee.long,${accounts},us-east-1\n`;
  await writeFile(path.join(cwd, "team.csv"), rows("Sandbox North;Sandbox South"));
  expect((await run("--emails", "team.csv", "--yes")).code).toBe(0);
  await writeFile(path.join(cwd, "team.csv"), rows("Staging"));
  expect((await run("--emails", "team.csv", "--yes")).code).toBe(0);
  expect(assignments()).toBe(6);
  const { drift } = await planned();
  expect(drift.map(({ kind, accountNames }) => [kind, accountNames])).toEqual([
    ["moved", ["Sandbox North", "Sandbox South"]],
  ]);
  const [command = ""] = drift.flatMap(({ commands = [] }) => commands);
  expect(typed(command)).toContain("Sandbox South");
  const left = await run(...typed(command), "--yes", "--allow", "last-assignment-of-role");
  expect(left.code, left.stderr).toBe(0);
  expect(assignments()).toBe(4);
  expect((await planned()).drift).toEqual([]);
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

it("takes nothing away where one holder cannot be read, who may be somebody of the file", async () => {
  await simulator.close();
  simulator = await startSimulator({ speed: 1000, faults: [{ operation: "DescribeUser", fault: "access-denied" }] });
  expect((await run("--emails", "team.csv", "--yes")).code).toBe(0);
  await say("bo Sandbox North");
  const refused = await run("--emails", "team.csv", "--remove-unlisted", "--yes", "--allow", "removals");
  expect(refused.code).toBe(5);
  expect(refused.stderr.replace(/\s+/g, " ")).toContain("2 holders of the file's permission sets could not be read");
  expect(assignments()).toBe(3);
});

it("gives somebody access of their own before the group goes through which they have it", async () => {
  const rows = (group: string) =>
    `email,account,region,group\n${["ana", "bo", "cy"].map((name) => `${name}@example.com,Sandbox North,us-east-1,\n`).join("")}ana@example.com,Staging,us-east-1,${group}\n`;
  await writeFile(path.join(cwd, "team.csv"), rows("ops"));
  expect((await run("--emails", "team.csv", "--yes")).code).toBe(0);
  await writeFile(path.join(cwd, "team.csv"), rows(""));
  const plan = await planned("--remove-unlisted");
  expect(plan.changes.map(({ action, key }) => [action, key])).toEqual([
    ["create", "AccountAssignment|456789012345|amplify-policy|USER|ana@example.com"],
    ["delete", "AccountAssignment|456789012345|amplify-policy|GROUP|ops"],
  ]);
  const done = await run("--emails", "team.csv", "--remove-unlisted", "--yes", "--allow", "removals");
  expect(done.code, done.stderr).toBe(0);
  expect(Object.keys(simulator.world().memberships)).toHaveLength(1);
  expect((await planned("--remove-unlisted")).changes).toEqual([]);
  await writeFile(
    path.join(cwd, "team.csv"),
    rows("").replace(/ana@example.com,Staging.*/, "bo@example.com,Staging,us-east-1,ops"),
  );
  const { drift, changes } = await planned("--remove-unlisted");
  expect(changes.filter(({ action }) => action === "delete").map(({ key }) => key)).toEqual([
    "AccountAssignment|456789012345|amplify-policy|USER|ana@example.com",
  ]);
  expect(drift).toMatchObject([
    {
      kind: "stranger",
      principal: { name: "ana@example.com" },
      message: expect.stringContaining("is in group ops, which gives permission set amplify-policy in Staging"),
      commands: [expect.stringMatching(/leave --emails ana@example.com --group ops$/)],
    },
  ]);
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
