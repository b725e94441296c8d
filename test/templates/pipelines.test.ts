import { spawnSync } from "node:child_process";

import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { githubJobs, gitlabFile, gitlabJobs, type Step, stepsOf, templateOf } from "./pipeline.ts";
import { fileIn, GITHUB_FILES } from "./pipeline-files.ts";

const jobs = [...githubJobs(), ...gitlabJobs()];

describe("both pipelines", () => {
  it("check, plan and apply, in that order", () => {
    expect(githubJobs().map(({ name, needs }) => [name, needs])).toEqual([
      ["check", []],
      ["plan", ["check"]],
      ["comment", ["check", "plan"]],
      ["apply", ["plan"]],
    ]);
    expect(gitlabJobs().map(({ name, source }) => [name, source.stage])).toEqual([
      ["onboard-check", "check"],
      ["onboard-plan", "plan"],
      ["onboard-apply", "apply"],
    ]);
    const names = jobs.map(({ name }) => name);
    for (const { needs } of jobs) for (const name of needs) expect(names).toContain(name);
  });

  it.each(["github", "gitlab"] as const)(
    "%s starts the program by the path of what it unpacked, three times",
    (name) => {
      const text = templateOf(name);
      expect(text.match(/^.*\bnode "\$(?:RUNNER_TEMP\/onboard|ONBOARD)\/dist\/cli\/main\.js" /gm)).toHaveLength(3);
      expect(text).not.toMatch(/npx|npm|pnpm|yarn|secrets\.|AWS_SECRET_ACCESS_KEY|AKIA/);
    },
  );

  it("let each job run for a limited time only", () => {
    for (const { source } of githubJobs()) expect(source["timeout-minutes"]).toBeLessThanOrEqual(120);
    for (const { source } of gitlabJobs()) expect(source.timeout).toMatch(/^\d+ (minutes|hours)$/);
  });

  it("let nobody's repository into the job that applies", () => {
    const [apply] = githubJobs().slice(-1);
    expect(apply?.source.permissions).toEqual({ "id-token": "write" });
    expect(templateOf("github").split("  apply:")[1]).not.toContain("actions/checkout@");
    expect(gitlabJobs().at(-1)?.source).toMatchObject({
      inherit: { default: false, variables: false },
      variables: { GIT_STRATEGY: "empty" },
      needs: ["onboard-plan"],
    });
  });
});

describe("on a schedule, both pipelines", () => {
  it("plan every day, fail where something is to be done, and apply nothing", () => {
    const { on } = parse(templateOf("github")) as { readonly on: Readonly<Record<string, unknown>> };
    expect(on.schedule).toEqual([{ cron: expect.stringMatching(/^\d+ \d+ \* \* \*$/) }]);
    const [, plan, , apply] = githubJobs();
    expect(plan?.source.if ?? "").not.toContain("schedule");
    expect(apply?.source.if).toContain("github.event_name != 'schedule'");
    const [, planned, applied] = gitlabJobs();
    expect(planned?.source).toMatchObject({
      allow_failure: { exit_codes: 2 },
      artifacts: { when: "always" },
      rules: [{ if: expect.stringContaining('"schedule"'), allow_failure: false }, {}],
    });
    expect(JSON.stringify(applied?.source.rules)).toContain('$CI_PIPELINE_SOURCE != \\"schedule\\"');
    for (const { scripts } of [plan, planned].filter((job) => job !== undefined)) {
      const flags = "--dry-run --no-bootstrap --detailed-exitcode --out plan.json --markdown plan.md";
      expect(scripts.join("\n").replaceAll(/\\\n\s*/g, "")).toContain(flags);
    }
    // What is taken away is allowed by whoever has seen it, and never beforehand.
    for (const { scripts } of jobs) expect(scripts.join("\n")).not.toMatch(/--allow|--remove-unlisted/);
  });
});

/** The contexts that GitHub has: https://docs.github.com/en/actions/reference/workflows-and-actions/contexts */
const CONTEXTS = ["github", "vars", "steps", "needs", "runner", "inputs", "matrix", "job", "env"];

describe.each(GITHUB_FILES)("%s", (_, text) => {
  const document = parse(text) as {
    readonly permissions?: unknown;
    readonly defaults?: { readonly run?: { readonly shell?: string } };
    readonly jobs?: Readonly<Record<string, { readonly steps: readonly Step[]; readonly permissions?: unknown }>>;
    readonly runs?: { readonly steps: readonly Step[] };
    readonly inputs?: Readonly<Record<string, unknown>>;
  };
  const groups =
    document.jobs === undefined ? [document.runs?.steps ?? []] : Object.values(document.jobs).map(({ steps }) => steps);
  const steps = groups.flat();

  it("pins every action to a commit that runs on Node 24, and says which version that is", () => {
    const uses = [...text.matchAll(/uses: (.*)/g)].map(([, action]) => action);
    expect(uses).toHaveLength(steps.filter((step) => "uses" in step).length);
    expect(uses.filter((action) => !NODE_24.includes(action ?? ""))).toEqual([]);
  });

  it("has scripts that bash can read, that stop at the first failure, and in which nothing is pasted", () => {
    for (const { run } of steps) {
      if (run === undefined) continue;
      const { status, stderr } = spawnSync("bash", ["-n"], { input: run, encoding: "utf8" });
      expect(status, stderr).toBe(0);
      // An expression is pasted into the script before the shell sees it.
      expect(run).not.toContain("${{");
      if (run.trim().includes("\n")) expect(run).toMatch(/^set -euo pipefail\n/);
      if (document.runs !== undefined)
        expect(steps.filter(({ run, shell }) => run !== undefined && shell !== "bash")).toEqual([]);
    }
  });

  it("asks only contexts that there are, inputs that it has, and outputs that an earlier step makes", () => {
    for (const group of groups) {
      const known = new Set<string>();
      for (const step of group) {
        const asked = JSON.stringify(step, [
          "if",
          "with",
          "env",
          "run",
          "working-directory",
          ...Object.keys({ ...step.with, ...step.env }),
        ]);
        const expressions = [...asked.matchAll(/\$\{\{ (.*?) \}\}/g)].map(([, one = ""]) => one);
        const words = [...expressions, step.if ?? ""].join(" ").replaceAll(/'[^']*'/g, "''");
        const contexts = [...words.matchAll(/(?<![\w.-])([a-z]+)\./g)].map(([, context = ""]) => context);
        expect(contexts.filter((context) => !CONTEXTS.includes(context))).toEqual([]);
        for (const [, id = "", output = ""] of words.matchAll(/steps\.([\w-]+)\.outputs\.([\w-]+)/g)) {
          expect(known).toContain(`${id}.${output}`);
        }
        for (const [, input = ""] of words.matchAll(/inputs\.([\w-]+)/g))
          expect(Object.keys(document.inputs ?? {})).toContain(input);
        for (const [, output = ""] of (step.run ?? "").matchAll(/echo "(\w+)=[^"]*" >>"\$GITHUB_OUTPUT"/g)) {
          known.add(`${step.id}.${output}`);
        }
      }
    }
  });

  it("keeps the token of a checkout to itself, and takes no package manager's cache where it acts on AWS", () => {
    for (const step of steps.filter(({ uses }) => uses?.startsWith("actions/checkout@"))) {
      expect(step.with).toMatchObject({ "persist-credentials": false });
    }
    for (const group of groups.filter((each) => each.some(({ uses }) => uses?.startsWith("aws-actions/")))) {
      for (const step of group.filter(({ uses }) => uses?.startsWith("actions/setup-node@"))) {
        expect(step.with).toMatchObject({ "package-manager-cache": false });
      }
    }
  });
});

it("no workflow leaves to GitHub's settings what its token may do", () => {
  for (const [file, text] of GITHUB_FILES.filter(([name]) => !name.endsWith("action.yml"))) {
    const { permissions } = parse(text) as { readonly permissions?: unknown };
    expect([file, permissions]).toEqual([file, expect.any(Object)]);
  }
});

/** Each was looked up in its repository: the commit of that tag, whose action.yml says `using: node24`. */
const NODE_24 = [
  "actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1",
  "actions/setup-node@820762786026740c76f36085b0efc47a31fe5020 # v7.0.0",
  "actions/upload-artifact@bbbca2ddaa5d8feaa63e36b76fdaad77386f024f # v7.0.0",
  "actions/download-artifact@3e5f45b2cfb9172054b4087a40e8e0b5a5461e7c # v8.0.1",
  "aws-actions/configure-aws-credentials@e6de054238d6b7531b4efff3b6587d9aade6a06c # v6.2.3",
];

describe("the GitHub workflow", () => {
  const workflow = parse(templateOf("github")) as Record<string, unknown>;

  it("gives no job more rights than it needs, and the right to comment to one that has no credentials", () => {
    expect(workflow.permissions).toEqual({});
    const rights = githubJobs().map(({ name, source }) => [name, source.permissions]);
    expect(Object.fromEntries(rights)).toEqual({
      check: { contents: "read" },
      plan: { contents: "read", "id-token": "write" },
      comment: { "pull-requests": "write" },
      apply: { "id-token": "write" },
    });
    const comment = githubJobs().find(({ name }) => name === "comment");
    expect(JSON.stringify(comment?.source)).not.toMatch(/aws-actions|actions\/checkout|id-token/);
  });

  it("gives a fork no credentials, and applies nothing but what is on main and was approved", () => {
    const [, plan, comment, apply] = githubJobs();
    for (const job of [plan, comment]) expect(job?.source.if).toContain("head.repo.full_name == github.repository");
    expect(apply?.source).toMatchObject({ environment: "production" });
    expect(apply?.source.if).toContain("github.ref == 'refs/heads/main'");
    expect(apply?.source.if).toContain("github.event_name != 'pull_request'");
  });

  it("asks for a session as long as the job may take, which is the role's maximum in docs/ci.md", () => {
    const guide = fileIn("docs/ci.md");
    /** An hour is the maximum of a role that says nothing. */
    const maximum = (role: string) =>
      Number(new RegExp(`create-role --role-name ${role}.*--max-session-duration (\\d+)`).exec(guide)?.[1] ?? 3600);
    const roles = githubJobs().flatMap((job) =>
      stepsOf(job).flatMap((step) => {
        const [, role] = /vars\.ONBOARD_(\w+)_ROLE/.exec(String(step.with?.["role-to-assume"])) ?? [];
        return role === undefined
          ? []
          : [{ role: role.toLowerCase(), job, asked: Number(step.with?.["role-duration-seconds"]) }];
      }),
    );
    expect(roles.map(({ role }) => role)).toEqual(["plan", "apply"]);
    for (const { role, job, asked } of roles) {
      expect([role, asked <= maximum(`onboard-${role}`)]).toEqual([role, true]);
      expect([role, asked]).toEqual([role, Number(job.source["timeout-minutes"]) * 60]);
    }
    expect(guide).toContain(`role-duration-seconds: ${maximum("onboard-apply")}`);
  });

  it("never stops a run that applies because another has begun", () => {
    expect(workflow.concurrency).toMatchObject({ "cancel-in-progress": false });
  });

  it("is renewed by Dependabot, action by action", () => {
    const { updates } = parse(templateOf("dependabot")) as { readonly updates: readonly unknown[] };
    expect(updates).toMatchObject([{ "package-ecosystem": "github-actions", directory: "/" }]);
  });
});

describe("the workflow of ten lines in docs/ci.md", () => {
  const [, text = ""] = /```text\n(on: [\s\S]*?)```/.exec(fileIn("docs/ci.md")) ?? [];
  const action = parse(fileIn(".github/actions/onboard/action.yml")) as {
    readonly inputs: Readonly<Record<string, { readonly required?: boolean }>>;
    readonly outputs: Readonly<Record<string, unknown>>;
  };

  it("is one, uses pinned actions, and gives the composite action what it needs and nothing that it has not", () => {
    expect(text.trim().split("\n").length).toBeLessThanOrEqual(10);
    const [checkout, onboard] = githubJobs(text).flatMap(stepsOf);
    expect(NODE_24.some((pinned) => pinned.startsWith(`${checkout?.uses} `))).toBe(true);
    const given = Object.keys(onboard?.with ?? {});
    expect(given.filter((input) => !(input in action.inputs))).toEqual([]);
    const needed = Object.entries(action.inputs).filter(([, { required }]) => required === true);
    expect(needed.map(([name]) => name).filter((name) => !given.includes(name))).toEqual([]);
  });

  it("stands beside every input and output of the action", () => {
    for (const name of [...Object.keys(action.inputs), ...Object.keys(action.outputs)]) {
      expect(fileIn("docs/ci.md")).toContain(`\`${name}\``);
    }
  });
});

describe("the GitLab pipeline", () => {
  it("applies by hand, in the protected environment, on the default branch, one at a time", () => {
    const apply = gitlabJobs().at(-1);
    expect(apply?.source).toMatchObject({
      environment: { name: "production", deployment_tier: "production" },
      resource_group: "onboard",
    });
    expect(apply?.source.rules).toEqual([{ if: expect.stringContaining("$CI_DEFAULT_BRANCH"), when: "manual" }]);
  });

  it("keeps the token where only the job's user can read it, and who is asked out of other jobs' hands", () => {
    expect(Object.keys(gitlabFile()).filter((name) => !name.includes("onboard"))).toEqual(["stages"]);
    for (const { scripts, source } of gitlabJobs()) {
      expect(scripts.slice(0, 2)).toEqual(["umask 077", "ONBOARD=$(mktemp -d)"]);
      if (source.id_tokens !== undefined)
        expect(scripts.join("\n")).toContain('AWS_WEB_IDENTITY_TOKEN_FILE="$ONBOARD/token"');
    }
  });

  it("has lines that bash can read", () => {
    for (const { scripts } of gitlabJobs()) {
      const { status, stderr } = spawnSync("bash", ["-n"], { input: scripts.join("\n"), encoding: "utf8" });
      expect(status, stderr).toBe(0);
    }
  });

  it("shows findings and plan in the merge request, and keeps the plan from the public", () => {
    const [check, plan, apply] = gitlabJobs();
    expect(check?.source.artifacts).toMatchObject({
      when: "always",
      reports: { codequality: "gl-code-quality-report.json" },
    });
    expect(plan?.source.artifacts).toMatchObject({ access: "developer", expose_as: "The plan for AWS" });
    expect(apply?.source.artifacts).toMatchObject({ access: "developer" });
  });
});

describe("the workflow that releases", () => {
  const { permissions, jobs } = parse(fileIn(".github/workflows/release.yml")) as {
    readonly permissions: object;
    readonly jobs: Readonly<
      Record<string, { readonly permissions: object; readonly environment?: string; readonly steps: readonly Step[] }>
    >;
  };
  const scripts = (job: string) => (jobs[job]?.steps ?? []).map(({ run = "" }) => run).join("\n");

  it("lets no job that runs other people's code write anywhere, and keeps no token", () => {
    expect(permissions).toEqual({});
    expect(Object.entries(jobs).map(([name, job]) => [name, job.permissions])).toEqual([
      ["check", { contents: "read" }],
      ["publish", { "id-token": "write" }],
      ["announce", { contents: "write" }],
    ]);
    expect(jobs.publish?.environment).toBe("npm");
    for (const name of ["publish", "announce"]) {
      expect(JSON.stringify(jobs[name])).not.toMatch(/actions\/checkout|npx|npm (?:ci|install|i )/);
    }
    expect(JSON.stringify(jobs)).not.toMatch(/NPM_TOKEN|secrets\./);
  });

  it("publishes the bytes that were checked, with provenance, by an npm that needs no token", () => {
    expect(scripts("check")).toMatch(/npm run release:check -- --out "\$RUNNER_TEMP\/release"/);
    expect(scripts("publish")).toMatch(
      /'11\.5\.1.*sha512sum --check --strict.*npm publish \.\/release\/\*\.tgz --provenance/s,
    );
    expect(scripts("announce")).toMatch(/sha512sum --check --strict.*gh release create/s);
  });

  it.each([
    ["10.9.4", 1],
    ["11.5.0", 1],
    ["11.5.1", 0],
    ["11.19.1", 0],
    ["12.0.0", 0],
  ])("npm %s: the look at its version ends with %s", (version, wanted) => {
    const [line = ""] = scripts("publish").match(/^printf.*sort -VC$/m) ?? [];
    const { status } = spawnSync("bash", ["-c", line.replace("$(npm --version)", version)]);
    expect(status).toBe(wanted);
  });
});
