import { existsSync } from "node:fs";
import { readdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { ReadinessDocument } from "../../src/core/readiness/document.ts";
import type { Status } from "../../src/core/readiness/status.ts";
import { type RunningSimulator, startSimulator } from "../../src/simulator/start.ts";
import { emptyFolder, onboard } from "./onboard.ts";

const PEOPLE = 12;
/** An account in which nobody has bootstrapped the CDK. */
const TEAM = `email,account,region\n${Array.from(
  { length: PEOPLE },
  (_, index) => `dev${index}@example.com,Staging,us-east-1\n`,
).join("")}`;

let cwd: string;
let simulator: RunningSimulator;

const run = (...args: readonly string[]) => onboard(args, { cwd, endpoint: simulator.url });
const team = ["--emails", "team.csv"];
const apply = (...args: readonly string[]) => run(...team, "--yes", "--messages", "mail", ...args);
const status = (...args: readonly string[]) => run("status", ...team, ...args);

beforeEach(async () => {
  cwd = await emptyFolder();
  await writeFile(path.join(cwd, "team.csv"), TEAM);
  simulator = await startSimulator({ speed: 1000 });
});

afterEach(() => simulator.close());

describe("a run, and the status a second later", () => {
  it("say the same of twelve people in an account that nobody has bootstrapped", async () => {
    const done = await apply();
    expect(done.code, done.stderr).toBe(0);
    expect(done.stdout).toContain("0 of 12 people ready; 12 assigned, not bootstrapped");
    expect(done.stdout).not.toContain("12 of 12 people ready");
    const [, ending = ""] = done.stdout.split("Looked again");
    expect(ending).toContain("aws-cdk@latest bootstrap aws://456789012345/us-east-1 --profile NAME");

    const found = await status();
    expect(found.code, found.stderr).toBe(2);
    expect(found.stdout).toContain("0 of 12 people can start; 12 assigned, not bootstrapped.");
  });

  it("say the same as JSON, person by person", async () => {
    const { readiness } = JSON.parse((await apply("--format", "json")).stdout) as { readiness: ReadinessDocument };
    const found = JSON.parse((await status("--format", "json")).stdout) as Status;
    expect(readiness.summary).toEqual({ yes: 0, no: PEOPLE, unknown: 0 });
    expect(found.summary).toEqual(readiness.summary);
    const words = ({ people }: Pick<Status, "people"> | ReadinessDocument) =>
      people.map(({ userName, ready, state, signsIn, access }) => [userName, ready, state, signsIn, access[0]?.reason]);
    expect(words(readiness)).toEqual(words(found));
  });

  it("hand the people over with what is missing, and leave no row to run again", async () => {
    await apply();
    const handover = JSON.parse(await readFile(path.join(cwd, "onboard.handover.json"), "utf8"));
    expect(handover.people).toHaveLength(PEOPLE);
    expect(existsSync(path.join(cwd, "failed.csv"))).toBe(false);
    const messages = (await readdir(path.join(cwd, "mail"))).filter((name) => name.endsWith(".md"));
    expect(messages).toHaveLength(PEOPLE);
    for (const name of messages) {
      const message = await readFile(path.join(cwd, "mail", name), "utf8");
      expect(message).toContain("Staging, Region us-east-1: assigned, not bootstrapped.");
    }
  });

  it("call nobody ready where nobody looked, and a second run finds the same", async () => {
    const done = await apply("--no-bootstrap");
    expect(done.code, done.stderr).toBe(0);
    expect(done.stdout).toContain("0 of 12 people ready; 12 assigned, bootstrap unknown");
    const again = await apply();
    expect(again.code, again.stderr).toBe(0);
    expect(again.stdout).toContain("Nothing to do");
    expect(again.stdout).toContain("0 of 12 people ready; 12 assigned, not bootstrapped.");
  });

  it("call all of them ready in an account that is bootstrapped", async () => {
    await writeFile(path.join(cwd, "team.csv"), TEAM.replaceAll("Staging", "Sandbox North"));
    expect((await apply()).stdout).toContain("12 of 12 people ready (");
    const found = await status();
    expect(found.stdout).toContain("All 12 people can start.");
    expect(found.code).toBe(0);
  });
});
