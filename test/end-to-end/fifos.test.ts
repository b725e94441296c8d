import { execFileSync } from "node:child_process";
import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { emptyFolder, onboard } from "./onboard.ts";

let cwd: string;

beforeEach(async () => {
  cwd = await emptyFolder();
  await writeFile(path.join(cwd, "team.csv"), "email\nana@example.com\n");
});

const pipe = async (file: string) => {
  await mkdir(path.dirname(path.join(cwd, file)), { recursive: true });
  execFileSync("mkfifo", [path.join(cwd, file)]);
};

const ADMIN = ["--emails", "team.csv", "--account", "Sandbox North", "--yes"];

/** Nobody writes to any of these pipes: a program that waits for one never ends, and the test with it. */
describe.skipIf(process.platform === "win32")("a pipe in the place of", () => {
  it.each([
    ["the team file", "people", ["--emails", "people", "--dry-run", "--offline"], 3],
    ["the settings", "onboard.json", [...ADMIN, "--dry-run", "--offline"], 3],
    ["the handover that a run would go on with", "onboard.handover.json", [...ADMIN, "--simulate"], 1],
    ["the handover that somebody was given", "h.json", ["local", "--handover", "h.json", "--no-login"], 3],
    ["the handover in the folder", "onboard.handover.json", ["local", "--no-login"], 3],
    ["a saved plan", "plan", ["apply", "plan"], 3],
    ["the plan to be saved", "plan", [...ADMIN, "--dry-run", "--out", "plan", "--simulate"], 3],
    ["the AWS config file", ".aws/config", ["local", "--undo", "--yes"], 1],
    ["the simulator's world", "world", [...ADMIN, "--simulate", "world"], 3],
  ])("%s is refused at once", async (_, file, args, code) => {
    await pipe(file);
    const finished = await onboard(args, { cwd });
    expect(finished.stderr.replace(/\s+/g, " ")).toContain("not a plain file");
    expect(finished.code, finished.stderr).toBe(code);
  });

  it("files that the doctor looks at is told as one that cannot be read", async () => {
    for (const file of [".aws/config", ".aws/credentials", ".aws/sso/cache/token.json"]) await pipe(file);
    const finished = await onboard(["doctor"], { cwd });
    expect(finished.stdout.replace(/\s+/g, " ")).toContain("not a plain file");
    expect(finished.code).toBe(1);
  });
});
