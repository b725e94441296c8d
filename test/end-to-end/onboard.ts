import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";

const BINARY = fileURLToPath(new URL("../../dist/cli/main.js", import.meta.url));
const GUARD = new URL("../loopback-guard.mjs", import.meta.url).href;

/**
 * The folder in which the built program looks for others, and in which it is itself, as after an installation. The
 * machine's `aws`, which verification would start, is not there: it takes a second each time, and `test/interop` has it.
 */
export const PROGRAMS = mkdtempSync(path.join(tmpdir(), "onboard-programs-"));
for (const program of ["git", "npm", "npx", "sh"]) {
  const folders = (process.env.PATH ?? "").split(path.delimiter);
  const found = folders.map((folder) => path.join(folder, program)).find((file) => existsSync(file));
  if (found !== undefined) symlinkSync(found, path.join(PROGRAMS, program));
}
symlinkSync(process.execPath, path.join(PROGRAMS, "node"));
symlinkSync(BINARY, path.join(PROGRAMS, "onboard"));
process.once("exit", () => rmSync(PROGRAMS, { recursive: true, force: true }));

export interface Finished {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Options {
  readonly cwd: string;
  /** The simulator's URL; without it the program has no AWS to reach. */
  readonly endpoint?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly input?: string;
  /** Another Node than the one that the tests run on. */
  readonly node?: string;
  /** A program that starts ours, with its first arguments. */
  readonly through?: readonly [program: string, ...args: string[]];
  /** Called with the program's stderr so far; may send it a signal. */
  /** Called when the program has been started, with a way to send it a signal. */
  readonly onStart?: (kill: (signal: NodeJS.Signals) => void) => void;
  readonly onStderr?: (text: string, kill: (signal: NodeJS.Signals) => void) => void;
}

/** Types a command line as a user would: the built program, in a folder and with an environment of its own. */
export function onboard(args: readonly string[], options: Options): Promise<Finished> {
  const [program, ...rest] = [...(options.through ?? []), options.node ?? process.execPath, BINARY, ...args];
  const child = spawn(program ?? "", rest, {
    cwd: options.cwd,
    env: environment(options),
    stdio: ["pipe", "pipe", "pipe"],
  });
  options.onStart?.((signal) => child.kill(signal));
  let stdout = "";
  let stderr = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    stdout += text;
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    stderr += text;
    options.onStderr?.(stderr, (signal) => child.kill(signal));
  });
  child.stdin.end(options.input ?? "");
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code) => {
      if (stderr.includes("LEFT THE MACHINE")) reject(new Error(stderr));
      else resolve({ code, stdout, stderr });
    });
  });
}

/** An empty folder to work in. */
export function emptyFolder(): Promise<string> {
  return mkdtemp(path.join(tmpdir(), "onboard-"));
}

function environment({ cwd, endpoint, env }: Options): NodeJS.ProcessEnv {
  return {
    PATH: PROGRAMS,
    HOME: cwd,
    USERPROFILE: cwd,
    // Programs that it starts in turn are guarded too.
    NODE_OPTIONS: `--import ${GUARD}`,
    AWS_EC2_METADATA_DISABLED: "true",
    ...(endpoint === undefined
      ? {}
      : {
          AWS_ENDPOINT_URL: endpoint,
          AWS_REGION: "us-east-1",
          AWS_ACCESS_KEY_ID: "simulator",
          AWS_SECRET_ACCESS_KEY: "simulator",
        }),
    ...env,
  };
}
