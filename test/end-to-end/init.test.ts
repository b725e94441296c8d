import { mkdir, readdir, readFile, symlink, writeFile } from "node:fs/promises";
import path from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { parsePolicy } from "../../src/simulator/authorization/policy.ts";
import { startSimulator } from "../../src/simulator/start.ts";
import { someOf } from "../how-much.ts";
import { emptyFolder, type Finished, onboard } from "./onboard.ts";

let cwd: string;
const init = (...args: readonly string[]): Promise<Finished> => onboard(["init", ...args], { cwd });
const text = (file: string) => readFile(path.join(cwd, file), "utf8");

beforeEach(async () => {
  cwd = await emptyFolder();
});

describe("onboard init", () => {
  it("writes what a team starts from, and says what is to be done by hand, and then the next command", async () => {
    const run = await init("--account", "Sandbox North", "--region", "eu-west-1");
    expect(run.code).toBe(0);
    expect(run.stdout.match(/^ {2}\d\./gm)).toHaveLength(2);
    expect(run.stdout).toMatch(/\nNext: \S.* --emails team\.csv --dry-run\n$/);
    expect(JSON.parse(await text("onboard.json"))).toMatchObject({
      $schema: expect.stringContaining("settings.schema.json"),
      defaults: { account: ["Sandbox North"], region: "eu-west-1" },
    });
    expect(await text(".github/workflows/onboard.yml")).not.toMatch(/npx|ONBOARD_(?:TARBALL|SHA512)/);
    expect(await text(".github/dependabot.yml")).toContain("package-ecosystem: github-actions");
    expect(await text(".gitignore")).toBe(".onboard/\nplan.json\nfailed.csv\nfirst-sign-in.*\nnode_modules/\n");
    expect((await readdir(path.join(cwd, "policies"))).sort()).toEqual(["onboard-apply.json", "onboard-plan.json"]);
    const check = await onboard(["--emails", "team.csv", "--dry-run", "--offline"], { cwd });
    expect(check.code, check.stderr).toBe(0);
  });

  it("never overwrites, also not where a link leads nowhere, and adds only the lines that are missing", async () => {
    await writeFile(path.join(cwd, "team.csv"), "mine");
    await writeFile(path.join(cwd, ".gitignore"), "node_modules\r\nplan.json");
    await symlink("/nowhere/at/all", path.join(cwd, "onboard.json"));
    const run = await init();
    expect(run.code, run.stderr).toBe(0);
    expect(run.stdout).toContain("team.csv is there already: left as it is");
    expect(run.stdout).toContain("onboard.json is there already: left as it is");
    expect(await text("team.csv")).toBe("mine");
    expect(await text(".gitignore")).toBe(
      "node_modules\r\nplan.json\r\n.onboard/\r\nfailed.csv\r\nfirst-sign-in.*\r\nnode_modules/\r\n",
    );
    const again = await init();
    expect(again.stdout).not.toContain("  + ");
    expect(await text(".gitignore")).toBe(
      "node_modules\r\nplan.json\r\n.onboard/\r\nfailed.csv\r\nfirst-sign-in.*\r\nnode_modules/\r\n",
    );
  });

  it.each(someOf([".github", "policies", ".gitignore"], 2))(
    "writes nothing at all where a link of the repository leads %s out of the folder",
    async (link) => {
      const elsewhere = await emptyFolder();
      const target = link === ".gitignore" ? path.join(elsewhere, "profile") : elsewhere;
      if (target !== elsewhere) await writeFile(target, "mine");
      await symlink(target, path.join(cwd, link));
      const run = await init("--ci", "github");
      expect(run.code).toBe(1);
      expect(run.stderr).toMatch(new RegExp(`(?:^|\\s)${link.replace(".", "\\.")} in `));
      expect(run.stderr.replace(/\s+/g, " ")).toContain("out of that folder, so nothing was written");
      expect(await readdir(cwd)).toEqual([link]);
      expect(await readdir(elsewhere)).toEqual(target === elsewhere ? [] : ["profile"]);
      if (target !== elsewhere) expect(await readFile(target, "utf8")).toBe("mine");
    },
  );

  it("goes through links that stay in the folder", async () => {
    await mkdir(path.join(cwd, "shared", "policies"), { recursive: true });
    await symlink(path.join(cwd, "shared", "policies"), path.join(cwd, "policies"));
    expect((await init("--ci", "none")).code).toBe(0);
    expect((await readdir(path.join(cwd, "shared", "policies"))).sort()).toHaveLength(2);
  });

  it.each([
    ["a GitLab remote", ".git/config", '[remote "origin"]\n\turl = git@gitlab.com:x/y.git\n', ".gitlab-ci.yml"],
    ["a pipeline of its own", ".gitlab-ci.yml", "stages: [test]\n", ".gitlab/onboard.yml"],
    ["nothing known", "README.md", "", ".github/workflows/onboard.yml"],
  ])("chooses the pipeline by %s", async (_, file, content, written) => {
    await mkdir(path.dirname(path.join(cwd, file)), { recursive: true });
    await writeFile(path.join(cwd, file), content);
    expect((await init()).stdout).toContain(`+ ${written}`);
  });

  it("shows without writing", async () => {
    const run = await init("--print", "--ci", "both");
    expect(run.stdout).toContain("# .gitlab-ci.yml");
    expect(run.stdout).toContain("# .github/workflows/onboard.yml");
    expect(await readdir(cwd)).toEqual([]);
  });

  it("refuses values that the files could not hold, and explains a folder that cannot be written", async () => {
    const bad = await init("--region", "europe", "--account", "a\u0007b");
    expect(bad.code).toBe(3);
    expect(bad.stderr).toContain("--region:");
    expect(bad.stderr).toContain("--account:");
    await writeFile(path.join(cwd, "file"), "");
    const run = await init("file");
    expect(run.code).toBe(1);
    expect(run.stderr).toContain("could not all be written");
  });
});

describe("onboard init for a team whose people get accounts of their own", () => {
  const PATTERN = "aws+{username}@example.com";
  const forNew = (account: string) => init("--account", account, "--new-account-email", PATTERN, "--ci", "github");

  it.each(someOf(["new", "new:web", " New:Web "], 1))(
    "writes files that are accepted as they are: %j",
    async (account) => {
      const run = await forNew(account);
      expect(run.code, run.stderr).toBe(0);
      expect(run.stdout).toContain("in the management account");
      expect(run.stdout).toContain("--allow new-accounts");
      expect(JSON.parse(await text("onboard.json")).accounts).toEqual({ newAccountEmail: PATTERN });
      const check = await onboard(["--emails", "team.csv", "--dry-run", "--offline"], { cwd });
      expect(check.code, check.stdout + check.stderr).toBe(0);
      const plan = await onboard(["--emails", "team.csv", "--dry-run", "--simulate"], { cwd });
      expect(plan.code, plan.stdout + plan.stderr).toBe(0);
      expect(plan.stdout).toContain("New accounts and their root addresses");
    },
  );

  it("writes policies that are enough: one to plan, the other to apply that plan", async () => {
    await forNew("new");
    const policy = async (name: string) => parsePolicy(await text(`policies/onboard-${name}.json`), name);
    const [looking, writing] = await Promise.all([
      startSimulator({ speed: 20, policy: await policy("plan") }),
      startSimulator({ speed: 20, policy: await policy("apply") }),
    ]);
    try {
      const saving = ["--emails", "team.csv", "--dry-run", "--out", "plan.json"];
      const planned = await onboard(saving, { cwd, endpoint: looking.url });
      expect(planned.code, planned.stdout + planned.stderr).toBe(0);
      const apply = ["apply", "plan.json", "--yes", "--format", "json"];
      const stopped = await onboard(apply, { cwd, endpoint: writing.url });
      expect(stopped.code).toBe(1);
      const applied = await onboard([...apply, "--allow", "new-accounts"], { cwd, endpoint: writing.url });
      expect(applied.code, applied.stderr).toBe(0);
      expect(JSON.parse(applied.stdout)).toMatchObject({ converged: true, summary: { failed: 0 } });
    } finally {
      await Promise.all([looking.close(), writing.close()]);
    }
  });

  it.each([
    ["no pattern", ["--account", "new"], "--new-account-email: A new account needs an address"],
    ["no pattern for new:NAME", ["--account", "new:web"], "--new-account-email: A new account needs an address"],
    ["the same address for all", ["--new-account-email", "aws@example.com"], "the same address for every account"],
    ["no address", ["--account", "new", "--new-account-email", "{username}"], "is not an e-mail address"],
    ["too long", ["--new-account-email", `{username}@${"a".repeat(60)}.com`], "--new-account-email: "],
    ["no name", ["--account", "new:", "--new-account-email", PATTERN], "--account: "],
  ])("writes nothing with %s", async (_, flags, told) => {
    const run = await init(...flags);
    expect(run.code).toBe(3);
    expect(run.stderr).toContain(told);
    expect(await readdir(cwd)).toEqual([]);
  });

  it("gives no such rights to others, and those to look for units to a team of a unit", async () => {
    await init("--account", "Sandbox North");
    const template = (name: string) => readFile(new URL(`../../templates/policies/${name}`, import.meta.url), "utf8");
    expect(await text("policies/onboard-plan.json")).toBe(await template("plan.json"));
    expect(await text("policies/onboard-apply.json")).toBe(await template("apply.json"));
    const unit = await init("--print", "--account", "ou:Workloads");
    expect(unit.stdout.match(/organizations:ListOrganizationalUnitsForParent/g)).toHaveLength(2);
    expect(unit.stdout).not.toContain("organizations:CreateAccount");
  });
});
