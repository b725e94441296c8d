import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { cp, mkdir, readFile, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { emptyFolder, type Finished, onboard } from "./onboard.ts";

const THEIRS = `# my own notes, do not touch
[default]
region = us-west-2   

[profile work]
role_arn = arn:aws:iam::123456789012:role/Work
source_profile = default
s3 =
    max_concurrent_requests = 20
`;

let cwd: string;
const home = () => path.join(cwd, ".onboard", "simulated-home");
const config = () => path.join(home(), ".aws", "config");
const local = (...args: string[]): Promise<Finished> => onboard(["local", "--simulate", ...args], { cwd });

/** What the admin's run has left: each test goes on from a copy. */
let desk: string;

beforeAll(async () => {
  desk = await emptyFolder();
  await writeFile(
    path.join(desk, "team.csv"),
    "email,account\nana@example.com,Sandbox North\nbo@example.com,Sandbox South\n",
  );
  const run = await onboard(["--emails", "team.csv", "--region", "us-east-1", "--simulate", "--yes"], { cwd: desk });
  expect(run.code, run.stderr).toBe(0);
});

beforeEach(async () => {
  cwd = await emptyFolder();
  await cp(desk, cwd, { recursive: true });
  await mkdir(path.dirname(config()), { recursive: true });
  await writeFile(config(), THEIRS);
});

describe("onboard local, after the admin's run", () => {
  it("configures, signs in and proves the profile, without a question and without a byte of the rest lost", async () => {
    const run = await local("--email", "ana@example.com", "--yes");

    expect(run.code, run.stdout + run.stderr).toBe(0);
    const text = await readFile(config(), "utf8");
    expect(text.startsWith(THEIRS)).toBe(true);
    expect(text).toContain("[profile amplify]");
    expect(text).toContain("sso_account_id = 210987654321");
    expect(run.stdout).toContain("\nNext: onboard run --profile amplify -- npx ampx sandbox");
    const token = path.join(
      home(),
      ".aws",
      "sso",
      "cache",
      `${createHash("sha1").update("amplify").digest("hex")}.json`,
    );
    expect((await stat(token)).mode & 0o777).toBe(0o600);
    const { accessToken } = JSON.parse(await readFile(token, "utf8"));
    expect(run.stdout + run.stderr).not.toContain(accessToken);

    const again = await local("--email", "ana@example.com", "--yes");
    expect(again.code).toBe(0);
    expect(again.stdout).toContain("is as it should be");
    expect(again.stderr).toContain("signed in already");
    expect(await readFile(config(), "utf8")).toBe(text);
  });

  it("undoes its change, and removes what it wrote, to the byte", async () => {
    await local("--email", "ana@example.com", "--yes", "--no-login");
    expect(await readFile(config(), "utf8")).not.toBe(THEIRS);
    expect((await local("--email", "ana@example.com", "--undo", "--yes")).code).toBe(0);
    expect(await readFile(config(), "utf8")).toBe(THEIRS);

    await local("--email", "ana@example.com", "--yes", "--no-login");
    expect((await local("--email", "ana@example.com", "--remove", "--yes")).code).toBe(0);
    expect(await readFile(config(), "utf8")).toBe(THEIRS);
  });

  it("only shows the difference with --print", async () => {
    const run = await local("--email", "ana@example.com", "--print");
    expect(run.code).toBe(0);
    expect(run.stdout).toContain("+[sso-session amplify]");
    expect(await readFile(config(), "utf8")).toBe(THEIRS);
  });

  it("asks nobody where there is nobody: it names the flags", async () => {
    expect((await local("--yes")).stderr).toContain("--email");
    const unconfirmed = await local("--email", "ana@example.com");
    expect(unconfirmed.code).toBe(3);
    expect(unconfirmed.stderr).toContain("--yes");
    expect(await readFile(config(), "utf8")).toBe(THEIRS);
  });

  it("says who is not in the handover, and suggests who may be meant", async () => {
    const run = await local("--email", "anna@example.com", "--yes");
    expect(run.code).toBe(3);
    expect(run.stderr).toContain("ana@example.com");
  });

  it("fails, and says what to ask for, when the access was not assigned", async () => {
    const file = path.join(cwd, "onboard.handover.json");
    const handover = JSON.parse(await readFile(file, "utf8"));
    handover.people[0].access[0].accountId = "345678901234";
    await writeFile(file, JSON.stringify(handover));

    const run = await local("--email", "ana@example.com", "--yes");

    expect(run.code).toBe(1);
    expect(run.stdout).toMatch(/not\s+assigned/);
  });

  it("leaves a config file alone that the AWS CLI could not read", async () => {
    await writeFile(config(), "[profile a]\nregion = x\n[profile a]\nregion = y\n");
    const run = await local("--email", "ana@example.com", "--yes", "--no-login");
    expect(run.code).toBe(3);
    expect(run.stderr.replaceAll("\n", "")).toContain("simulated-home/.aws/config:3:");
    expect(await readFile(config(), "utf8")).toBe("[profile a]\nregion = x\n[profile a]\nregion = y\n");
  });
});

/** Sixty lines as people have them: comments, nested blocks, other people's profiles, every kind of spacing. */
const SIXTY_LINES = Array.from({ length: 10 }, (_, number) =>
  [
    `# team ${number} — asked for by Jo\t`,
    number % 2 === 0 ? `[profile team-${number}]` : `[profile "team-${number}"]  ; theirs`,
    "region=eu-west-1",
    "s3 =",
    `  max_queue_size = ${number}`,
    "",
  ].join("\n"),
).join("\n");

it("adds its lines to a long and lived-in file, and `diff` finds no other difference", async () => {
  await writeFile(config(), SIXTY_LINES);
  const original = path.join(cwd, "before");
  await writeFile(original, SIXTY_LINES);
  expect((await local("--email", "ana@example.com", "--yes", "--no-login")).code).toBe(0);
  const { status, stdout } = spawnSync("diff", [original, config()], { encoding: "utf8" });
  expect(status).toBe(1);
  const lines = stdout.trimEnd().split("\n");
  expect(lines[0]).toMatch(/^\d+a\d+,\d+$/);
  expect(lines.slice(1).every((line) => line.startsWith("> "))).toBe(true);
  expect(lines.slice(1).filter((line) => line.startsWith("> ["))).toEqual([
    "> [sso-session amplify]",
    "> [profile amplify]",
  ]);
});

describe("onboard local with a handover that is not to be trusted", () => {
  it.each([
    ["an http portal", { startUrl: "http://d-9067a1b2c3.awsapps.com/start" }],
    ["a look-alike host", { startUrl: "https://d-9067a1b2c3.awsapps.com.evil.example/start" }],
    ["a line break in the session", { session: "x]\ncredential_process = /bin/sh" }],
    ["a custom portal nobody vouched for", { startUrl: "https://aws.example.com/start" }],
  ])("refuses %s and writes nothing", async (_, change) => {
    const file = path.join(cwd, "onboard.handover.json");
    await writeFile(file, JSON.stringify({ ...JSON.parse(await readFile(file, "utf8")), ...change }));
    const run = await local("--email", "ana@example.com", "--yes");
    expect(run.code).toBe(3);
    expect(await readFile(config(), "utf8")).toBe(THEIRS);
  });
});
