import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { OnboardError } from "../../core/errors/onboard-error.ts";
import { machineProgram, machineSearchPath, type Variables } from "../../files/search-path.ts";
import { fetchToolkit, PINNED_PACKAGE } from "./fetch-toolkit.ts";
import { toolkitEnvironment } from "./toolkit-environment.ts";
import { type Program, runProcess } from "./toolkit-process.ts";
import { lastWords, wordsOfNpm } from "./toolkit-words.ts";

/** Milliseconds: an installed toolkit answers in one or two seconds. */
const LONGEST_WAIT = 30_000;

const known = new Map<string, Promise<Program>>();

/**
 * The CDK's toolkit: `cdk` on the search path if its version is 2 or later, else the pinned one, fetched by npm. Asked once in
 * a process, and run in `folder` with the environment `kept`. Throws where there is neither, and where npm cannot fetch it.
 */
export function findToolkit(env: Variables, folder: string, kept: Readonly<Record<string, string>>): Promise<Program> {
  const searched = machineSearchPath(env, process.platform).join("\n");
  const toolkit = known.get(searched) ?? choose(env, folder, kept);
  known.set(searched, toolkit);
  return toolkit;
}

/** Whether a toolkit has to be fetched before anything can be bootstrapped: none that would do is installed. */
export async function lacksToolkit(env: Variables): Promise<boolean> {
  const folder = await mkdtemp(path.join(tmpdir(), "onboard-cdk-"));
  try {
    return (await installedToolkit(env, folder, toolkitEnvironment(env, process.platform, folder))) === undefined;
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 3 });
  }
}

async function installedToolkit(env: Variables, folder: string, kept: Readonly<Record<string, string>>) {
  const file = await machineProgram("cdk", env, process.platform);
  if (file === undefined) return undefined;
  const program: Program = { file, args: [] };
  const asked = { program, args: ["--version"], env: kept, folder, longestWait: LONGEST_WAIT };
  const { code, lines } = await runProcess(asked);
  return code === 0 && majorIn(lines) >= 2 ? program : undefined;
}

async function choose(env: Variables, folder: string, kept: Readonly<Record<string, string>>): Promise<Program> {
  const installed = await installedToolkit(env, folder, kept);
  if (installed !== undefined) return installed;
  const npm = await machineProgram("npm", env, process.platform);
  if (npm === undefined) throw noToolkit("neither a cdk of version 2 nor npm is on the search path.");
  const fetched = await fetchToolkit(npm, kept);
  if ("program" in fetched) return fetched.program;
  const { lines } = fetched.ended;
  const said = wordsOfNpm(lines) || lastWords(lines, []);
  throw noToolkit(`npm could not fetch ${PINNED_PACKAGE}${said === "" ? "." : `: ${said}`}`);
}

function noToolkit(why: string): OnboardError {
  return new OnboardError({
    kind: "failed",
    message: `The CDK's own toolkit, which bootstraps accounts, could not be run: ${why}`,
    remedy:
      "Install it (npm install --global aws-cdk), or see that npm reaches its registry (npm ping). Then run the same command again.",
  });
}

/** `2.1148.1 (build 1a2b3c)` */
function majorIn(lines: readonly string[]): number {
  const [, major = "0"] = /^(\d{1,4})\.\d+\.\d+/m.exec(lines.join("\n")) ?? [];
  return Number(major);
}
