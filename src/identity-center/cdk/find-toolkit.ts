import { OnboardError } from "../../core/errors/onboard-error.ts";
import { machineProgram, machineSearchPath, type Variables } from "../../files/search-path.ts";
import { toolkitEnvironment } from "./toolkit-environment.ts";
import { type Program, runProcess } from "./toolkit-process.ts";
import { lastWords, wordsOfNpm } from "./toolkit-words.ts";

/** What is fetched where no toolkit is installed: https://docs.aws.amazon.com/cdk/v2/guide/getting-started.html */
const PACKAGE = "aws-cdk@2";

/** Milliseconds: an installed toolkit answers in one or two seconds; fetching it depends on the network. */
const LONGEST_WAIT = { installed: 30_000, fetching: 300_000 };

const known = new Map<string, Promise<Program>>();

/**
 * The CDK's toolkit: `cdk` on the search path if its version is 2 or later, else what npx fetches from the registry that
 * npm is set up for. Asked once in a process, and run in `folder`. Throws where there is neither, and where npx cannot
 * fetch it.
 */
export function findToolkit(env: Variables, folder: string): Promise<Program> {
  const path = machineSearchPath(env, process.platform).join("\n");
  const toolkit = known.get(path) ?? choose(env, folder);
  known.set(path, toolkit);
  return toolkit;
}

async function choose(env: Variables, folder: string): Promise<Program> {
  const kept = toolkitEnvironment(env, process.platform, folder);
  const ask = (program: Program, longestWait: number) =>
    runProcess({ program, args: ["--version"], env: kept, folder, longestWait });
  const installed = await machineProgram("cdk", env, process.platform);
  if (installed !== undefined) {
    const program = { file: installed, args: [] };
    const { code, lines } = await ask(program, LONGEST_WAIT.installed);
    if (code === 0 && majorIn(lines) >= 2) return program;
  }
  const npx = await machineProgram("npx", env, process.platform);
  if (npx === undefined) {
    throw noToolkit("neither a cdk of version 2 nor npx is on the search path.");
  }
  const fetched = { file: npx, args: ["--yes", PACKAGE] };
  const { code, lines } = await ask(fetched, LONGEST_WAIT.fetching);
  if (code === 0 && majorIn(lines) >= 2) return fetched;
  const said = wordsOfNpm(lines) || lastWords(lines, []);
  throw noToolkit(`npx could not fetch ${PACKAGE}${said === "" ? "." : `: ${said}`}`);
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
