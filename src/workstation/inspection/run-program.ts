import { spawn } from "node:child_process";
import { timeLimits } from "../../aws/time-limits.ts";
import { ownTerms, startOf } from "../../files/windows-start.ts";

/** How a program ended; `code` is null when it could not be started or took too long. */
export interface ProgramExit {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * Runs a program, given by its whole path, without a shell of its own, in this environment and nothing else, for no longer than a call to AWS may take. Never
 * throws: an interruption ends it, too.
 */
export async function runProgram(
  program: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  signal?: AbortSignal,
): Promise<ProgramExit> {
  const start = await startOf(program, args, { env, platform: process.platform });
  return new Promise((resolve) => {
    const timeUp = AbortSignal.timeout(timeLimits(env).allTries);
    const child = spawn(start.file, [...start.args], {
      ...ownTerms(start, env),
      stdio: ["ignore", "pipe", "pipe"],
      signal: signal === undefined ? timeUp : AbortSignal.any([signal, timeUp]),
    });
    let stdout = "";
    let stderr = "";
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      stdout += text;
    });
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      stderr += text;
    });
    // Comes at once when it is ended from here, whatever the programs that it started in turn still hold open.
    child.on("error", () => resolve({ code: null, stdout, stderr }));
    child.on("close", (code) => resolve({ code, stdout, stderr }));
  });
}
