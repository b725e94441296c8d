import { spawnSync } from "node:child_process";
import { writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { beforeEach, describe, expect, it } from "vitest";
import { emptyFolder, onboard } from "./onboard.ts";

/** Runs a program in namespaces of its own (util-linux). */
const UNSHARE = "unshare";
const BINARY = fileURLToPath(new URL("../../dist/cli/main.js", import.meta.url));
const CHECK = ["--emails", "team.csv", "--dry-run", "--offline"];

let cwd: string;
const write = (name: string, text: string) => writeFile(path.join(cwd, name), text);

beforeEach(async () => {
  cwd = await emptyFolder();
});

/** Network namespaces are for root on Linux; elsewhere the guard of every test has to do. */
const hasNamespaces = spawnSync(UNSHARE, ["-n", "true"]).status === 0;

describe("onboard --emails --dry-run --offline", () => {
  it("says that the files are right, and what only AWS can tell", async () => {
    await write("team.csv", "email,account,permission_set\nana@example.com,Sandbox North,theirs\nbo@example.com,,\n");
    const run = await onboard(CHECK, { cwd });
    expect(run.code, run.stderr).toBe(0);
    expect(run.stdout).toContain("2 people in 2 rows");
    expect(run.stdout).toContain('"theirs"');
    expect(run.stdout).toContain("names no account");
  });

  it("warns of Regions and managed policies that nobody knows, which AWS may have by now", async () => {
    await write("team.csv", "email,account\nana@example.com,Sandbox North\n");
    const policy = "arn:aws:iam::aws:policy/ReadOnlyAccess2";
    await write("onboard.json", JSON.stringify({ permissionSets: { dev: { managedPolicies: [policy] } } }));
    const run = await onboard([...CHECK, "--region", "eu-west-11", "--format", "json"], { cwd });
    expect(run.code, run.stderr).toBe(0);
    expect(JSON.parse(run.stdout).warnings).toEqual([
      expect.stringMatching(/^--region: .*Did you mean "eu-west-1"\?$/),
      expect.stringContaining('Did you mean "arn:aws:iam::aws:policy/ReadOnlyAccess"?'),
    ]);
  });

  it("tells all problems of flags, team file and settings at once", async () => {
    await write("team.csv", "email,account\nana@example,Sandbox North\nbo@example.com,1.23457E+11\n");
    await write("onboard.json", '{ "defalts": {} }');
    const run = await onboard([...CHECK, "--region", "eu-wst-1", "--account", "12345"], { cwd });
    expect(run.code).toBe(3);
    expect(run.stderr).toMatch(/--region: /);
    expect(run.stderr).toMatch(/team\.csv:2:1: /);
    expect(run.stderr).toMatch(/team\.csv:3:16: /);
    expect(run.stderr).toMatch(/onboard\.json:1:3: .*defaults/);
  });

  it("is a check of files only: without --dry-run, or with what needs AWS, it is refused", async () => {
    await write("team.csv", "email\nana@example.com\n");
    for (const flags of [
      ["--offline"],
      ["--dry-run", "--offline", "--out", "p.json"],
      ["--dry-run", "--offline", "--simulate"],
    ]) {
      expect((await onboard(["--emails", "team.csv", ...flags], { cwd })).code).toBe(3);
    }
  });

  it.runIf(hasNamespaces)("needs no network: it works where there is none, not even loopback", async () => {
    await write("team.csv", "email,account\nana@example.com,Sandbox North\n");
    await write("onboard.json", "{}");
    const run = spawnSync(UNSHARE, ["-n", process.execPath, BINARY, ...CHECK], {
      cwd,
      env: { HOME: cwd },
      encoding: "utf8",
    });
    expect(run.stderr).toBe("");
    expect(run.status).toBe(0);
  });
});
