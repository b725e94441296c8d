import { execFile } from "node:child_process";
import { appendFile, chmod, cp, mkdir, readdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { VERSION } from "../../src/core/text/version.ts";
import { type RunningSimulator, startSimulator } from "../../src/simulator/start.ts";
import { githubJobs, gitlabJobs, type Job, type Step } from "../templates/pipeline.ts";
import { emptyFolder, type Finished, onboard } from "./onboard.ts";
import { artifactFiles, type Ran, type Runner, runJob, runScripts, runSteps, searchPath } from "./pipeline-runner.ts";

const TARBALL = `vendor/amplify-onboard-${VERSION}.tgz`;
const WHERE = "github.event_name != 'pull_request' && github.event_name != 'schedule'";

let written: string;
let home: string;
let programs: string;
let simulator: RunningSimulator;
let operations: string[];

beforeAll(async () => {
  written = await emptyFolder();
  const run = await onboard(["init", "--ci", "both"], { cwd: written });
  expect(run.code, run.stderr).toBe(0);
  await writeFile(path.join(written, "team.csv"), "email,account\nana@example.com,Sandbox North\n");
  programs = await searchPath();
  home = await emptyFolder();
});

beforeEach(async () => {
  operations = [];
  simulator = await startSimulator({ speed: 1000, onRequest: ({ operation }) => operations.push(operation) });
});
afterEach(() => simulator.close());

/** What a runner has when a job begins: its own folders, and what earlier jobs have uploaded. */
interface Start {
  readonly event: "pull_request" | "push" | "schedule";
  readonly workspace: string;
  readonly artifacts: string;
  readonly visibility?: "private" | "public";
  readonly messages?: string;
}

async function runnerOf({ event, workspace, artifacts, visibility = "private", messages }: Start): Promise<Runner> {
  const temp = path.join(await emptyFolder(), "temporary files");
  await mkdir(temp);
  const env = {
    PATH: programs,
    HOME: home,
    CI: "true",
    AWS_ENDPOINT_URL: simulator.url,
    AWS_EC2_METADATA_DISABLED: "true",
    AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: "true",
    GITHUB_ACTIONS: "true",
  };
  const pages = "github.event.repository.visibility == 'private' && vars.ONBOARD_MESSAGES || 'no'";
  const values = {
    "vars.ONBOARD_PLAN_ROLE": "plan",
    "vars.ONBOARD_APPLY_ROLE": "apply",
    "vars.ONBOARD_REGION": "us-east-1",
    "github.run_id": "7",
    "github.event_name == 'pull_request'": event === "pull_request",
    [`${WHERE} && steps.plan.outputs.changes == 'true'`]: event === "push",
    "github.event_name == 'schedule' && steps.plan.outputs.changes == 'true'": event === "schedule",
    "github.event.repository.private": visibility === "private",
    [pages]: visibility === "private" ? (messages ?? "") || "no" : "no",
  };
  return { workspace, temp, artifacts, env, values };
}

/** What somebody has put into the repository to have it run: each of these would leave a mark. */
async function tampered(): Promise<{ readonly workspace: string; readonly marks: () => Promise<readonly string[]> }> {
  const workspace = path.join(await emptyFolder(), "team");
  const mark = path.join(await emptyFolder(), "mark");
  await cp(written, workspace, { recursive: true });
  const evil = (name: string) => `#!/bin/sh\necho ${name} >>'${mark}'\n`;
  const script = `require("node:fs").appendFileSync(${JSON.stringify(mark)}, "module\\n");\n`;
  const put = async (file: string, text: string, mode = 0o755) => {
    await mkdir(path.dirname(path.join(workspace, file)), { recursive: true });
    await writeFile(path.join(workspace, file), text);
    await chmod(path.join(workspace, file), mode);
  };
  await put(
    ".npmrc",
    `script-shell=${workspace}/node\nnode-options=--require ${workspace}/evil.cjs\nignore-scripts=false\n`,
  );
  await put("evil.cjs", script);
  const scripts = Object.fromEntries(
    ["onboard", "preinstall", "prepare", "postinstall"].map((one) => [one, "node evil.cjs"]),
  );
  await put(
    "package.json",
    JSON.stringify({ name: "x", type: "commonjs", scripts, dependencies: { "amplify-onboard": "*" } }),
  );
  for (const name of ["node", "tar", "sha512sum", "bash", "npx", "npm"]) {
    await put(name, evil(name));
    await put(`node_modules/.bin/${name}`, evil(name));
  }
  for (const name of ["amplify-onboard", "@aws-sdk/client-sts", "@aws-sdk/client-sso-admin", "zod"]) {
    await put(`node_modules/${name}/index.js`, script);
    await put(`node_modules/${name}/dist/cli/main.js`, script);
    await put(`node_modules/${name}/package.json`, JSON.stringify({ name, main: "index.js" }));
  }
  await put("dist/cli/main.js", script);
  await put("onboard/dist/cli/main.js", script);
  await put(".env", `NODE_OPTIONS=--require ${workspace}/evil.cjs\n`);
  await put(".bashrc", evil("bashrc"));
  return {
    workspace,
    marks: () =>
      readFile(mark, "utf8").then(
        (text) => text.split("\n"),
        () => [],
      ),
  };
}

const jobOf = (jobs: readonly Job[], name: string) => jobs.find((job) => job.name.endsWith(name));
const inTeam = (file: string) => readFile(path.join(written, file), "utf8");
const artifactsFolder = async () => {
  const folder = path.join(await emptyFolder(), "artifacts");
  await mkdir(folder);
  return folder;
};

describe("the workflow that init writes for GitHub, job by job", () => {
  let jobs: readonly Job[];
  beforeAll(async () => {
    jobs = githubJobs(await inTeam(".github/workflows/onboard.yml"));
  });

  const job = async (name: string, start: Start): Promise<Ran & { readonly runner: Runner }> => {
    const runner = await runnerOf(start);
    return { ...(await runJob(jobOf(jobs, name), runner)), runner };
  };

  it("tells a mistake on its line, without credentials and without AWS", async () => {
    const workspace = path.join(await emptyFolder(), "team");
    await cp(written, workspace, { recursive: true });
    await writeFile(path.join(workspace, "team.csv"), "email,account\nnot an address,Sandbox North\n");
    const check = await job("check", { event: "pull_request", workspace, artifacts: await artifactsFolder() });
    expect(check.code).toBe(3);
    expect(check.stdout).toMatch(/^::error .*file=team\.csv,line=2/m);
    expect(check.roles).toEqual([]);
    expect(operations).toEqual([]);
  });

  it("runs the program that it names, whatever a checkout brings, and applies exactly what was approved", async () => {
    const { workspace, marks } = await tampered();
    const artifacts = await artifactsFolder();
    const start = { event: "push", workspace, artifacts, messages: "yes" } as const;
    const check = await job("check", start);
    expect(check.code, check.stdout + check.stderr).toBe(0);
    const plan = await job("plan", start);
    expect(plan.code, plan.stdout + plan.stderr).toBe(0);
    expect(plan.outputs).toBe("changes=true\n");
    expect(plan.summary).toContain("to create");
    expect(plan.summary).toContain("Lines are those of team.csv.");
    expect(plan.roles).toEqual(["plan"]);
    expect(await artifactFiles(plan.runner, "approved")).toEqual(["plan.json", "program.tgz"]);
    expect(await artifactFiles(plan.runner, "comment")).toEqual([]);

    // A runner that was used before has a checkout, in which somebody waits for the approval.
    await writeFile(path.join(workspace, "team.csv"), "email,account\nmallory@example.com,Sandbox South\n");
    await writeFile(path.join(workspace, "plan.json"), "{}");
    await appendFile(path.join(workspace, TARBALL), "\0");
    const applied = await job("apply", start);
    expect(applied.code, applied.stdout + applied.stderr).toBe(0);
    expect(applied.roles).toEqual(["apply"]);
    expect(applied.summary).toContain("Lines are those of team.csv.");
    expect(JSON.stringify(simulator.world())).toContain("ana@example.com");
    expect(JSON.stringify(simulator.world())).not.toContain("mallory");
    expect(await marks()).toEqual([]);
    await new Promise((resolve) => execFile("npm", ["run", "onboard"], { cwd: workspace }, resolve));
    expect(await marks(), "what a package manager would have run").not.toEqual([]);
    expect(await artifactFiles(applied.runner, "handover")).toEqual(
      expect.arrayContaining(["messages", "onboard.handover.json"]),
    );
    expect(await readdir(path.join(artifacts, "handover", "messages"))).toContain("index.html");
    const logs = [check, plan, applied].map(({ stdout, stderr, summary }) => stdout + stderr + summary).join("\n");
    expect(logs).not.toContain("ana@example.com");
    expect(logs, "a path that is gone with the job").not.toMatch(/dist[\\/]cli[\\/]main\.js [-\w]+/);
    expect(logs).toMatch(/Next: npm run onboard -- \w+/);
  });

  it.each([
    ["the repository", "check", (workspace: string) => path.join(workspace, TARBALL)],
    ["the repository", "plan", (workspace: string) => path.join(workspace, TARBALL)],
    [
      "what the job before left",
      "apply",
      (_: string, artifacts: string) => path.join(artifacts, "approved", "program.tgz"),
    ],
  ])("of another program in %s, %s runs nothing", async (_, name, where) => {
    const { workspace } = await tampered();
    const artifacts = await artifactsFolder();
    await cp(path.join(written, TARBALL), path.join(artifacts, "approved", "program.tgz"));
    await writeFile(path.join(artifacts, "approved", "plan.json"), "{}");
    const file = where(workspace, artifacts);
    await rm(file);
    await symlink(path.join(workspace, "package.json"), file);
    const run = await job(name, { event: "push", workspace, artifacts });
    expect(run.code).toBe(1);
    expect(run.stdout + run.stderr).toContain("FAILED");
    expect(run.roles).toEqual([]);
    expect(operations).toEqual([]);
  });

  it("fails on a schedule where something is to be done, and hands nothing on", async () => {
    const start = { event: "schedule", workspace: written, artifacts: await artifactsFolder() } as const;
    const plan = await job("plan", start);
    expect(plan.code).toBe(1);
    expect(plan.stdout).toMatch(/^::error file=team\.csv.*see the summary/m);
    expect(await artifactFiles(plan.runner, "approved")).toEqual([]);
  });

  it("keeps who works here out of the artifacts of a public repository", async () => {
    const start = { event: "push", workspace: written, artifacts: await artifactsFolder(), messages: "yes" } as const;
    expect((await job("plan", start)).code).toBe(0);
    const applied = await job("apply", { ...start, visibility: "public" });
    expect(applied.code, applied.stderr).toBe(0);
    expect(await artifactFiles(applied.runner, "handover")).toEqual([]);
    expect(await readdir(path.join(applied.runner.temp, "results"))).not.toContain("messages");
  });

  describe("shows the plan in the pull request", () => {
    let api: Server;
    let asked: { readonly method: string; readonly url: string; readonly authorization: string | undefined }[];
    let comments: { readonly id: number; body: string; readonly user: { readonly login: string } }[];
    beforeEach(async () => {
      asked = [];
      comments = Array.from({ length: 130 }, (_, id) => ({ id, body: "Thanks!", user: { login: "ana" } }));
      comments[3] = { id: 3, body: "<!-- onboard: the plan -->\nmine", user: { login: "mallory" } };
      api = createServer(async (request, response) => {
        const url = new URL(request.url ?? "", "http://localhost");
        asked.push({ method: request.method ?? "", url: url.pathname, authorization: request.headers.authorization });
        let text = "";
        for await (const piece of request) text += String(piece);
        const { body } = text === "" ? { body: "" } : (JSON.parse(text) as { readonly body: string });
        if (request.method === "POST")
          comments.push({ id: comments.length, body, user: { login: "github-actions[bot]" } });
        const changed = comments.find(({ id }) => url.pathname.endsWith(`/comments/${id}`));
        if (request.method === "PATCH" && changed !== undefined) changed.body = body;
        const first = (Number(url.searchParams.get("page") ?? 1) - 1) * 100;
        response.end(JSON.stringify(request.method === "GET" ? comments.slice(first, first + 100) : {}));
      });
      await new Promise<void>((resolve) => api.listen(0, "127.0.0.1", resolve));
    });
    afterEach(() => api.close());

    const comment = async (start: Start, planned: "success" | "failure") => {
      const runner = await runnerOf(start);
      return runJob(jobOf(jobs, "comment"), {
        ...runner,
        env: {
          ...runner.env,
          GITHUB_API_URL: `http://127.0.0.1:${(api.address() as AddressInfo).port}`,
          GITHUB_REPOSITORY: "acme/access",
          GITHUB_SERVER_URL: "https://github.com",
          GITHUB_RUN_ID: "7",
        },
        values: {
          "github.token": "secret",
          "github.event.pull_request.number": "5",
          "needs.plan.result == 'success'": planned === "success",
        },
      });
    };

    it("as one comment that is replaced, among any number of others and never in the place of anybody else's", async () => {
      const start = { event: "pull_request", workspace: written, artifacts: await artifactsFolder() } as const;
      const plan = await job("plan", start);
      expect(plan.code, plan.stderr).toBe(0);
      expect(await artifactFiles(plan.runner, "approved")).toEqual([]);
      const first = await comment(start, "success");
      expect(first.code, first.stderr).toBe(0);
      expect(first.stdout + first.stderr).not.toContain("secret");
      expect(comments).toHaveLength(131);
      expect(comments[130]?.body).toMatch(/^<!-- onboard: the plan -->\n### onboard: 3 to create\n/);
      expect(comments[130]?.body).toContain("Lines are those of team.csv.");
      expect(comments[130]?.body).toContain("https://github.com/acme/access/actions/runs/7");
      expect(comments[130]?.body).not.toContain("@example.com");
      expect((await comment(start, "failure")).code).toBe(0);
      expect(comments).toHaveLength(131);
      expect(comments[130]?.body).toContain("could not be planned");
      expect(comments[3]?.body).toBe("<!-- onboard: the plan -->\nmine");
      expect(asked.map(({ method }) => method)).toEqual(["GET", "GET", "POST", "GET", "GET", "PATCH"]);
      expect(new Set(asked.map(({ authorization }) => authorization))).toEqual(new Set(["Bearer secret"]));
    });
  });
});

describe("the pipeline that init writes for GitLab, job by job", () => {
  let jobs: readonly Job[];
  beforeAll(async () => {
    jobs = gitlabJobs(await inTeam(".gitlab-ci.yml"));
  });

  const job = async (name: string, workspace: string, env: Readonly<Record<string, string>> = {}) => {
    const runner = await runnerOf({ event: "push", workspace, artifacts: await artifactsFolder() });
    const { GITHUB_ACTIONS: _, ...variables } = runner.env;
    const own = {
      GITLAB_CI: "true",
      CI_PROJECT_VISIBILITY: "private",
      CI_PIPELINE_ID: "7",
      ONBOARD_TOKEN: "t",
      ...env,
    };
    const roles = { ONBOARD_REGION: "us-east-1", ONBOARD_PLAN_ROLE: ARN("plan"), ONBOARD_APPLY_ROLE: ARN("apply") };
    return runScripts(jobOf(jobs, name) as Job, { ...runner, env: { ...variables, ...own, ...roles, ...KEYS } });
  };
  const ARN = (name: string) => `arn:aws:iam::111122223333:role/onboard-${name}`;
  // The simulator knows no web identity: keys stand for what the SDK would get for the token.
  const KEYS = { AWS_ACCESS_KEY_ID: "simulator", AWS_SECRET_ACCESS_KEY: "simulator" };

  it("runs the program that it names, whatever a checkout brings, and applies exactly what was planned", async () => {
    const { workspace, marks } = await tampered();
    const hostile = { NODE_OPTIONS: `--require ${workspace}/evil.cjs` };
    const check = await job("check", workspace, hostile);
    expect(check.code, check.stdout + check.stderr).toBe(0);
    const plan = await job("plan", workspace, hostile);
    // Pending changes are a warning, by the exit code.
    expect(plan.code, plan.stdout + plan.stderr).toBe(2);
    expect(await readFile(path.join(workspace, "plan.md"), "utf8")).toContain("### onboard: 3 to create");

    // The last job's folder holds nothing but what the job before has handed on.
    const folder = await emptyFolder();
    await cp(path.join(workspace, "plan.json"), path.join(folder, "plan.json"));
    await cp(path.join(written, TARBALL), path.join(folder, TARBALL));
    const applied = await job("apply", folder, { ...hostile, ONBOARD_MESSAGES: "yes" });
    expect(applied.code, applied.stdout + applied.stderr).toBe(0);
    expect(await marks()).toEqual([]);
    expect((await readdir(folder)).sort()).toEqual([
      "first-sign-in.csv",
      "first-sign-in.html",
      "messages",
      "onboard.handover.json",
      "plan.json",
      "vendor",
    ]);
    const logs = [check, plan, applied].map(({ stdout, stderr }: Finished) => stdout + stderr).join("\n");
    expect(logs).not.toContain("ana@example.com");
  });

  it("shows the plan as one note that is replaced, by the job that docs/ci.md has for it", async () => {
    const guide = await readFile(fileURLToPath(new URL("../../docs/ci.md", import.meta.url)), "utf8");
    const [, text = ""] = /```yaml\n(onboard-comment:[\s\S]*?)```/.exec(guide) ?? [];
    const [comment] = gitlabJobs(text);
    const notes = [
      { id: 1, author: { id: 1 }, body: "<!-- onboard: the plan -->\nsomebody else's" },
      { id: 2, author: { id: 2 }, body: "Another of ours" },
    ];
    const api = createServer(async (request, response) => {
      const isOurs = request.headers["private-token"] === "secret";
      let sent = "";
      for await (const piece of request) sent += String(piece);
      const { body = "" } = (sent === "" ? {} : JSON.parse(sent)) as { readonly body?: string };
      const changed = notes.find(({ id }) => request.method === "PUT" && request.url?.endsWith(`/notes/${id}`));
      if (changed !== undefined) changed.body = body;
      if (request.method === "POST") notes.push({ id: notes.length + 1, author: { id: 2 }, body });
      const answer = request.url === "/user" ? { id: 2 } : request.method === "GET" ? notes : {};
      response.writeHead(isOurs ? 200 : 401).end(JSON.stringify(answer));
    });
    await new Promise<void>((resolve) => api.listen(0, "127.0.0.1", resolve));
    const workspace = await emptyFolder();
    const runner = await runnerOf({ event: "pull_request", workspace, artifacts: await artifactsFolder() });
    const env = {
      ...runner.env,
      CI_API_V4_URL: `http://127.0.0.1:${(api.address() as AddressInfo).port}`,
      CI_PROJECT_ID: "3",
      CI_MERGE_REQUEST_IID: "5",
      ONBOARD_COMMENT_TOKEN: "secret",
    };
    for (const plan of ["### onboard: 3 to create\n", "### onboard: nothing to do\n"]) {
      await writeFile(path.join(workspace, "plan.md"), plan);
      const run = await runScripts(comment as Job, { ...runner, env });
      expect(run.code, run.stderr).toBe(0);
      expect(notes).toHaveLength(3);
      expect(notes[2]?.body).toBe(`<!-- onboard: the plan -->\n${plan}`);
    }
    expect(notes[0]?.body).toContain("somebody else's");
    api.close();
  });

  it.each(["check", "plan", "apply"])("of another program, %s runs nothing", async (name) => {
    const { workspace } = await tampered();
    await appendFile(path.join(workspace, TARBALL), "\0");
    await writeFile(path.join(workspace, "plan.json"), "{}");
    const run = await job(name, workspace);
    expect(run.code).toBe(1);
    expect(run.stdout + run.stderr).toContain("FAILED");
    expect(operations).toEqual([]);
  });
});

describe("the composite action", () => {
  const ACTION = fileURLToPath(new URL("../../.github/actions/onboard/action.yml", import.meta.url));
  let steps: readonly Step[];
  let defaults: Readonly<Record<string, string>>;
  let sha512: string;
  beforeAll(async () => {
    const action = parse(await readFile(ACTION, "utf8")) as {
      readonly inputs: Readonly<Record<string, { readonly default?: string }>>;
      readonly runs: { readonly steps: readonly Step[] };
    };
    steps = action.runs.steps;
    const known = Object.entries(action.inputs).map(([name, { default: value = "" }]) => [`inputs.${name}`, value]);
    defaults = Object.fromEntries(known);
    [sha512 = ""] = /[0-9a-f]{128}/.exec(await inTeam(".gitlab-ci.yml")) ?? [];
  });

  const act = async (workspace: string, inputs: Readonly<Record<string, string>>) => {
    const runner = await runnerOf({ event: "push", workspace, artifacts: await artifactsFolder() });
    const given = Object.fromEntries(Object.entries(inputs).map(([name, value]) => [`inputs.${name}`, value]));
    const all: Readonly<Record<string, string>> = {
      ...defaults,
      "inputs.program": TARBALL,
      "inputs.sha512": sha512,
      ...given,
    };
    const values = { ...runner.values, ...all, "inputs.role != ''": all["inputs.role"] !== "" };
    return { ...(await runSteps(steps, { ...runner, values })), temp: runner.temp };
  };

  it("checks, plans and applies, whatever a checkout brings", async () => {
    const { workspace, marks } = await tampered();
    expect((await act(workspace, { command: "check" })).code).toBe(0);
    const plan = await act(workspace, { role: "plan", region: "us-east-1" });
    expect(plan.code, plan.stdout + plan.stderr).toBe(0);
    const [, page = ""] = /^page=(.*)$/m.exec(plan.outputs) ?? [];
    expect(plan.outputs).toContain("changes=true\n");
    expect(await readFile(page, "utf8")).toContain("### onboard: 3 to create");
    const applied = await act(workspace, { command: "apply", role: "apply", arguments: "\n--allow=many-changes\n" });
    expect(applied.code, applied.stdout + applied.stderr).toBe(0);
    const [, results = ""] = /^results=(.*)$/m.exec(applied.outputs) ?? [];
    expect(await readdir(results)).toContain("onboard.handover.json");
    expect(await marks()).toEqual([]);
  });

  it.each([
    ["another program", { sha512: "0".repeat(128) }, "FAILED"],
    ["no hash", { sha512: "" }, "no SHA-512"],
    ["a hash that is a command", { sha512: '"; touch mark; "' }, "no SHA-512"],
    ["another command", { command: "leave" }, "is check, plan or apply"],
  ])("runs nothing of %s", async (_, inputs, told) => {
    const run = await act(written, inputs);
    expect(run.code).toBe(1);
    expect(run.stdout + run.stderr).toContain(told);
    expect(operations).toEqual([]);
    expect(await readdir(written)).not.toContain("mark");
  });
});
