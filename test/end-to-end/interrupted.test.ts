import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { RunReport } from "../../src/core/report/report.ts";
import { type RunningSimulator, type SimulatorOptions, startSimulator } from "../../src/simulator/start.ts";
import { type HeldClock, heldClock } from "../simulator/held-clock.ts";
import { emptyFolder, onboard } from "./onboard.ts";

const people = Array.from({ length: 24 }, (_, index) => `dev${index}@example.com`);

let cwd: string;
let simulator: RunningSimulator;
let operations: string[];
let clock: HeldClock;
/** Called with the number of assignments started so far. */
let onAssignment: (count: number) => void;

async function start(options: SimulatorOptions = {}): Promise<void> {
  simulator = await startSimulator({
    state: path.join(cwd, "world.json"),
    speed: 4,
    now: clock.now,
    ...options,
    onRequest: ({ operation }) => {
      operations.push(operation);
      if (operation !== "CreateAccountAssignment") return;
      onAssignment(operations.filter((one) => one === "CreateAccountAssignment").length);
    },
  });
}

const team = (...args: string[]) => ["--emails", "team.csv", "--account", "Sandbox North", "--yes", ...args];

beforeEach(async () => {
  cwd = await emptyFolder();
  operations = [];
  clock = heldClock();
  onAssignment = () => undefined;
  await writeFile(path.join(cwd, "team.csv"), `email\n${people.join("\n")}\n`);
  await writeFile(
    path.join(cwd, "onboard.json"),
    JSON.stringify({ limits: { ssoAdminPerSecond: 80, identityStorePerSecond: 80 } }),
  );
});

afterEach(() => simulator.close());

describe("a run that is interrupted", () => {
  it.each(["SIGINT", "SIGTERM"] as const)(
    "by %s starts nothing new, names what is outstanding, and is finished by the same command",
    async (signal) => {
      await start();
      let started = 0;
      const running = onboard(team("--format", "json"), {
        cwd,
        endpoint: simulator.url,
        onStderr: (_, kill) => {
          onAssignment = (count) => {
            started = count;
            if (count !== 6) return;
            clock.hold();
            kill(signal);
          };
        },
      });
      const first = await running;
      const report = JSON.parse(first.stdout) as RunReport;

      expect(first.code).toBe(130);
      expect(started).toBeLessThan(people.length);
      expect(report.converged).toBeNull();
      const outstanding = report.results.filter((result) => result.outcome === "outstanding");
      expect(outstanding.length).toBeGreaterThan(0);
      for (const result of outstanding) expect(result.requestId).toMatch(/^[0-9a-f-]{36}$/);
      expect(report.results.filter(({ outcome }) => outcome === "skipped").length).toBeGreaterThan(0);
      expect(report.results.filter(({ outcome }) => outcome === "failed")).toEqual([]);
      expect(first.stderr).toContain("nothing new starts");
      const [, done, all] = /(\d+)\/(\d+) done\n$/.exec(first.stderr) ?? [];
      expect([Number(done), Number(all)]).toEqual([report.summary.applied, report.changes.length]);

      expect(report.next).toMatch(/ --emails team\.csv --account 'Sandbox North' --yes --format json$/);
      expect(report.firstSignIn.users).toHaveLength(people.length);
      const page = await readFile(path.join(cwd, "first-sign-in.html"), "utf8");
      expect(page.match(/user-details/g)).toHaveLength(people.length);

      clock.letGo();
      const second = await onboard(team(), { cwd, endpoint: simulator.url });

      expect(second.code, second.stderr).toBe(0);
      expect(second.stdout.replace(/\s+/g, " ")).toContain(`${people.length} new users have no password`);
      expect(second.stdout).not.toContain("user-details");
      const table = await readFile(path.join(cwd, "first-sign-in.csv"), "utf8");
      expect(table.match(/user-details/g)).toHaveLength(people.length);
      const third = await onboard(team("--format", "json"), { cwd, endpoint: simulator.url });
      expect(JSON.parse(third.stdout)).toMatchObject({ firstSignIn: { users: [] } });
      expect(Object.keys(simulator.world().users)).toHaveLength(people.length);
      expect(Object.keys(simulator.world().assignments)).toHaveLength(people.length);
      const everStarted = operations.filter((operation) => operation === "CreateAccountAssignment").length;
      expect(everStarted).toBe(people.length);
    },
  );

  it("by credentials that expire half way stops, says so, and is finished with new ones", async () => {
    // Slow enough that the first refusal comes back, on a busy computer too, before all others are on their way.
    await writeFile(
      path.join(cwd, "onboard.json"),
      JSON.stringify({ limits: { ssoAdminPerSecond: 80, identityStorePerSecond: 15 } }),
    );
    await start({ faults: [{ operation: "CreateUser", from: 10, fault: "expired-credentials" }] });

    const first = await onboard(team("--format", "json"), { cwd, endpoint: simulator.url });
    const report = JSON.parse(first.stdout) as RunReport;

    expect(first.code).toBe(4);
    expect(report.results.filter(({ outcome }) => outcome === "failed").length).toBeGreaterThan(0);
    expect(report.results.some((result) => result.outcome === "failed" && /expired/.test(result.reason))).toBe(true);
    expect(operations.filter((operation) => operation === "CreateUser").length).toBeLessThan(people.length);
    await simulator.close();

    operations = [];
    await start();
    const second = await onboard(team(), { cwd, endpoint: simulator.url });
    expect(second.code, second.stderr).toBe(0);
    expect(Object.keys(simulator.world().assignments)).toHaveLength(people.length);
  });
});
