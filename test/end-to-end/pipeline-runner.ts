import { execFile } from "node:child_process";
import { chmod, cp, mkdir, mkdtemp, readdir, readFile, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import type { Job, Step } from "../templates/pipeline.ts";
import { stepsOf } from "../templates/pipeline.ts";
import { emptyFolder, type Finished } from "./onboard.ts";

const GUARD = fileURLToPath(new URL("../loopback-guard.mjs", import.meta.url));

/** What the steps of a pipeline see of the world around them. */
export interface Runner {
  /** The checkout, or what a runner has left there. */
  readonly workspace: string;
  /** `RUNNER_TEMP`: a job begins with an empty one. */
  readonly temp: string;
  /** Where actions for artifacts put things, and get them from. */
  readonly artifacts: string;
  readonly env: Readonly<Record<string, string>>;
  /** What expressions and conditions are here, by their text. One that is not among them fails the test. */
  readonly values: Readonly<Record<string, string | boolean>>;
}

/** A job as it went: what it printed, the code of the step that ended it, its outputs and its summary. */
export interface Ran extends Finished {
  readonly outputs: string;
  readonly summary: string;
  /** The roles for which it had credentials. */
  readonly roles: readonly unknown[];
}

/** The program of a runner's search path: Node, kept on this machine. */
export async function searchPath(): Promise<string> {
  const folder = await emptyFolder();
  const node = path.join(folder, "node");
  await writeFile(node, `#!/bin/sh\nexec "${process.execPath}" --import "${GUARD}" "$@"\n`);
  await chmod(node, 0o755);
  return `${folder}:/usr/bin:/bin`;
}

/** Runs the steps of a job as GitHub's runner does: each script in a bash of its own, until one fails. */
export async function runSteps(steps: readonly Step[], runner: Runner): Promise<Ran> {
  const files = await mkdtemp(path.join(runner.artifacts, "..", "files-"));
  const output = path.join(files, "output");
  const summary = path.join(files, "summary.md");
  await Promise.all([writeFile(output, ""), writeFile(summary, "")]);
  const outputs = () => readFile(output, "utf8");
  let roles: readonly unknown[] = [];
  let last: Finished = { code: 0, stdout: "", stderr: "" };
  for (const step of steps) {
    if (step.if !== undefined && !conditionOf(step.if, runner, last.code === 0)) continue;
    if (step.if === undefined && last.code !== 0) continue;
    const made = await outputs();
    const value = (text: unknown) => filled(String(text), runner, made);
    if (step.uses?.startsWith("aws-actions/")) roles = [...roles, value(step.with?.["role-to-assume"])];
    if (step.uses?.includes("-artifact@")) last = joined(last, await artifact(step, runner, value));
    if (step.run === undefined) continue;
    const env = {
      ...runner.env,
      ...(roles.length === 0 ? {} : CREDENTIALS),
      RUNNER_TEMP: runner.temp,
      GITHUB_WORKSPACE: runner.workspace,
      GITHUB_OUTPUT: output,
      GITHUB_STEP_SUMMARY: summary,
      ...Object.fromEntries(Object.entries(step.env ?? {}).map(([name, text]) => [name, value(text)])),
    };
    const cwd = step["working-directory"] === undefined ? runner.workspace : value(step["working-directory"]);
    last = joined(last, await bash(["--noprofile", "--norc", "-eo", "pipefail", "-c", value(step.run)], cwd, env));
  }
  return { ...last, outputs: await outputs(), summary: await readFile(summary, "utf8"), roles };
}

export const runJob = (job: Job | undefined, runner: Runner): Promise<Ran> =>
  runSteps(job === undefined ? [] : stepsOf(job), runner);

/** Runs a job as GitLab's runner does: all its lines in one shell, in the project's folder. */
export function runScripts({ scripts, source }: Job, runner: Runner): Promise<Finished> {
  const variables = (source.variables ?? {}) as Readonly<Record<string, string>>;
  const env = { ...runner.env, TMPDIR: runner.temp, CI_PROJECT_DIR: runner.workspace, ...variables };
  return bash(["-c", ["set -eo pipefail", ...scripts].join("\n")], runner.workspace, env);
}

const CREDENTIALS = { AWS_ACCESS_KEY_ID: "simulator", AWS_SECRET_ACCESS_KEY: "simulator", AWS_REGION: "us-east-1" };

function bash(args: readonly string[], cwd: string, env: Readonly<Record<string, string>>): Promise<Finished> {
  return new Promise((resolve) => {
    const child = execFile("/bin/bash", args, { cwd, env }, (_, stdout, stderr) =>
      resolve({ code: child.exitCode, stdout, stderr }),
    );
  });
}

function joined(before: Finished, { code, stdout, stderr }: Finished): Finished {
  // A step that runs in spite of a failure does not mend it.
  return {
    code: before.code === 0 ? code : before.code,
    stdout: before.stdout + stdout,
    stderr: before.stderr + stderr,
  };
}

function filled(text: string, { values, temp }: Runner, outputs: string): string {
  return text.replace(/\$\{\{ (.*?) \}\}/g, (_, expression: string) => {
    if (expression === "runner.temp") return temp;
    const [, output] = /^steps\.[\w-]+\.outputs\.(\w+)$/.exec(expression) ?? [];
    if (output !== undefined) return new RegExp(`^${output}=(.*)$`, "m").exec(outputs)?.[1] ?? "";
    const value = values[expression];
    if (value === undefined) throw new Error(`nobody says what ${expression} is`);
    return String(value);
  });
}

function conditionOf(text: string, { values }: Runner, isGood: boolean): boolean {
  const always = /^always\(\)(?: && (.*))?$/.exec(text);
  const rest = always === null ? text : always[1];
  const value = rest === undefined ? true : values[rest];
  if (value === undefined) throw new Error(`nobody says whether ${rest}`);
  return value === true && (isGood || always !== null);
}

async function artifact(
  { uses, with: inputs = {} }: Step,
  { artifacts }: Runner,
  value: (text: unknown) => string,
): Promise<Finished> {
  const folder = path.join(artifacts, String(inputs.name));
  const paths = value(inputs.path).trim().split("\n");
  if (uses?.includes("/download-artifact@")) {
    await cp(folder, paths[0] ?? "", { recursive: true });
    return { code: 0, stdout: "", stderr: "" };
  }
  await mkdir(folder, { recursive: true });
  let count = 0;
  for (const file of paths) {
    const found = await stat(file).catch(() => undefined);
    if (found === undefined) continue;
    count += 1;
    const isWhole = paths.length === 1 && found.isDirectory();
    await cp(file, isWhole ? folder : path.join(folder, path.basename(file)), { recursive: true });
  }
  return { code: count === 0 && inputs["if-no-files-found"] === "error" ? 1 : 0, stdout: "", stderr: "" };
}

/** The files of an artifact, or none where there is no such artifact. */
export const artifactFiles = (runner: Runner, name: string): Promise<readonly string[]> =>
  readdir(path.join(runner.artifacts, name)).then(
    (files) => files.sort(),
    () => [],
  );
