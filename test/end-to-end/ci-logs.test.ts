import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { FORMATS } from "../../src/cli/terminal/format.ts";
import { type RunningSimulator, startSimulator } from "../../src/simulator/start.ts";
import { someOf } from "../how-much.ts";
import { emptyFolder, onboard } from "./onboard.ts";

let cwd: string;
let simulator: RunningSimulator;

const SECRET = /ana@|bo@|cleo@|eve@|asilva7|bberg8|Ana Silva|Bo Berg/i;
const TEAM =
  "email,username,display_name,account\nana@example.com,asilva7,Ana Silva,Sandbox North\nbo@example.com,bberg8,Bo Berg,Sandbox South\n";

beforeEach(async () => {
  cwd = await emptyFolder();
  simulator = await startSimulator({
    speed: 1000,
    faults: [{ operation: "CreateUser", match: { UserName: "bberg8" }, fault: "access-denied" }],
  });
  await writeFile(path.join(cwd, "team.csv"), TEAM);
  await writeFile(
    path.join(cwd, "bad.csv"),
    `${TEAM}cleo@example,cleo,Cleo,Sandbox North\nana@example.com,eve@x,Eve,Staging\n`,
  );
});

afterEach(() => simulator.close());

describe.each(someOf(FORMATS, 2))("the log of a pipeline, as %s,", (format) => {
  it("names nobody in a whole flow, and holds nothing but whole lines", async () => {
    const summary = path.join(cwd, "summary.md");
    const env = { CI: "true", GITHUB_STEP_SUMMARY: summary };
    const ci = (...args: string[]) => onboard([...args, "--format", format], { cwd, endpoint: simulator.url, env });
    const runs = [
      await ci("--emails", "bad.csv", "--dry-run", "--offline"),
      await ci("--emails", "bad.csv", "--yes"),
      await ci("--emails", "team.csv", "--dry-run", "--offline"),
      await ci("--emails", "team.csv", "--dry-run", "--out", "plan.json"),
      await ci("--emails", "team.csv"),
      await ci("apply", "plan.json", "--yes"),
      await ci("apply", "plan.json", "--yes"),
      await ci("--emails", "team.csv", "--yes"),
    ];
    expect(runs.map(({ code }) => code)).toEqual([3, 3, 0, 0, 3, 4, expect.any(Number), expect.any(Number)]);
    for (const { stdout, stderr } of runs) {
      expect(stderr).not.toMatch(SECRET);
      if (format !== "json") expect(stdout).not.toMatch(SECRET);
      expect(`${stdout}${stderr}`.split("").filter((one) => one === "\r" || one === "\u001b")).toEqual([]);
    }
    if (format === "github") expect(await readFile(summary, "utf8")).not.toMatch(SECRET);
  });

  it("names people when asked to", async () => {
    const run = await onboard(["--emails", "team.csv", "--dry-run", "--format", format, "--show-people"], {
      cwd,
      endpoint: simulator.url,
      env: { CI: "true" },
    });
    expect(run.code, run.stderr).toBe(0);
    if (format !== "gitlab") expect(run.stdout).toMatch(SECRET);
  });
});
