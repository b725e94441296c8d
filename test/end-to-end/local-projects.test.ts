import { cp, mkdir, readFile, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { emptyFolder, type Finished, onboard } from "./onboard.ts";

const TEAM = "email,account\nana@example.com,Sandbox North\nana@example.org,Sandbox North\n";
let cwd: string;

const local = (...flags: readonly string[]): Promise<Finished> =>
  onboard(["local", "--simulate", "--email", "ana@example.org", "--yes", ...flags], { cwd });
const put = async (file: string, text: string) => {
  await mkdir(path.dirname(path.join(cwd, file)), { recursive: true });
  await writeFile(path.join(cwd, file), text, { mode: 0o644 });
};
const text = (file: string) => readFile(path.join(cwd, file), "utf8");
const config = () => text(".onboard/simulated-home/.aws/config");

/** What the admin's run has left: each test goes on from a copy. */
let desk: string;

beforeAll(async () => {
  desk = await emptyFolder();
  await writeFile(path.join(desk, "team.csv"), TEAM);
  const admin = await onboard(["--emails", "team.csv", "--simulate", "--yes", "--region", "us-east-1"], { cwd: desk });
  expect(admin.code, admin.stderr).toBe(0);
});

beforeEach(async () => {
  cwd = await emptyFolder();
  await cp(desk, cwd, { recursive: true });
});

describe("in an Amplify Gen 2 project", () => {
  beforeEach(() => put("amplify/backend.ts", ""));

  it("somebody who shares an account is told their own identifier, and that the project can be wired", async () => {
    const run = await local();
    expect(run.code, run.stderr).toBe(0);
    expect(run.stdout).toContain("  in us-east-1:\n    npx ampx sandbox --identifier ana-2 --profile amplify\n");
    expect(run.stdout).toContain("onboard local --wire");
    expect(await config()).not.toContain("-gen1");
  });

  it("wires the project so that no other profile is used by accident, once", async () => {
    await put("package.json", '{\n  "name": "app",\n  "scripts": { "build": "next build" }\n}\n');
    const run = await local("--wire");
    expect(run.code, run.stderr).toBe(0);
    expect(run.stdout).toContain('+    "sandbox": "ampx sandbox --identifier ana-2 --profile amplify"');
    expect(await text(".envrc")).toBe("export AWS_PROFILE=amplify\n");
    expect(JSON.parse(await text("package.json")).scripts).toEqual({
      build: "next build",
      sandbox: "ampx sandbox --identifier ana-2 --profile amplify",
    });
    expect((await stat(path.join(cwd, "package.json"))).mode & 0o777).toBe(0o644);
    const again = await local("--wire");
    expect(again.stdout.match(/is wired already/g)).toHaveLength(2);
  });
});

describe("in an Amplify Gen 1 project", () => {
  it("a second profile carries the sign-in to Gen 1's CLI, and the person's environment is spelled out", async () => {
    await put("amplify/.config/project-config.json", "{}");
    await put("amplify/team-provider-info.json", "{}");
    const run = await local("--no-login");
    expect(run.code, run.stderr).toBe(0);
    expect(await config()).toContain(
      "[profile amplify-gen1]\ncredential_process = aws configure export-credentials --profile amplify --format process\n",
    );
    expect(await config()).toMatch(/\[profile amplify\]\n(?!credential_process)/);
    expect(run.stdout).not.toContain("env add");
    expect(run.stdout).toContain("    amplify init\n  where you make a new environment, call it anac");
    expect(run.stdout).toContain("then, to deploy it: amplify push");
    expect(run.stdout).toContain('"profileName":"amplify-gen1"');
    expect(run.stdout).toContain("team-provider-info.json");
    const removed = await local("--remove");
    expect(removed.code, removed.stderr).toBe(0);
    expect(await config().catch(() => "")).not.toContain("gen1");
  });

  it("is what --gen1 says elsewhere", async () => {
    const run = await local("--gen1", "--print");
    expect(run.stdout).toContain("[profile amplify-gen1]");
  });

  it("is removed with the rest, wherever that is asked for", async () => {
    expect((await local("--gen1", "--no-login")).code).toBe(0);
    expect(await config()).toContain("[profile amplify-gen1]");
    expect((await local("--remove")).code).toBe(0);
    expect(await config().catch(() => "")).not.toContain("gen1");
  });

  it("a profile of that name which is somebody's own is left alone", async () => {
    await put(".onboard/simulated-home/.aws/config", "[profile amplify-gen1]\nrole_arn = arn:aws:iam::1:role/x\n");
    const run = await local("--gen1");
    expect(run.code).toBe(1);
    expect(run.stderr).toContain("amplify-gen1");
    expect(await config()).toBe("[profile amplify-gen1]\nrole_arn = arn:aws:iam::1:role/x\n");
  });
});
