import { existsSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from "vitest";
import { startSimulator } from "../../src/simulator/start.ts";
import { emptyFolder } from "../end-to-end/onboard.ts";
import { openTerminal, type Terminal } from "./terminal.ts";

const TEAM = fileURLToPath(new URL("../../templates/team.csv", import.meta.url));

let cwd: string;
let terminal: Terminal;

async function start(args: string, env: Readonly<Record<string, string>> = {}): Promise<void> {
  terminal = await openTerminal(args, cwd, env);
}

beforeEach(async () => {
  cwd = await emptyFolder();
});

afterEach(() => terminal.close());

describe("onboard in a real terminal", () => {
  it("shows the plan, asks, applies on y and ends with the table", async () => {
    await start(`--emails "${TEAM}" --simulate`);
    const asked = await terminal.shows(/Apply 12 changes .*\(y\/N\)/s);
    expect(asked).toContain("Plan: 12 to create");

    await terminal.type("y");
    const done = await terminal.shows(/exit code 0/);
    expect(done).toContain("4 of 5 people ready");
    expect(existsSync(path.join(cwd, "onboard.handover.json"))).toBe(true);
  });

  it.each([
    ["n", /Nothing was changed\.\s+exit code 1/],
    ["Enter", /Nothing was changed\.\s+exit code 1/],
    ["C-c", /Interrupted before anything was changed\.[\s\S]*exit code 130/],
  ])("changes nothing on %s", async (key, ending) => {
    await start(`--emails "${TEAM}" --simulate`);
    await terminal.shows(/\(y\/N\)/);
    await terminal.type(key);
    await terminal.shows(ending);
    expect(existsSync(path.join(cwd, ".onboard", "runs"))).toBe(false);
  });

  it("asks for the number of people who lose access by --remove-unlisted, and takes no other answer", async () => {
    const file = (names: string) => writeFile(path.join(cwd, "team.csv"), `email,account,region\n${names}`);
    const [ana, bo, cy] = ["ana", "bo", "cy"].map((name) => `${name}@example.com,Staging,us-east-1\n`);
    await file(`${ana}${bo}${cy}`);
    await start("--emails team.csv --simulate --yes");
    await terminal.shows(/exit code 0/);
    await file(`${bo}`);
    for (const [typed, ending] of [
      ["y", /Nothing was changed\.\s+exit code 1/],
      ["2", /exit code 0/],
    ] as const) {
      await terminal.close();
      await start("--emails team.csv --simulate --remove-unlisted --allow removals");
      await terminal.shows(/Type 2/);
      await terminal.type(typed, "Enter");
      await terminal.shows(ending);
    }
  });

  it("stops on Ctrl-C, names what is outstanding, and leaves a terminal that still wraps its lines", async () => {
    await start(
      `--emails "${Array.from({ length: 60 }, (_, i) => `p${i}@example.com`)}" --account Staging --simulate --yes`,
    );
    await terminal.shows(/█+░* \d+\/121/);
    await terminal.type("C-c");
    const screen = await terminal.shows(/exit code 130/);
    expect(screen).not.toMatch(/[█░]/);
    expect(screen).toMatch(/AWS\s+was\s+not\s+asked\s+again/);
    expect(screen.replaceAll("\n", "")).toMatch(/Rows (that are not done|to run again): failed\.csv/);
  });

  it("asks for a new sign-in when the credentials end half way, and goes on", async () => {
    const faults = [{ operation: "CreateUser", nth: 3, fault: "expired-credentials" }] as const;
    const simulator = await startSimulator({ speed: 10, faults: [...faults] });
    onTestFinished(() => simulator.close());
    await start(`--emails "${TEAM}" --yes`, {
      AWS_ENDPOINT_URL: simulator.url,
      AWS_REGION: "us-east-1",
      AWS_ACCESS_KEY_ID: "simulator",
      AWS_SECRET_ACCESS_KEY: "simulator",
    });
    const asked = await terminal.shows(/Signed in\?/);
    expect(asked).toContain("AWS no longer accepts these credentials (ExpiredTokenException)");
    expect(asked.replaceAll("\n", "")).toContain("unset AWS_ACCESS_KEY_ID");
    await terminal.type("Enter");
    expect(await terminal.shows(/exit code 0/)).toContain("4 of 5 people ready");
  });
});
