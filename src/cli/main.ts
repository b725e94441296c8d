#!/usr/bin/env node
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

const streams = [process.stdout, process.stderr].map(endureFailures);

const { argv, env, platform } = process;
const { cwd, obstacle } = workingDirectory();
wordCommandsFor(() => callerOf(readProgramStart({ argv, env, platform, cwd })));

const { stdin, stdout, stderr } = process;
const io = { stdin, stdout, stderr, env, cwd, ownVariables };
const answer = await quickAnswer(argv.slice(2), io);
if (answer !== undefined) stdout.write(answer);
const code = answer === undefined ? await (await import("./run.ts")).run(argv.slice(2), io, obstacle) : 0;

// Who closed the pipe has read enough; that a disk is full has to be said, and changes nothing of what was done.
const [lost] = streams.flatMap((failure) => failure() ?? []).filter((error) => error.code !== "EPIPE");
if (lost !== undefined) stderr.write(`Not everything could be shown: ${lost.message}\n`);

// What still waits for its turn (look-ups of a run that failed) must not keep a finished program alive.
process.exitCode = code;
stdout.write("", () => stderr.write("", () => process.exit()));
