import { readFile, symlink, writeFile } from "node:fs/promises";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type RunningSimulator, startSimulator } from "../../src/simulator/start.ts";
import { toolkit } from "../identity-center/cdk/toolkit-workplace.ts";
import { heldClock } from "../simulator/held-clock.ts";
import { emptyFolder, onboard, PROGRAMS } from "./onboard.ts";

const SETTINGS = { accounts: { newAccountEmail: "aws+{username}@example.com" }, defaults: { region: "eu-west-1" } };

let cwd: string;
let PATH: string;
let simulator: RunningSimulator;
let operations: string[];

type More = Partial<Parameters<typeof onboard>[1]>;
const run = (args: readonly string[], more: More = {}) =>
  onboard(args, { cwd, endpoint: simulator.url, env: { PATH }, ...more });
const stacks = () =>
  Object.values(simulator.world().bootstraps).flatMap(({ region, qualifier }) =>
    region === "eu-west-1" ? [qualifier] : [],
  );

beforeEach(async () => {
  operations = [];
  simulator = await startSimulator({
    speed: 20,
    latency: { bootstrap: 0 },
    onRequest: ({ operation }) => operations.push(operation),
  });
  cwd = await emptyFolder();
  const bin = await emptyFolder();
  await symlink(toolkit, path.join(bin, "cdk"));
  PATH = `${bin}${path.delimiter}${PROGRAMS}`;
  await writeFile(path.join(cwd, "onboard.json"), JSON.stringify(SETTINGS));
  await writeFile(path.join(cwd, "team.csv"), "email,account\nana@example.com,new\n");
});

afterEach(() => simulator.close());

describe("onboard --bootstrap", () => {
  it("is part of a plan that is saved, reviewed and applied elsewhere, new accounts included", async () => {
    const saved = await run(["--emails", "team.csv", "--dry-run", "--bootstrap", "--out", "plan.json"]);
    expect(saved.code, saved.stderr).toBe(0);
    expect(saved.stdout).toContain("+ bootstrap the CDK in eu-west-1: ana");
    expect(operations.filter((operation) => /^(Create|Execute)/.test(operation))).toEqual([]);

    const unseen = await run(["apply", "plan.json", "--yes"]);
    expect(unseen.code).toBe(1);
    expect(unseen.stderr).toContain("--allow new-accounts");

    const applied = await run(["apply", "plan.json", "--yes", "--allow", "new-accounts"]);
    expect(applied.code, applied.stdout + applied.stderr).toBe(0);
    expect(stacks()).toEqual(["hnb659fds"]);
    const handover = JSON.parse(await readFile(path.join(cwd, "onboard.handover.json"), "utf8"));
    expect(handover.people[0].access[0].accountId).toMatch(/^\d{12}$/);

    const again = await run(["apply", "plan.json", "--yes", "--allow", "new-accounts"]);
    expect(operations.filter((operation) => operation === "CreateAccount")).toHaveLength(1);
    expect(again.stdout + again.stderr).toMatch(/Nothing to do|is there already/);
  });

  it("says what it fetches where no toolkit is installed, and bootstraps with that", async () => {
    const bin = await emptyFolder();
    const npm = `#!/bin/sh\n/bin/mkdir -p node_modules/.bin && /bin/ln -s ${toolkit} node_modules/.bin/cdk\n`;
    await writeFile(path.join(bin, "npm"), npm, { mode: 0o755 });
    const args = ["--emails", "team.csv", "--yes", "--bootstrap", "--allow", "new-accounts"];
    const applied = await run(args, { env: { PATH: `${bin}${path.delimiter}${PROGRAMS}` } });
    expect(applied.code, applied.stdout + applied.stderr).toBe(0);
    expect(applied.stderr).toContain("aws-cdk@2.1148.1, the CDK's own toolkit, is not installed here: npm fetches it");
    expect(stacks()).toEqual(["hnb659fds"]);
  });

  it("that is interrupted says that CloudFormation goes on, and the next run finishes", async () => {
    await simulator.close();
    const clock = heldClock();
    const isMaking = () => operations.includes("ExecuteChangeSet");
    simulator = await startSimulator({
      latency: { bootstrap: 8_000 },
      now: clock.now,
      onRequest: ({ operation }) => {
        operations.push(operation);
        if (operation === "ExecuteChangeSet") clock.hold();
      },
    });
    await writeFile(path.join(cwd, "team.csv"), "email,account\nana@example.com,Sandbox South\n");
    const command = ["--emails", "team.csv", "--yes", "--bootstrap"];
    const stopping = new Promise<void>((resolve) => {
      const timer = setInterval(() => {
        // Three requests later the program has read that the toolkit has begun.
        if (!isMaking() || operations.slice(operations.indexOf("ExecuteChangeSet")).length < 4) return;
        clearInterval(timer);
        resolve();
      }, 50);
    });
    let hasStopped = false;
    const stopped = await run(command, {
      onStderr: (_, kill) => {
        if (hasStopped) return;
        hasStopped = true;
        void stopping.then(() => kill("SIGINT"));
      },
    });
    expect(stopped.code, stopped.stderr).toBe(130);
    expect(stopped.stdout).toContain("AWS has started this and may still be at it");
    clock.letGo();
    const next = await run(command);
    expect(next.code, next.stdout + next.stderr).toBe(0);
    expect(stacks()).toEqual(["hnb659fds"]);
    expect(operations.filter((operation) => operation === "ExecuteChangeSet")).toHaveLength(1);
  }, 60_000);

  it("without it the plan and the end of the run tell what to type", async () => {
    const done = await run(["--emails", "team.csv", "--yes", "--allow", "new-accounts"]);
    expect(done.code, done.stderr).toBe(0);
    expect(done.stdout).toContain("ana in eu-west-1: not bootstrapped");
    expect(done.stdout).toMatch(/npx aws-cdk@latest bootstrap aws:\/\/\d{12}\/eu-west-1 --profile NAME\n/);
    expect(operations).not.toContain("ExecuteChangeSet");
  });
});
