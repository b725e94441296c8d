import { mkdir, readdir, readFile, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { VERSION } from "../../src/core/text/version.ts";
import { emptyFolder, onboard } from "./onboard.ts";

let cwd: string;
const write = (name: string, text: string) => writeFile(path.join(cwd, name), text);
const read = (name: string) => readFile(path.join(cwd, name), "utf8");
const simulated = (...args: string[]) => onboard([...args, "--simulate"], { cwd });

beforeEach(async () => {
  cwd = await emptyFolder();
});

describe("onboard --emails with the embedded simulator", () => {
  it("does the whole job, then finds nothing to do", async () => {
    await write("team.csv", "email,account\nana@example.com,Sandbox North\nbo@example.com,Sandbox South;Staging\n");

    expect((await simulated("--emails", "team.csv", "--dry-run", "--detailed-exitcode")).code).toBe(2);
    const first = await simulated("--emails", "team.csv", "--yes", "--messages", "mail");
    expect(first.code, first.stderr).toBe(0);
    expect(first.stdout).toContain("1 of 2 people ready; 1 in some of their accounts only");
    expect((await simulated("--emails", "team.csv", "--dry-run", "--detailed-exitcode")).code).toBe(0);
    const second = await simulated("--emails", "team.csv", "--yes");
    expect(second.code).toBe(0);
    expect(second.stdout).toContain("Nothing to do");

    const sent = ["ana", "bo"].flatMap((name) =>
      ["eml", "html", "md"].map((ending) => `${name}@example.com.${ending}`),
    );
    expect(await readdir(path.join(cwd, "mail"))).toEqual(
      [`amplify-onboard-${VERSION}.tgz`, ...sent, "index.html", "mail-merge.csv"].sort(),
    );
    const message = await read("mail/bo@example.com.md");
    expect(message).toContain("[profile amplify-staging]");
    expect(message).not.toContain("{{");
    const handover = JSON.parse(await read("onboard.handover.json"));
    expect(handover.people[1].access.map(({ profile }: { profile: string }) => profile)).toEqual([
      "amplify",
      "amplify-staging",
    ]);
    expect((await stat(path.join(cwd, "onboard.handover.json"))).mode & 0o777).toBe(0o600);
  });

  it("leaves a record of who changed what, and no secret", async () => {
    await simulated("--emails", "ana@example.com", "--account", "Sandbox North", "--yes");

    const [file = ""] = await readdir(path.join(cwd, ".onboard", "runs"));
    const lines = (await read(path.join(".onboard", "runs", file)))
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(lines[0]).toMatchObject({ event: "start", caller: expect.stringContaining("arn:aws:sts::111122223333") });
    const changes = lines.filter(({ event }) => event === "change");
    expect(changes.map(({ change }) => change).sort()).toEqual([
      "assigning amplify-policy in account 210987654321 for ana@example.com",
      "creating permission set amplify-policy",
      "creating user ana@example.com",
    ]);
    for (const change of changes) expect(change).toMatchObject({ outcome: "applied", requestId: expect.any(String) });
    expect(lines.at(-1)).toMatchObject({ event: "end", converged: true });
    expect(JSON.stringify(lines)).not.toMatch(/secret/i);
  });

  it("prints one JSON document and nothing else with --format json", async () => {
    const plan = await simulated(
      "--emails",
      "ana@example.com",
      "--account",
      "Staging",
      "--dry-run",
      "--format",
      "json",
    );
    expect(JSON.parse(plan.stdout)).toMatchObject({
      version: 1,
      kind: "plan",
      summary: { create: 3, update: 0, delete: 0, blocked: 0, unchanged: 0 },
      fingerprint: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    const report = await simulated("--emails", "ana@example.com", "--account", "Staging", "--yes", "--format", "json");
    expect(JSON.parse(report.stdout)).toMatchObject({
      version: 1,
      kind: "report",
      converged: true,
      summary: { applied: 3 },
    });
    const error = await simulated("--emails", "ana@example", "--format", "json");
    expect(JSON.parse(error.stdout)).toMatchObject({ version: 1, kind: "error", problems: [{ place: { line: 1 } }] });
    expect(error.code).toBe(3);
  });

  it("assigns a group and puts people in it with --group", async () => {
    await write("team.csv", "email,account\nana@example.com,Sandbox North\nbo@example.com,Sandbox North\n");
    const run = await simulated("--emails", "team.csv", "--group", "amplify-developers", "--yes", "--format", "json");

    expect(run.code, run.stderr).toBe(0);
    const { changes } = JSON.parse(run.stdout);
    expect(changes.map(({ key }: { key: string }) => key.split("|")[0]).sort()).toEqual(
      ["AccountAssignment", "Group", "GroupMembership", "GroupMembership", "PermissionSet", "User", "User"].sort(),
    );
  });

  it("reads addresses from standard input", async () => {
    const args = ["--emails", "-", "--account", "Staging", "--simulate", "--yes"];
    const run = await onboard(args, { cwd, input: "ana@example.com\nbo@example.com\n" });
    expect(run.code, run.stderr).toBe(0);
    expect(run.stdout).toContain("0 of 2 people ready; 2 assigned, not bootstrapped");
  });

  it("asks nothing without a terminal: it names the flag", async () => {
    const run = await simulated("--emails", "ana@example.com", "--account", "Staging");
    expect(run.code).toBe(3);
    expect(run.stderr).toContain("--yes");
    expect(run.stdout).toContain("Plan: 3 to create");
  });

  it("tells all problems at once, of flags, team file and settings, and changes nothing", async () => {
    await write("team.csv", "email,acount\nana@example,x\n");
    await write("onboard.json", '{ "defalts": {} }');
    const run = await simulated("--emails", "team.csv", "--region", "eu-wst-1", "--yes");
    expect(run.code).toBe(3);
    expect(run.stderr).toMatch(/--region: .*eu-west-1/);
    expect(run.stderr).toMatch(/team\.csv:1:7: .*acount.*"account"/);
    expect(run.stderr).toMatch(/team\.csv:2:1: /);
    expect(run.stderr).toMatch(/onboard\.json:1:3: .*defalts.*defaults/);
    await expect(readdir(path.join(cwd, ".onboard"))).rejects.toThrow();
  });

  it("never overwrites a file of the handover's name that is something else", async () => {
    await write("onboard.handover.json", "my notes");
    const run = await simulated("--emails", "ana@example.com", "--account", "Staging", "--yes");
    expect(run.code).toBe(3);
    expect(run.stderr).toContain("not a handover file");
    expect(run.stdout).toBe("");
    expect(await read("onboard.handover.json")).toBe("my notes");
  });

  it("refuses a simulator state that is not one", async () => {
    await mkdir(path.join(cwd, ".onboard"));
    await write(".onboard/simulator.json", "{}");
    const run = await simulated("--emails", "ana@example.com", "--dry-run");
    expect(run.code).toBe(3);
    expect(run.stderr).toContain("simulator.json");
  });
});

describe("the command line", () => {
  it("explains itself, and counts a missing or unknown word as invalid input", async () => {
    expect((await onboard(["--help"], { cwd })).code).toBe(0);
    expect((await onboard(["--version"], { cwd })).stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
    expect((await onboard([], { cwd })).code).toBe(3);
    const help = await onboard(["help", "local"], { cwd });
    expect([help.code, help.stdout]).toEqual([0, (await onboard(["local", "--help"], { cwd })).stdout]);
    expect((await onboard(["team.csv"], { cwd })).stderr).toContain("Did you mean --emails team.csv?");
    expect((await onboard(["--emial", "x"], { cwd })).stderr).toContain("Did you mean --emails?");
    expect((await onboard(["--emails", "nowhere.csv"], { cwd })).stderr).toContain("there is no such file");
  });

  it.each([
    [["--emial", "x"], "--emial"],
    [["status", "--emails"], "--emails"],
    [["status"], "--emails"],
    [["apply"], "plan"],
    [["frobnicate"], "frobnicate"],
  ])("%j is told in the format that was asked for", async (args, flag) => {
    const run = await onboard([...args.slice(0, 1), "--format=json", ...args.slice(1)], { cwd });
    expect(run.code).toBe(3);
    expect(JSON.parse(run.stdout)).toMatchObject({
      kind: "error",
      error: { kind: "invalid-input" },
      problems: [{ place: { kind: "flag", flag } }],
    });
    expect(run.stderr).toContain(`${flag}: `);
  });

  it("tells all that is wrong with the flags at once", async () => {
    const run = await onboard(["status", "--format", "xml", "--region", "nowhere", "--group", "a".repeat(2000)], {
      cwd,
    });
    expect(run.code).toBe(3);
    for (const flag of ["--emails", "--format", "--region", "--group"]) expect(run.stderr).toContain(`${flag}: `);
    expect(run.stderr).toContain("4 problems in the flags");
  });

  it("says that it cannot tell when there are no credentials", async () => {
    const run = await onboard(["--emails", "ana@example.com", "--dry-run"], {
      cwd,
      env: { AWS_ENDPOINT_URL: "http://127.0.0.1:9", AWS_REGION: "us-east-1" },
    });
    expect(run.code).toBe(5);
    expect(run.stderr).toContain("No AWS credentials were found");
  });

  it("says that it cannot tell when AWS does not answer", async () => {
    const run = await onboard(["--emails", "ana@example.com", "--dry-run"], { cwd, endpoint: "http://127.0.0.1:9" });
    expect(run.code).toBe(5);
    expect(run.stderr).toContain("could not be reached");
  });
});
