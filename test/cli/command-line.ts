import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { PassThrough } from "node:stream";
import { text } from "node:stream/consumers";
import { run } from "../../src/cli/run.ts";

export interface Typed {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Types a command line in this process, with an environment that holds what is given and nothing else. */
export async function typed(argv: readonly string[], cwd: string, env: NodeJS.ProcessEnv = {}): Promise<Typed> {
  const [stdout, stderr] = [new PassThrough(), new PassThrough()];
  const output = Promise.all([text(stdout), text(stderr)]);
  const stdin = new PassThrough();
  stdin.end();
  const code = await run(argv, { stdin, stdout, stderr, cwd, env: { HOME: cwd, PATH: process.env.PATH, ...env } });
  stdout.end();
  stderr.end();
  const [out, err] = await output;
  return { code, stdout: out, stderr: err };
}

/** Gives a folder to what is done in it, and removes it. */
export async function inFolder<Result>(doing: (folder: string) => Promise<Result>): Promise<Result> {
  const folder = await mkdtemp(path.join(tmpdir(), "onboard-formats-"));
  try {
    return await doing(folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}
