import { readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type RunningSimulator, startSimulator } from "../../src/simulator/start.ts";
import { emptyFolder, onboard } from "./onboard.ts";

let cwd: string;
let simulator: RunningSimulator;
let operations: string[];
const file = (name: string) => path.join(cwd, name);
const ci = (...args: string[]) =>
  onboard(args, {
    cwd,
    endpoint: simulator.url,
    env: { CI: "true", GITHUB_ACTIONS: "true", GITHUB_STEP_SUMMARY: file("summary.md") },
  });
const writes = () => operations.filter((operation) => !/^(Get|List|Describe|Assume)/.test(operation));

beforeEach(async () => {
  cwd = await emptyFolder();
  operations = [];
  simulator = await startSimulator({ speed: 1000, onRequest: ({ operation }) => operations.push(operation) });
});

afterEach(() => simulator.close());

describe("a pull request that changes team.csv", () => {
  it("with a mistake is told so on the line that has it", async () => {
    await writeFile(file("team.csv"), "email,account\nana@example.com,Sandbox North\nbo@example,Sandbox South\n");
    const run = await ci("--emails", "team.csv", "--dry-run", "--offline");
    expect(run.code).toBe(3);
    expect(run.stdout).toMatch(/^::error file=team\.csv,line=3,col=1,/m);
    expect(operations).toEqual([]);
  });

  it("is planned, reviewed and applied as reviewed, and refused when AWS has changed meanwhile", async () => {
    await writeFile(file("team.csv"), "email,account\nana@example.com,Sandbox North\nbo@example.com,Sandbox South\n");
    const page = await ci(
      "--emails",
      "team.csv",
      "--dry-run",
      "--format",
      "markdown",
      "--out",
      "plan.json",
      "--detailed-exitcode",
    );
    expect(page.code, page.stderr).toBe(2);
    expect(page.stdout).toMatch(/^#+ .*onboard/m);
    expect(page.stdout).not.toContain("@example.com");
    expect(writes()).toEqual([]);
    const plan = await readFile(file("plan.json"));
    await rm(file("team.csv"));

    await onboard(["--emails", "ana@example.com", "--account", "Sandbox North", "--yes"], {
      cwd,
      endpoint: simulator.url,
    });
    await rm(file(".onboard"), { recursive: true });
    operations = [];
    const late = await ci("apply", "plan.json", "--yes");
    expect(late.code).toBe(1);
    expect(late.stderr).toContain("User line 2 is there already; the plan would create it.");
    expect(late.stderr).toContain("Permission set amplify-policy is there already");
    expect(writes()).toEqual([]);

    await simulator.close();
    simulator = await startSimulator({ speed: 1000, onRequest: ({ operation }) => operations.push(operation) });
    await writeFile(file("plan.json"), plan);
    const applied = await ci("apply", "plan.json", "--yes");
    expect(applied.code, applied.stderr).toBe(0);
    expect(Object.keys(simulator.world().assignments)).toHaveLength(2);
  });
});
