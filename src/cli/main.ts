#!/usr/bin/env node
// Bundled as CommonJS, which Node has sooner than an ES module; so nothing is awaited at the top, and what does more than answer is loaded late.
import { wordCommandsFor } from "../core/text/command-line.ts";
import { callerOf } from "../core/text/program-start.ts";
import { quickAnswer } from "./quick-answer.ts";
import { endureFailures } from "./terminal/enduring-stream.ts";
import { readProgramStart } from "./terminal/program-start.ts";
import { workingDirectory } from "./terminal/working-directory.ts";

// The SDK warns on every run that it will drop Node 20; when we do is our decision (docs/decisions/0002-node-20.md).
const silenced = "AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED";
const ownVariables = process.env[silenced] === undefined ? [silenced] : [];
process.env[silenced] ??= "true";

const { argv, env, platform } = process;
const { cwd, obstacle } = workingDirectory();
wordCommandsFor(() => callerOf(readProgramStart({ argv, env, platform, cwd })));

const args = argv.slice(2);

async function main(): Promise<void> {
  const { stdout } = process;
  const failures = [endureFailures(stdout)];
  const answer = await quickAnswer(args, { stdout, env, cwd });
  if (answer !== undefined) await new Promise<void>((done) => stdout.write(answer, () => done()));
  const code = answer === undefined ? await runProgram(failures) : 0;

  // Who closed the pipe has read enough; that a disk is full has to be said, and changes nothing of what was done.
  const [lost] = failures.flatMap((failure) => failure() ?? []).filter((error) => error.code !== "EPIPE");
  if (lost !== undefined) process.stderr.write(`Not everything could be shown: ${lost.message}\n`);
  process.exitCode = code;
  // What still waits for its turn (look-ups of a run that failed) must not keep a finished program alive.
  if (answer === undefined) stdout.write("", () => process.stderr.write("", () => process.exit()));
}

/** Streams are made when they are asked for, so only here. */
async function runProgram(failures: (() => NodeJS.ErrnoException | undefined)[]): Promise<number> {
  const { stdin, stdout, stderr } = process;
  failures.push(endureFailures(stderr));
  const { run } = await import("./run.ts");
  return run(args, { stdin, stdout, stderr, env, cwd, ownVariables }, obstacle);
}

// Where nothing is left to wait for before the end is reached, that is no success.
process.exitCode = 1;
void main();
