import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { githubJobs, gitlabJobs, templateOf } from "./pipeline.ts";

const jobs = [...githubJobs(), ...gitlabJobs()];

describe("both pipelines", () => {
  it("check, plan and apply, in that order", () => {
    expect(githubJobs().map(({ name, needs }) => [name, needs])).toEqual([
      ["check", []],
      ["plan", ["check"]],
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

  it.each(jobs.flatMap(({ name, scripts }) => scripts.map((script) => [name, script] as const)))(
    "%s runs only what bash can read, and nothing that strangers write: %s",
    (_, script) => {
      const { status, stderr } = spawnSync("bash", ["-n"], { input: script, encoding: "utf8" });
      expect(status, stderr).toBe(0);
      // An expression is pasted into the script before the shell sees it.
      expect(script).not.toContain("${{");
    },
  );

  it.each(["github", "gitlab"])("%s leaves to the program how it is called, and names nobody's secrets", (name) => {
    const text = templateOf(name);
    const calls = text.match(/ONBOARD_COMMAND[^\n]*/g) ?? [];
    expect(calls).toHaveLength(3);
    expect(text).not.toContain("npx");
    expect(text).not.toMatch(/secrets\.|AWS_SECRET_ACCESS_KEY|AKIA/);
  });

  it("let each job run for a limited time only", () => {
    for (const { source } of githubJobs()) expect(source["timeout-minutes"]).toBeLessThanOrEqual(120);
    for (const { source } of gitlabJobs()) expect(source.timeout).toMatch(/^\d+ (minutes|hours)$/);
  });
});

describe("on a schedule, both pipelines", () => {
  it("plan every day, tell whether changes are pending, and apply nothing", () => {
    const { on } = parse(templateOf("github")) as { readonly on: Readonly<Record<string, unknown>> };
    expect(on.schedule).toEqual([{ cron: expect.stringMatching(/^\d+ \d+ \* \* \*$/) }]);
    const [, plan, apply] = githubJobs();
    expect(plan?.source.if ?? "").not.toContain("schedule");
    expect(apply?.source.if).toContain("github.event_name != 'schedule'");
    const [, planned, applied] = gitlabJobs();
    expect(planned?.source).toMatchObject({ allow_failure: { exit_codes: 2 }, artifacts: { when: "always" } });
    expect(JSON.stringify(planned?.source.rules)).not.toContain("schedule");
    expect(JSON.stringify(applied?.source.rules)).toContain('$CI_PIPELINE_SOURCE != \\"schedule\\"');
    for (const { scripts } of [plan, planned].filter((job) => job !== undefined)) {
      expect(scripts.join("\n")).toContain("--dry-run --no-bootstrap --detailed-exitcode --out plan.json");
    }
    // What is taken away is allowed by whoever has seen it, and never beforehand.
    for (const { scripts } of jobs) expect(scripts.join("\n")).not.toMatch(/--allow|--remove-unlisted/);
  });
});

describe("the GitHub workflow", () => {
  const workflow = parse(templateOf("github")) as Record<string, unknown>;
  const steps = githubJobs().flatMap(({ source }) => source.steps as readonly Record<string, unknown>[]);

  it("pins every action to a commit, and says which version that is", () => {
    const uses = [...templateOf("github").matchAll(/uses: (.*)/g)].map(([, action]) => action);
    expect(uses.length).toBe(steps.filter((step) => "uses" in step).length);
    for (const action of uses) expect(action).toMatch(/^[\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
  });

  it("gives no job more rights than it needs", () => {
    expect(workflow.permissions).toEqual({});
    const rights = githubJobs().map(({ name, source }) => [name, source.permissions]);
    expect(Object.fromEntries(rights)).toEqual({
      check: { contents: "read" },
      plan: { contents: "read", "id-token": "write" },
      apply: { contents: "read", "id-token": "write" },
    });
    const checkouts = steps.filter(({ uses }) => String(uses).startsWith("actions/checkout@"));
    expect(checkouts).toHaveLength(3);
    for (const step of checkouts) expect(step.with).toMatchObject({ "persist-credentials": false });
  });

  it("gives a fork no credentials, and applies nothing but what is on main and was approved", () => {
    const [, plan, apply] = githubJobs();
    expect(plan?.source.if).toContain("head.repo.full_name == github.repository");
    expect(apply?.source).toMatchObject({ environment: "production" });
    expect(apply?.source.if).toContain("github.ref == 'refs/heads/main'");
    expect(apply?.source.if).toContain("github.event_name != 'pull_request'");
  });

  it("uses only contexts that there are, and outputs that a step makes", () => {
    const expressions = [...templateOf("github").matchAll(/\$\{\{ ([^}]+) \}\}/g)].map(([, text = ""]) => text);
    const conditions = githubJobs().map(({ source }) => String(source.if ?? ""));
    const contexts = [...expressions, ...conditions].flatMap((text) => text.match(/\b[a-z]+(?=\.)/g) ?? []);
    expect(
      [...new Set(contexts)].filter((one) => !/^(github|vars|steps|needs|outputs|plan|event|pull|head|repo)/.test(one)),
    ).toEqual([]);
    expect(steps.some(({ id, run }) => id === "plan" && String(run).includes("changes=true"))).toBe(true);
  });

  it("asks for a session as long as the job may take, which is the role's maximum in docs/ci.md", () => {
    const guide = readFileSync(new URL("../../docs/ci.md", import.meta.url), "utf8");
    /** An hour is the maximum of a role that says nothing, and what the action asks for. */
    const maximum = (role: string) =>
      Number(new RegExp(`create-role --role-name ${role}.*--max-session-duration (\\d+)`).exec(guide)?.[1] ?? 3600);
    for (const { name, source } of githubJobs()) {
      for (const step of source.steps as readonly { readonly with?: Readonly<Record<string, unknown>> }[]) {
        const role = /vars\.ONBOARD_(\w+)_ROLE/.exec(String(step.with?.["role-to-assume"]))?.[1]?.toLowerCase();
        if (role === undefined) continue;
        const asked = Number(step.with?.["role-duration-seconds"] ?? 3600);
        expect([name, asked <= maximum(`onboard-${role}`)]).toEqual([name, true]);
        expect([name, asked >= Number(source["timeout-minutes"]) * 60]).toEqual([name, true]);
      }
    }
    expect(guide).toContain(`role-duration-seconds: ${maximum("onboard-apply")}`);
  });

  it("never stops a run that applies because another has begun", () => {
    expect(workflow.concurrency).toMatchObject({ "cancel-in-progress": false });
  });
});

describe("the GitLab pipeline", () => {
  it("applies by hand, in the protected environment, on the default branch, one at a time", () => {
    const apply = gitlabJobs().at(-1);
    expect(apply?.source).toMatchObject({ environment: "production", resource_group: "onboard" });
    expect(apply?.source.rules).toEqual([{ if: expect.stringContaining("$CI_DEFAULT_BRANCH"), when: "manual" }]);
  });

  it("keeps the token where only the job's user can read it", () => {
    for (const { scripts, source } of gitlabJobs().filter((job) => "extends" in job.source)) {
      expect(source.extends).toBe(".onboard-aws");
      expect(scripts[0]).toBe("umask 077");
    }
  });

  it("shows the check's findings in the merge request, and keeps the plan from the public", () => {
    const [check, plan] = gitlabJobs();
    expect(check?.source.artifacts).toMatchObject({
      when: "always",
      reports: { codequality: "gl-code-quality-report.json" },
    });
    expect(plan?.source.artifacts).toMatchObject({ access: "developer", paths: ["plan.json"] });
  });
});
