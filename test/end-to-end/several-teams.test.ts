import { link, mkdir, readFile, symlink, writeFile } from "node:fs/promises";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { AccessDocument } from "../../src/core/access/access-schema.ts";
import type { Plan } from "../../src/core/plan/plan.ts";
import type { Status } from "../../src/core/readiness/status.ts";
import { type RunningSimulator, startSimulator } from "../../src/simulator/start.ts";
import { inFolder, type Typed, typed } from "../cli/command-line.ts";
import { emptyFolder, onboard } from "./onboard.ts";

const WEB = "email,given_name,family_name\nana@example.com,Ana,Silva\nbo@example.com,Bo,Berg\n";
const DATA = "email,account\ncy@example.com,Sandbox South\nana@example.com,Sandbox South\n";
const SETTINGS = `{
  "permissionSets": {
    "data": { "managedPolicies": ["arn:aws:iam::aws:policy/ReadOnlyAccess"], "sessionDuration": "PT2H" }
  },
  "teams": [
    { "file": "teams/web.csv", "account": ["Sandbox North"] },
    { "file": "teams/*.csv", "permissionSet": "data", "region": "eu-west-1" }
  ],
  "defaults": { "region": "us-east-1" }
}`;

/** A folder with these files, each where its name says. */
async function put(folder: string, files: Readonly<Record<string, string>>): Promise<void> {
  for (const [name, text] of Object.entries(files)) {
    await mkdir(path.dirname(path.join(folder, name)), { recursive: true });
    await writeFile(path.join(folder, name), text);
  }
}

const team = { "onboard.json": SETTINGS, "teams/web.csv": WEB, "teams/data.csv": DATA };
const offline = ["--dry-run", "--offline"] as const;
const firstLines = ({ stderr }: Typed) => stderr.split("\n").filter((line) => /^\S+: /.test(line));

describe("--emails", () => {
  const checking = (files: Readonly<Record<string, string>>, ...argv: readonly string[]) =>
    inFolder(async (folder) => {
      await put(folder, files);
      return typed([...argv, ...offline], folder);
    });

  it.each([
    [["--emails", "teams/web.csv", "--emails", "teams/data.csv"]],
    [["--emails", "teams/web.csv;teams/data.csv"]],
    [["--emails", "teams/web.csv, teams/data.csv"]],
    [["--emails", "teams/web.csv;teams/d*.csv"]],
    [["--emails", "teams"]],
    [["--emails", "teams/*.csv"]],
    [["--emails", "t?ams/*"]],
    [[]],
  ])("%j is both files, 3 people in 4 rows, with the settings above them", async (argv) => {
    const run = await checking(team, ...argv);
    expect([run.code, run.stderr]).toEqual([0, ""]);
    expect(run.stdout).toMatch(/^teams\/(web|data)\.csv, teams\/(web|data)\.csv: 3 people in 4 rows, nothing wrong\./);
    expect(run.stdout).not.toContain("names no account");
  });

  it("that names a folder means each team file in it, however many other files there are", async () => {
    const others = Object.fromEntries(Array.from({ length: 1_100 }, (_, index) => [`teams/page-${index}.html`, ""]));
    const files = { ...others, "teams/a.csv": "email\nana@example.com\n", "teams/z.CSV": "email\nbo@example.com\n" };
    const run = await checking(files, "--emails", "teams");
    expect(run.stdout).toContain("teams/a.csv, teams/z.CSV: 2 people in 2 rows, nothing wrong.");
  });

  it("that is a pattern means the files that are there", async () => {
    const files = { "a/team.csv": "email\nana@example.com\n", "b/team.csv": WEB, "c/other.csv": "", "notes.txt": "" };
    const run = await checking(files, "--emails", "*/team.csv");
    expect([run.code, run.stderr]).toEqual([0, ""]);
    expect(run.stdout).toContain("a/team.csv, b/team.csv: 2 people in 3 rows, nothing wrong.");
  });

  it("that is left out means the settings' teams; without them it is missing", async () => {
    const run = await checking({ "team.csv": WEB }, "--emails", "team.csv", "--settings", "none.json");
    expect(run.code).toBe(3);
    const missing = await checking({ "onboard.json": "{}" });
    expect([missing.code, missing.stderr]).toEqual([3, expect.stringContaining("--emails: It is needed")]);
  });

  it("with files that are not there tells of all of them, beside what is wrong in the others", async () => {
    const files = { ...team, "teams/bad.csv": "email,given_name\nnobody,\nbo@example.com,Bob\n" };
    const argv = ["web", "gone", "bad", "lost"].flatMap((name) => ["--emails", `teams/${name}.csv`]);
    const run = await checking(files, ...argv, "--emails", "x*.csv");
    expect(run.code).toBe(3);
    const told = firstLines(run).map((line) => line.split(": ")[0]);
    expect(told).toEqual(["--emails", "teams/gone.csv", "teams/lost.csv", "teams/bad.csv:2:1", "teams/bad.csv:3:16"]);
    expect(run.stderr).toContain("another one here than in teams/web.csv:3");
    expect(run.stderr).toContain("teams/gone.csv: It cannot be read: there is no such file.");
    const unset = await checking(team, "--emails", "");
    expect([unset.code, unset.stderr]).toEqual([3, expect.stringContaining("--emails: It names nothing.")]);
  });

  it("counts a file once however it is called, and leaves out the rows that failed before", async () => {
    await inFolder(async (folder) => {
      await put(folder, { ...team, "teams/failed.csv": "email,origin,reason\nbo@example.com,web.csv,x\n" });
      await symlink("web.csv", path.join(folder, "teams/linked.csv"));
      await link(path.join(folder, "teams/web.csv"), path.join(folder, "teams/same.csv"));
      const run = await typed(["--emails", "teams", "--emails", "./teams/web.csv", ...offline], folder);
      expect(run.stdout).toContain("3 people in 4 rows");
      expect(run.stdout.replace(/\s+/g, " ")).toContain("teams/failed.csv is left out");
      expect(run.stdout.replace(/\s+/g, " ")).toContain("are one file, which counts once");
    });
  });

  it("shows no control character of a file's name, and takes a name with ; and * in it for what it is", async () => {
    const name = "a\u001b[2J;b*.csv";
    const run = await checking({ [name]: "email\nnobody\n", "web.csv": WEB }, "--emails", name, "--emails", "web.csv");
    expect(run.code).toBe(3);
    expect(run.stderr).toContain("a<U+001B>[2J;b*.csv:2:1");
    expect(run.stderr).not.toContain("\u001b[2J");
  });

  it("of folders with settings of their own must say which count: two companies are not mixed", async () => {
    const files = { "a/web.csv": WEB, "a/onboard.json": "{}", "b/data.csv": DATA, "b/onboard.json": "{}" };
    const run = await checking(files, "--emails", "a/web.csv", "--emails", "b/data.csv");
    expect([run.code, run.stderr]).toEqual([3, expect.stringContaining("--settings a/onboard.json")]);
    const named = await checking(files, "--emails", "a", "--emails", "b", "--settings", "a/onboard.json");
    expect(named.code).toBe(0);
  });

  it("names a file of the settings that is not there with its place in them", async () => {
    const files = { "onboard.json": `{ "teams": [{ "file": "web.csv" }, { "file": "no/*.csv" }] }`, "web.csv": WEB };
    const run = await checking(files);
    expect([run.code, run.stderr]).toEqual([3, expect.stringContaining("onboard.json:1:46: No file is called like")]);
  });
});

it("have a pipeline that watches all of them and names none", async () => {
  await inFolder(async (folder) => {
    await put(folder, team);
    const { stdout, code } = await typed(["init", "--ci", "github", "--print"], folder);
    expect(code).toBe(0);
    expect(stdout).toContain('paths: ["teams/web.csv", "teams/*.csv", onboard.json]');
    expect(stdout).toContain('main.js" --dry-run --offline');
    expect(stdout).not.toContain("team.csv");
  });
});

describe("several team files at AWS", () => {
  let cwd: string;
  let simulator: RunningSimulator;
  let operations: string[];
  const here = (...argv: readonly string[]) => onboard(argv, { cwd, endpoint: simulator.url });
  const json = async <Document>(...argv: readonly string[]) =>
    JSON.parse((await here(...argv, "--format", "json")).stdout) as Document;

  beforeEach(async () => {
    operations = [];
    simulator = await startSimulator({ speed: 100, onRequest: ({ operation }) => operations.push(operation) });
    cwd = await emptyFolder();
    await put(cwd, team);
  });
  afterEach(() => simulator.close());

  it("are one plan, one run and one handover, and every row says its file", async () => {
    const plan = await json<Plan>("--dry-run");
    expect(
      plan.people.map(({ email, files, access }) => [email, files, access.map((one) => [one.file, one.line])]),
    ).toEqual([
      [
        "ana@example.com",
        ["teams/web.csv", "teams/data.csv"],
        [
          ["teams/web.csv", 2],
          ["teams/data.csv", 3],
        ],
      ],
      ["bo@example.com", ["teams/web.csv"], [["teams/web.csv", 3]]],
      ["cy@example.com", ["teams/data.csv"], [["teams/data.csv", 2]]],
    ]);
    const shown = await here("--dry-run");
    expect(shown.stdout).toContain("People: teams/web.csv\n  ana@example.com (also in teams/data.csv)");
    expect(shown.stdout).toMatch(/Next: .*--settings onboard\.json/);
    const inCi = await onboard(["--dry-run", "--no-bootstrap"], { cwd, endpoint: simulator.url, env: { CI: "true" } });
    expect(inCi.stdout).toContain("People: teams/web.csv\n  line 2 of teams/web.csv (also in teams/data.csv)");
    expect(inCi.stdout).not.toMatch(/ana|@/);

    expect((await here("--dry-run", "--no-bootstrap", "--out", "plan.json")).code).toBe(0);
    await put(cwd, { "teams/data.csv": `${DATA}di@example.com,Sandbox South\n` });
    const changed = await here("apply", "plan.json", "--yes");
    expect([changed.code, changed.stderr]).toEqual([
      1,
      expect.stringContaining("teams/data.csv: The plan was made from"),
    ]);
    await put(cwd, team);
    expect((await here("apply", "plan.json", "--yes")).code).toBe(0);
    const handover = JSON.parse(await readFile(path.join(cwd, "onboard.handover.json"), "utf8"));
    expect(handover.people.map(({ access }: { access: readonly unknown[] }) => access.length)).toEqual([2, 1, 1]);

    operations = [];
    const status = await json<Status>("status");
    const ofBoth = operations.length;
    expect(status.people.map(({ email, files }) => [email, files?.length])).toEqual([
      ["ana@example.com", 2],
      ["bo@example.com", 1],
      ["cy@example.com", 1],
    ]);
    await put(cwd, {
      "one/union.csv":
        "email,account,permission_set,region\nana@example.com,Sandbox North,,\nana@example.com,Sandbox South,data,eu-west-1\nbo@example.com,Sandbox North,,\ncy@example.com,Sandbox South,data,eu-west-1\n",
    });
    operations = [];
    const union = await here("status", "--emails", "one/union.csv", "--settings", "onboard.json");
    expect([union.code, ofBoth <= operations.length]).toEqual([2, true]);

    const github = await here("status", "--emails", "teams", "--format", "github");
    expect(github.stdout).toContain("::warning file=teams/data.csv,line=2,title=Cannot start::");

    const access = await json<AccessDocument>("access", "--emails", "teams");
    expect(access.users.map(({ userName, teamFiles }) => [userName, teamFiles?.length])).toContainEqual([
      "ana@example.com",
      2,
    ]);
    const leave = await here("leave", "--emails", "ana@example.com", "--dry-run");
    expect(leave.stdout.replace(/\s+/g, " ")).toContain(
      "ana@example.com is in teams/web.csv:2, teams/data.csv:3: delete",
    );
  });

  it("leave the people of the others alone, also where one file is the whole truth", async () => {
    expect((await here("--yes")).code).toBe(0);
    // Cy has the access of web, as somebody of the other team; eve is nobody's.
    await put(cwd, { "extra.csv": "email,account\ncy@example.com,Sandbox North\neve@example.com,Sandbox North\n" });
    expect((await here("--emails", "extra.csv", "--yes")).code).toBe(0);
    const plan = await json<Plan>("--emails", "teams/web.csv", "--remove-unlisted", "--dry-run");
    const deleted = plan.changes.filter(({ action }) => action === "delete").map(({ key }) => key);
    expect(deleted).toEqual([expect.stringContaining("eve@example.com")]);
    expect(JSON.stringify(plan.drift)).not.toContain("cy@example.com");

    // A row that has ended takes nothing away that another file gives.
    await put(cwd, { "teams/temps.csv": "email,account,until\ncy@example.com,Sandbox South,2026-01-01\n" });
    const ended = await json<Plan>("--emails", "teams/temps.csv", "--dry-run");
    expect(ended.changes).toEqual([]);
  });

  it("leave the rows to run again with the file each is from, and with what the settings say for it", async () => {
    await simulator.close();
    const faults = [
      { operation: "CreateUser", match: { UserName: "ana@example.com" }, fault: "access-denied" },
    ] as const;
    simulator = await startSimulator({ speed: 100, faults: [...faults] });
    expect((await here("--yes")).code).toBe(4);
    const failed = await readFile(path.join(cwd, "failed.csv"), "utf8");
    const [header, ...rows] = failed.split("\n").map((line) => line.split(",").slice(0, -1));
    expect(header).toEqual("email,given_name,family_name,account,permission_set,region,team_file".split(","));
    expect(rows.slice(0, 2).map((row) => row.slice(0, 7))).toEqual([
      ["ana@example.com", "Ana", "Silva", "Sandbox North", "", "", "teams/web.csv"],
      ["ana@example.com", "", "", "Sandbox South", "data", "eu-west-1", "teams/data.csv"],
    ]);
  });

  it("of a company that is pinned are not given another company's Identity Center", async () => {
    await put(cwd, { "onboard.json": SETTINGS.replace("{", '{ "instance": { "id": "ssoins-00000000deadbeef" },') });
    const run = await here("--dry-run");
    expect(run.code).toBe(5);
    expect(run.stderr).toContain('is "ssoins-00000000deadbeef", and here is');
    expect(operations.filter((one) => /^(Create|Put|Attach)/.test(one))).toEqual([]);
    const both = await here("status", "--instance", "ssoins-7223a1b2c3d4e5f6");
    expect([both.code, both.stderr]).toEqual([5, expect.stringContaining("must mean the same one")]);
  });
});
