import { spawn } from "node:child_process";
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** How a child process ended and everything it wrote. */
export interface Finished {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a program to its end with this environment and standard input. Rejects when it cannot be started. */
export function run(
  program: string,
  args: readonly string[],
  { env, input = "" }: { env: NodeJS.ProcessEnv; input?: string },
): Promise<Finished> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { env, stdio: "pipe" });
    const output = { stdout: "", stderr: "" };
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      output.stdout += text;
    });
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      output.stderr += text;
    });
    child.on("error", reject);
    child.on("close", (code) => resolve({ code, ...output }));
    // A program that ends without reading its input closes the pipe; how it ended is told by "close".
    child.stdin.on("error", () => undefined).end(input);
  });
}

/** An environment in which AWS clients see nothing but the simulator: an empty home, fake keys, no instance metadata. */
export async function awsEnvironment(url: string, region = "us-east-1"): Promise<NodeJS.ProcessEnv> {
  return {
    PATH: process.env.PATH,
    HOME: await mkdtemp(join(tmpdir(), "onboard-interop-")),
    LANG: "C.UTF-8",
    AWS_ENDPOINT_URL: url,
    AWS_REGION: region,
    AWS_DEFAULT_REGION: region,
    AWS_ACCESS_KEY_ID: "AKIASIMULATED",
    AWS_SECRET_ACCESS_KEY: "simulated",
    AWS_EC2_METADATA_DISABLED: "true",
    AWS_PAGER: "",
    PYTHONDONTWRITEBYTECODE: "1",
  };
}

/** Fails, saying what to install, unless a program runs in this environment: a missing tool must not pass for a success. */
export async function requireTool(program: string, args: readonly string[], env: NodeJS.ProcessEnv): Promise<void> {
  const finished = await run(program, args, { env }).catch((error: Error) => error);
  if (!(finished instanceof Error) && finished.code === 0) return;
  const why = finished instanceof Error ? finished.message : finished.stderr;
  throw new Error(`This test needs \`${[program, ...args].join(" ")}\` to work. Install it and run again.\n${why}`);
}
