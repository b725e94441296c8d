import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { FORMATS, type Format } from "../../../src/cli/terminal/format.ts";
import { inFolder, type Typed, typed } from "../command-line.ts";

const good = "email,name,account\nana@example.com,Ana Silva,Sandbox North\nbo@example.com,Bo Díaz,Sandbox South\n";
const bad = "email,name,account\nana@example.com,Ana Silva,Sandbox North\nbo,Bo Díaz,Sandbox South\n";
const region = ["--region", "eu-west-1"];

/** Runs a command in a folder with a good and a bad team file, in a subfolder of a repository. */
function inRepository(
  argv: readonly string[],
  env: NodeJS.ProcessEnv = {},
): Promise<Typed & { readonly summary: string }> {
  return inFolder(async (cwd) => {
    await writeFile(path.join(cwd, "team.csv"), good);
    await writeFile(path.join(cwd, "bad.csv"), bad);
    await writeFile(path.join(cwd, "summary.md"), "# Before\n");
    const root = { GITHUB_WORKSPACE: path.dirname(cwd), GITHUB_STEP_SUMMARY: path.join(cwd, "summary.md") };
    const done = await typed(argv, cwd, { ...root, ...env });
    const folder = new RegExp(path.basename(cwd), "g");
    const summary = await readFile(path.join(cwd, "summary.md"), "utf8");
    return { ...done, stdout: done.stdout.replace(folder, "FOLDER"), summary: summary.replace(folder, "FOLDER") };
  });
}

const dryRun = (format: Format) => ["--emails", "team.csv", "--simulate", "--dry-run", ...region, "--format", format];
const wrong = (format: Format) => ["--emails", "bad.csv", "--dry-run", "--offline", "--format", format];

describe("a plan", () => {
  it("is text for people", async () => {
    const { stdout, code } = await inRepository(dryRun("text"));
    expect(stdout).toContain("ana@example.com  + user “Ana Silva”*  + Sandbox North");
    expect(code).toBe(0);
  });

  it("is one JSON document", async () => {
    expect(JSON.parse((await inRepository(dryRun("json"))).stdout)).toMatchObject({ kind: "plan", version: 1 });
  });

  it("is one page of Markdown, the same in every run", async () => {
    const { stdout } = await inRepository(dryRun("markdown"));
    expect(stdout).toMatch(/^### onboard: 5 to create\n/);
    expect((await inRepository(dryRun("markdown"))).stdout).toBe(stdout);
  });

  it("is text in a workflow's log, and a page added to the summary of the job", async () => {
    const { stdout, summary } = await inRepository(dryRun("github"));
    expect(stdout).toContain("ana@example.com  + user “Ana Silva”");
    expect(summary).toMatch(/^# Before\n\n### onboard: 5 to create\n/);
  });

  it("is what GitHub understands, without being asked, in a workflow", async () => {
    const argv = ["--emails", "team.csv", "--simulate", "--dry-run"];
    const { stdout } = await inRepository(argv, { GITHUB_ACTIONS: "true" });
    expect(stdout).toMatch(/^::notice title=Warning::No working Region/);
  });

  it("is an empty code quality report when nothing is to be said, with the text beside it", async () => {
    const { stdout, stderr } = await inRepository([...dryRun("gitlab"), "--no-bootstrap"]);
    expect(JSON.parse(stdout)).toEqual([]);
    expect(stderr).toContain("ana@example.com  + user “Ana Silva”");
  });

  it.each(FORMATS.filter((format) => format !== "json"))("names nobody in a log of CI as %s", async (format) => {
    const { stdout, stderr, summary } = await inRepository(dryRun(format), { CI: "true" });
    expect(`${stdout}${stderr}${summary}`).not.toMatch(/@example\.com|Ana|Díaz/);
    if (format !== "gitlab") expect(`${stdout}${summary}`).toContain("line 3");
  });
});

describe("what is wrong with a team file", () => {
  it.each(FORMATS)("is said in words on stderr, also with --format %s", async (format) => {
    const { stderr, code } = await inRepository(wrong(format));
    expect(stderr).toContain('bad.csv:3:1: "bo" is not an e-mail address');
    expect(code).toBe(3);
  });

  it("is shown by GitHub on its line and in the summary", async () => {
    const { stdout, summary } = await inRepository(wrong("github"));
    expect(stdout).toMatch(
      /^::error file=FOLDER\/bad\.csv,line=3,col=1,title=Invalid input::"bo" is not an e-mail address/,
    );
    expect(summary).toContain("| <code>FOLDER/bad.csv&#58;3&#58;1</code> |");
  });

  it("is shown by GitLab on its line", async () => {
    const { stdout } = await inRepository(wrong("gitlab"), { GITHUB_WORKSPACE: "", CI_PROJECT_DIR: "" });
    expect(JSON.parse(stdout)).toMatchObject([
      { severity: "blocker", location: { path: "bad.csv", lines: { begin: 3 } } },
    ]);
  });

  it("is a table in Markdown", async () => {
    expect((await inRepository(wrong("markdown"))).stdout).toMatch(
      /^### onboard: 1 problem[\s\S]*bad\.csv&#58;3&#58;1<\/code> \| "bo" is not/,
    );
  });

  it("stays JSON for programs", async () => {
    expect(JSON.parse((await inRepository(wrong("json"))).stdout)).toMatchObject({
      kind: "error",
      problems: [{ place: { line: 3 } }],
    });
  });

  it("is at the pipeline's own file when it is about a flag", async () => {
    const argv = ["--emails", "team.csv", "--dry-run", "--offline", "--region", "mars", "--format", "gitlab"];
    const { stdout } = await inRepository(argv, { CI_CONFIG_PATH: "ci/main.yml" });
    expect(JSON.parse(stdout)).toMatchObject([
      { description: expect.stringContaining("--region: "), location: { path: "ci/main.yml", lines: { begin: 1 } } },
    ]);
  });
});

describe("trouble that is in no file", () => {
  const nowhere = ["--emails", "team.csv", "--dry-run", "--settings", "none.json"];

  it("is an error without a place at GitHub", async () => {
    const { stdout, code } = await inRepository([...nowhere, "--format", "github"]);
    expect(stdout).toMatch(/^::error title=onboard::none\.json cannot be read/);
    expect(code).toBe(3);
  });

  it("is one entry of a code quality report", async () => {
    const { stdout } = await inRepository([...nowhere, "--format=gitlab"]);
    expect(JSON.parse(stdout)).toHaveLength(1);
  });
});

describe("files that are right", () => {
  const check = (format: Format) => ["--emails", "team.csv", "--dry-run", "--offline", "--format", format];

  it.each<[Format, RegExp]>([
    ["text", /^team\.csv: 2 people in 2 rows, nothing wrong\. AWS was not asked\.\n/],
    ["json", /"kind": "check"/],
    ["markdown", /^### onboard: nothing wrong\n\nteam\.csv: 2 people in 2 rows/],
    ["github", /team\.csv: 2 people in 2 rows, nothing wrong/],
    ["gitlab", /^\[/],
  ])("are said to be so as %s", async (format, said) => {
    expect((await inRepository(check(format))).stdout).toMatch(said);
  });
});

describe("the end of a run", () => {
  const apply = (format: Format) => ["--emails", "team.csv", "--simulate", "--yes", ...region, "--format", format];
  let runs: ReadonlyMap<Format, Typed & { readonly summary: string }>;
  beforeAll(async () => {
    runs = new Map(
      await Promise.all(FORMATS.map(async (format) => [format, await inRepository(apply(format))] as const)),
    );
  });

  it.each(FORMATS)("is a success as %s", (format) => {
    expect(runs.get(format)?.code).toBe(0);
  });

  it("is one document as JSON, as Markdown and as a code quality report", () => {
    expect(JSON.parse(runs.get("json")?.stdout ?? "")).toMatchObject({ kind: "report", converged: true });
    expect(JSON.parse(runs.get("gitlab")?.stdout ?? "")).toMatchObject([{ check_name: "onboard/bootstrap" }]);
    expect(runs.get("markdown")?.stdout.match(/^### /gm)).toHaveLength(1);
  });

  it("tells what new users need, and what was written", () => {
    for (const told of [runs.get("text")?.stdout, runs.get("markdown")?.stdout, runs.get("github")?.summary]) {
      expect(told).toContain("0 of 2 people ready; 2 assigned, not bootstrapped");
      expect(told).toContain("Send email OTP");
      expect(told).toContain("onboard.handover.json");
    }
  });
});

describe("every other document", () => {
  const status = ["status", "--emails", "team.csv", "--simulate", ...region];
  const keys = ["keys", "--emails", "team.csv", "--simulate", ...region.slice(2)];
  const commands: readonly (readonly [name: string, argv: readonly string[], kind: string])[] = [
    ["status", status, "status"],
    ["keys of a team", keys, "keys-of-team"],
    ["keys of a machine", ["keys"], "keys-on-machine"],
    ["doctor", ["doctor"], "doctor"],
  ];

  it.each(commands)("%s is one JSON document, one page, and a code quality report", async (name, argv, kind) => {
    const asked = (format: Format) => inRepository([...argv, "--format", format]);
    expect(JSON.parse((await asked("json")).stdout)).toMatchObject({ version: 1, kind });
    expect((await asked("markdown")).stdout.match(/^### onboard /gm)).toHaveLength(1);
    const { stdout, stderr } = await asked("gitlab");
    expect(Array.isArray(JSON.parse(stdout))).toBe(true);
    expect(stderr, name).not.toBe("");
  });

  it("a status stands on the rows of the team file at GitHub, and in the summary of the job", async () => {
    const { stdout, summary, code } = await inRepository([...status, "--format", "github"]);
    expect(stdout).toMatch(/^::warning file=FOLDER\/team\.csv,line=2,title=Cannot start::Sandbox North: /);
    expect(stdout).toContain("0 of 2 people can start");
    expect(summary).toMatch(/^# Before\n\n### onboard status: 0 of 2 people can start/);
    expect(code).toBe(2);
  });

  it.each(FORMATS.filter((format) => format !== "json"))("names nobody in a log of CI as %s", async (format) => {
    for (const argv of [status, keys]) {
      const { stdout, stderr, summary } = await inRepository([...argv, "--format", format], { CI: "true" });
      expect(`${stdout}${stderr}${summary}`).not.toMatch(/@example\.com|Ana|Díaz/);
    }
  });
});
