import { existsSync } from "node:fs";
import { readdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parseHandover } from "../../src/core/handover/handover-file.ts";
import { renderPasteString } from "../../src/core/handover/handover-paste-string.ts";
import { savedPlanText } from "../../src/core/plan/saved-plan.ts";
import { fingerprintOf } from "../../src/core/text/canonical-json.ts";
import { type RunningSimulator, startSimulator } from "../../src/simulator/start.ts";
import { emptyFolder, onboard } from "./onboard.ts";

const MARK = "Simulation, not AWS";
const KEYS = { AWS_ACCESS_KEY_ID: "AKIDEXAMPLE", AWS_SECRET_ACCESS_KEY: "secret", AWS_REGION: "us-east-1" };
const TEAM = "email,account\nana@example.com,Sandbox North\n";
const run = ["--emails", "team.csv", "--yes", "--no-bootstrap"];

let simulator: RunningSimulator;
let ours: string;
let byEndpoint: string;

beforeAll(async () => {
  simulator = await startSimulator({ speed: 50 });
  ours = await emptyFolder();
  byEndpoint = await emptyFolder();
  for (const cwd of [ours, byEndpoint]) await writeFile(path.join(cwd, "team.csv"), TEAM);
});

afterAll(() => simulator.close());

/** Both ways to a simulation: the embedded simulator, and one that the environment leads to. */
const ways = [
  ["--simulate", () => ({ cwd: ours }), ["--simulate"]],
  ["an endpoint", () => ({ cwd: byEndpoint, endpoint: simulator.url }), []],
] as const;

describe.each(ways)("a simulation by %s", (_, place, flags) => {
  const type = (...args: readonly string[]) => onboard([...args, ...flags], place());
  const written = (file: string) => readFile(path.join(place().cwd, file), "utf8");

  it("says so in plan, saved plan, report, record, handover and messages, and in the status", async () => {
    const plan = await type("--emails", "team.csv", "--dry-run", "--no-bootstrap", "--out", "plan.json");
    expect(plan.stdout.split("\n").slice(0, 2)).toContain(`${MARK}.`);
    expect(JSON.parse(await written("plan.json"))).toMatchObject({ plan: { simulated: true } });

    const report = await type(...run, "--format", "json", "--messages", "messages");
    expect(JSON.parse(report.stdout)).toMatchObject({ kind: "report", simulated: true });
    expect(JSON.parse(await written("onboard.handover.json"))).toMatchObject({ simulated: true });
    const [record = ""] = await readdir(path.join(place().cwd, ".onboard", "runs"));
    const [start = ""] = (await written(path.join(".onboard", "runs", record))).split("\n");
    expect(JSON.parse(start)).toMatchObject({ event: "start", simulated: true });
    for (const ending of ["md", "html"]) expect(await written(`messages/ana@example.com.${ending}`)).toContain(MARK);

    const status = await type("status", "--emails", "team.csv");
    expect(status.stdout.split("\n").slice(0, 2)).toEqual(["The one person can start.", `${MARK}.`]);
    const page = await type("status", "--emails", "team.csv", "--format", "markdown");
    expect(page.stdout.split("\n").slice(0, 3).join("\n")).toContain(MARK);
    const beside = await type("status", "--emails", "team.csv", "--format", "github");
    expect(beside.stdout).toMatch(new RegExp(`^::notice title=Simulation::${MARK}`, "m"));
    const keys = await type("keys", "--emails", "team.csv", "--format", "json");
    expect(JSON.parse(keys.stdout)).toMatchObject({ simulated: true });
  });

  it("says so of an error, and of the rows that failed", async () => {
    await writeFile(path.join(place().cwd, "wrong.csv"), "email,account\nbo@example.com,Nowhere\n");
    const error = await type("--emails", "wrong.csv", "--yes", "--format", "json");
    expect(JSON.parse(error.stdout)).toMatchObject({ kind: "error", simulated: true });
    expect(error.stderr).toContain(MARK);
  });

  it("is refused by onboard local at AWS, as a file and as a line to paste, and nothing is written", async () => {
    const { cwd } = place();
    const handover = parseHandover(await written("onboard.handover.json"));
    const [ana] = handover?.people ?? [];
    const pasted = handover === undefined || ana === undefined ? "" : renderPasteString(handover, ana);
    for (const given of ["onboard.handover.json", pasted]) {
      const args = ["local", "--handover", given, "--email", "ana@example.com", "--yes"];
      const refused = await onboard(args, { cwd, env: KEYS });
      expect(refused.code, refused.stderr).toBe(3);
      expect(refused.stderr).toMatch(/simulation[\s\S]*--simulate/);
      expect(existsSync(path.join(cwd, ".aws", "config"))).toBe(false);
    }
  });

  it("has plans that AWS is not given, and takes none that were made for AWS", async () => {
    const { cwd } = place();
    const refused = await onboard(["apply", "plan.json", "--yes"], { cwd, env: KEYS });
    expect(refused.code, refused.stderr).toBe(3);
    expect(refused.stderr).toContain("simulation");

    const { fingerprint: _, ...saved } = JSON.parse(await written("plan.json"));
    const { simulated: __, ...plan } = saved.plan;
    const real = { ...saved, plan };
    await writeFile(path.join(cwd, "real.json"), savedPlanText({ ...real, fingerprint: fingerprintOf(real) }));
    const other = await type("apply", "real.json", "--yes");
    expect(other.code, other.stderr).toBe(3);
    expect(other.stderr).toContain("plan for AWS");
  });

  it("overwrites no handover of AWS, and nothing is changed", async () => {
    const { simulated: _, ...real } = JSON.parse(await written("onboard.handover.json"));
    await writeFile(path.join(place().cwd, "real.handover.json"), JSON.stringify(real));
    const refused = await type(...run, "--handover", "real.handover.json");
    expect(refused.code, refused.stderr).toBe(3);
    expect(JSON.parse(await written("real.handover.json"))).toEqual(real);
  });
});
