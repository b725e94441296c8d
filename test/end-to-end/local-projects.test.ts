import { execFileSync } from "node:child_process";
import { cp, mkdir, readFile, stat, symlink, writeFile } from "node:fs/promises";
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
const git = (...args: readonly string[]) => execFileSync("git", args, { cwd, encoding: "utf8" });
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
    const run = await local("--no-login");
    expect(run.code, run.stderr).toBe(0);
    expect(run.stdout).toContain(
      "  in us-east-1:\n    onboard run --profile amplify -- npx ampx sandbox --identifier ana-2\n",
    );
    expect(run.stdout).toContain("onboard local --wire");
    expect(await config()).not.toContain("-gen1");
  });

  it("keeps what one person uses to that person: git and everybody's files know nothing of it", async () => {
    const shared = '{\n  "name": "app",\n  "scripts": { "build": "next build" }\n}\n';
    await put("package.json", shared);
    git("init", "-q");
    git("add", "package.json", "amplify");
    const run = await local("--wire", "--no-login");
    expect(run.code, run.stderr).toBe(0);
    expect(JSON.parse(await text(".onboard.local.json"))).toEqual({
      version: 1,
      profile: "amplify",
      identifier: "ana-2",
    });
    expect((await stat(path.join(cwd, ".onboard.local.json"))).mode & 0o777).toBe(0o600);
    expect(await text("package.json")).toBe(shared);
    await expect(text(".envrc")).rejects.toThrow();
    expect(git("status", "--porcelain", "--untracked-files=all")).not.toContain("local.json");
    expect(run.stdout).toContain("onboard run npx ampx sandbox\n");
    const again = await local("--wire", "--no-login");
    expect(again.stdout).toContain(".onboard.local.json says so already.");
    const back = await onboard(["local", "--unwire", "--yes"], { cwd });
    expect(back.code, back.stderr).toBe(0);
    await expect(text(".onboard.local.json")).rejects.toThrow();
    expect(await text(".git/info/exclude")).not.toContain("onboard");
  });

  it("says what earlier versions wrote into everybody's files, and takes it out when that is asked for", async () => {
    const script = "ampx sandbox --identifier ana-2 --profile amplify";
    await put(
      "package.json",
      `{\n  "name": "app",\n  "scripts": {\n    "build": "next build",\n    "sandbox": "${script}"\n  }\n}\n`,
    );
    await put(".envrc", "use node\nexport AWS_PROFILE=amplify\n");
    const run = await local("--wire", "--no-login");
    expect(run.stdout).toContain(".envrc and package.json may have your profile from an earlier version");
    expect(await text(".envrc")).toContain("AWS_PROFILE");
    const back = await onboard(["local", "--unwire", "--yes"], { cwd });
    expect(back.code, back.stderr).toBe(0);
    expect(back.stdout).toContain(`-    "sandbox": "${script}"`);
    expect(await text("package.json")).toBe('{\n  "name": "app",\n  "scripts": {\n    "build": "next build"\n  }\n}\n');
    expect(await text(".envrc")).toBe("use node\n");
    expect((await onboard(["local", "--unwire"], { cwd })).stdout).toContain("was written by this program");
  });

  it("writes through no link that came with the project", async () => {
    await symlink(path.join(desk, "team.csv"), path.join(cwd, ".onboard.local.json"));
    const run = await local("--wire", "--no-login");
    expect(run.code).toBe(3);
    expect(run.stderr).toMatch(/leads out of the\s+project/);
    expect(await readFile(path.join(desk, "team.csv"), "utf8")).toBe(TEAM);
  });
});

it("outside a project `--wire` says so, and how to do without", async () => {
  const run = await local("--wire", "--no-login");
  expect(run.code, run.stderr).toBe(0);
  expect(run.stdout).toContain("--wire: there is no Amplify project here or above");
  expect(run.stdout).toContain("onboard run --profile amplify");
});

it("what shared files may say is printed for each tool, by a variable", async () => {
  const snippet = (tool: string) => onboard(["local", "--snippet", tool], { cwd });
  const [direnv, vscode, mcp] = await Promise.all([snippet("direnv"), snippet("vscode"), snippet("mcp")]);
  expect(direnv.stdout).toContain('export AWS_PROFILE="\u0024{AWS_PROFILE:-amplify}"\n');
  expect(JSON.parse(vscode.stdout)["terminal.integrated.env.osx"]).toEqual({
    AWS_PROFILE: "\u0024{env:AWS_PROFILE}",
    AWS_ACCESS_KEY_ID: null,
    AWS_SECRET_ACCESS_KEY: null,
    AWS_SESSION_TOKEN: null,
  });
  expect(JSON.parse(mcp.stdout).mcpServers.aws.env).toEqual({ AWS_PROFILE: "\u0024{AWS_PROFILE:-amplify}" });
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

  it("environments of the account that another profile deploys are offered to be pointed at it, shown first and kept beside", async () => {
    await put("amplify/.config/project-config.json", '{"frontend":"ios"}');
    const account = "210987654321";
    const stack = { StackId: `arn:aws:cloudformation:us-east-1:${account}:stack/s/1` };
    await put("amplify/team-provider-info.json", JSON.stringify({ dev: { awscloudformation: stack } }));
    const before = '{ "dev":{"configLevel":"project","useProfile":true,"profileName":"old"} }';
    await put("amplify/.config/local-aws-info.json", before);
    const printed = await onboard(["local", "--simulate", "--email", "ana@example.org", "--no-login", "--print"], {
      cwd,
    });
    expect(printed.code, printed.stderr).toBe(0);
    expect(await text("amplify/.config/local-aws-info.json")).toBe(before);
    const run = await local("--no-login");
    expect(run.stdout).toContain("Amplify deploys dev with another profile");
    expect(await text("amplify/.config/local-aws-info.json")).toBe(before.replace("old", "amplify-gen1"));
    expect(run.stdout).toContain('"frontend":"ios"');
  });

  it("is what --gen1 says elsewhere, and is removed with the rest, wherever that is asked for", async () => {
    const run = await local("--gen1", "--no-login");
    expect(run.code).toBe(0);
    expect(run.stdout).toContain("[profile amplify-gen1]");
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
