import type { ProgramCaller } from "./command-line.ts";
import { PACKAGE_NAME } from "./command-line.ts";
import { quoteArgument, type Shell } from "./shell-words.ts";

/** What is known of how this process was started. */
export interface ProgramStart {
  /** The file that Node was told to run. */
  readonly script: string;
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly shell: Shell;
  /** `onboard`, typed here, is this very program. */
  readonly onSearchPath: boolean;
  /** The project of the working directory is this very package, or depends on it. */
  readonly inProject: boolean;
  /** What a package manager fetched this program by, into a cache of its own: `amplify-onboard@1.2.3`, `./onboard.tgz`. */
  readonly fetched?: string;
}

interface PackageManager {
  /** Runs a program of the project's packages. */
  readonly local: string;
  /** Fetches a package and runs its program. */
  readonly fetch: string;
  /** Runs a script of the project's package.json with further arguments. */
  readonly script: (name: string) => string;
}

const PACKAGE_MANAGERS: Readonly<Record<string, PackageManager>> = {
  pnpm: { local: "pnpm exec", fetch: "pnpm dlx", script: (name) => `pnpm run ${name}` },
  yarn: { local: "yarn run", fetch: "yarn dlx", script: (name) => `yarn run ${name}` },
  bun: { local: "bun run", fetch: "bunx", script: (name) => `bun run ${name}` },
};

/** `--` is quoted for PowerShell, which would keep it from npm. */
const npm = (shell: Shell): PackageManager => ({
  local: "npx",
  fetch: "npx",
  script: (name) => `npm run ${name} ${quoteArgument(shell, "--")}`,
});

/** How the program is called again from where it was started: the same way, and where there is a shorter one that is surely it, so. */
export function callerOf(start: ProgramStart): ProgramCaller {
  return { program: programOf(start), shell: start.shell };
}

function programOf(start: ProgramStart): string {
  const { shell, env, fetched } = start;
  const [agent = ""] = (env.npm_config_user_agent ?? "").split("/");
  const manager = PACKAGE_MANAGERS[agent] ?? npm(shell);
  const script = scriptOf(start);
  if (script !== undefined) return manager.script(quoteArgument(shell, script));
  if (start.onSearchPath) return "onboard";
  if (start.inProject) return `${manager.local} onboard`;
  if (fetched !== undefined) return `${manager.fetch} ${quoteArgument(shell, fetched)}`;
  if (isUnpackedForJob(start)) return npm(shell).script("onboard");
  return `node ${quoteArgument(shell, fromHere(start.script, start.cwd))}`;
}

/**
 * A pipeline unpacks the program into a folder that is gone with the job: whoever reads the job's log has it in the team's
 * repository, as `onboard init` puts it there.
 */
function isUnpackedForJob({ env, script, cwd }: ProgramStart): boolean {
  const isJob = env.CI !== undefined && env.CI !== "" && env.CI !== "false";
  const folders = [env.RUNNER_TEMP, env.TMPDIR, "/tmp"];
  const isBelow = (folder: string | undefined) => folder !== undefined && isInside(script, folder);
  return isJob && !isInside(script, cwd) && folders.some(isBelow);
}

/** The script of package.json that runs this program and nothing else: one with arguments of its own takes no other command. */
function scriptOf({ env, script }: ProgramStart): string | undefined {
  const { npm_lifecycle_event: name, npm_lifecycle_script: text = "" } = env;
  if (name === undefined || name === "npx") return undefined;
  const [program = "", ...before] = text
    .split(/\s+/)
    .map((word) => word.replace(/^["']|["']$/g, ""))
    .reverse();
  const isAlone = before.every((word) => /^(node|npx|-.*|\w+=.*)$/.test(word));
  const isThis = ["onboard", PACKAGE_NAME].includes(program) || endsWith(script, program);
  return isAlone && isThis ? name : undefined;
}

function endsWith(script: string, program: string): boolean {
  const end = slashed(program).replace(/^(\.{1,2}\/)+/, "");
  return end.includes("/") && `/${slashed(script)}`.endsWith(`/${end}`);
}

/** Below the working directory from there, else in full. */
function fromHere(file: string, cwd: string): string {
  return isInside(file, cwd) ? file.slice(cwd.length + 1) : file;
}

function isInside(file: string, folder: string): boolean {
  return slashed(file).startsWith(`${slashed(folder).replace(/\/$/, "")}/`);
}

function slashed(path: string): string {
  return path.replaceAll("\\", "/");
}
