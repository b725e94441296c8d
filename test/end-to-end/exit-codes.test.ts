import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type RunningSimulator, startSimulator } from "../../src/simulator/start.ts";
import { emptyFolder, type Finished, onboard } from "./onboard.ts";

let cwd: string;
let simulator: RunningSimulator;
let interrupt: (() => void) | undefined;
const here = (...args: string[]) => onboard(args, { cwd, endpoint: simulator.url });

beforeEach(async () => {
  cwd = await emptyFolder();
  interrupt = undefined;
  simulator = await startSimulator({
    speed: 20,
    faults: [{ operation: "CreateUser", match: { UserName: "bo@example.com" }, fault: "access-denied" }],
    onRequest: ({ operation }) => {
      if (operation === "CreateAccountAssignment") interrupt?.();
    },
  });
  await writeFile(path.join(cwd, "team.csv"), "email,account\nana@example.com,Sandbox North\nbo@example.com,Staging\n");
});

afterEach(() => simulator.close());

const ways: Readonly<Record<number, () => Promise<Finished>>> = {
  0: () => here("--emails", "team.csv", "--dry-run"),
  1: async () => {
    await here("--emails", "team.csv", "--dry-run", "--out", "plan.json");
    await here("--emails", "cleo@example.com", "--account", "Staging", "--yes");
    return here("apply", "plan.json", "--yes");
  },
  2: () => here("--emails", "team.csv", "--dry-run", "--detailed-exitcode"),
  3: () => here("--emails", "nobody", "--dry-run"),
  4: () => here("--emails", "team.csv", "--yes"),
  5: () => onboard(["--emails", "team.csv", "--dry-run"], { cwd, endpoint: "http://127.0.0.1:9" }),
  130: () =>
    onboard(["--emails", "team.csv", "--yes"], {
      cwd,
      endpoint: simulator.url,
      onStderr: (_, kill) => {
        interrupt = () => kill("SIGINT");
      },
    }),
};

describe("each exit code of docs/reference.md", () => {
  it("is one that a run below ends with", async () => {
    const page = await readFile(new URL("../../docs/reference.md", import.meta.url), "utf8");
    const section = page.slice(page.indexOf("\n## Exit codes"), page.indexOf("\n## Environment"));
    const documented = [...section.matchAll(/^\| (\d+) /gm)].map(([, code]) => Number(code));
    expect(documented).toEqual(Object.keys(ways).map(Number));
  });

  it.each(Object.keys(ways).map(Number))("%i is reached by a real run", async (code) => {
    const run = await ways[code]?.();
    expect(run?.code, run?.stderr).toBe(code);
  });
});
