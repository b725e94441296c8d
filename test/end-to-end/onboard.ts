import { spawn } from "node:child_process";
import { mkdtempSync, symlinkSync } from "node:fs";
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";

const BINARY = fileURLToPath(new URL("../../dist/cli/main.js", import.meta.url));

/** A folder in which `onboard` is the program that is tested, as after an installation. */
const INSTALLED = mkdtempSync(path.join(tmpdir(), "onboard-installed-"));
symlinkSync(BINARY, path.join(INSTALLED, "onboard"));
const GUARD = new URL("../loopback-guard.mjs", import.meta.url).href;

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
  /** Called with the program's stderr so far; may send it a signal. */
  readonly onStderr?: (text: string, kill: (signal: NodeJS.Signals) => void) => void;
}

/** Types a command line as a user would: the built program, in a folder and with an environment of its own. */
export function onboard(args: readonly string[], options: Options): Promise<Finished> {
  const child = spawn(process.execPath, [BINARY, ...args], {
    cwd: options.cwd,
    env: environment(options),
    stdio: ["pipe", "pipe", "pipe"],
  });
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
    PATH: [INSTALLED, process.env.PATH].join(path.delimiter),
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
