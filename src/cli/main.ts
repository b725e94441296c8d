#!/usr/bin/env node
import { wordCommandsFor } from "../core/text/command-line.ts";
import { callerOf } from "../core/text/program-start.ts";
import { run } from "./run.ts";
import { readProgramStart } from "./terminal/program-start.ts";

// The SDK warns on every run that it will drop Node 20; when we do is our decision (docs/decisions/0002-node-20.md).
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= "true";

// A reader that closes the pipe early (`| head`) is no failure of ours.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code === "EPIPE") process.exit(0);
  throw error;
});

const { argv, env, platform } = process;
wordCommandsFor(() => callerOf(readProgramStart({ argv, env, platform, cwd: process.cwd() })));

const code = await run(process.argv.slice(2), {
  stdin: process.stdin,
  stdout: process.stdout,
  stderr: process.stderr,
  env: process.env,
  cwd: process.cwd(),
});

// What still waits for its turn (look-ups of a run that failed) must not keep a finished program alive.
process.exitCode = code;
process.stdout.write("", () => process.stderr.write("", () => process.exit()));
