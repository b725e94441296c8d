import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { constants } from "node:os";
import { isatty } from "node:tty";
import { type Start, spawnTerms } from "../../files/windows-start.ts";

/** How a program ended: its exit code, as shells count one that a signal ended; or why it could not be started. */
export type ProgramEnd = { readonly code: number } | { readonly error: NodeJS.ErrnoException };

/** What others send a process. On Windows there is no passing on: consoles tell all that are attached. */
const PASSED_ON: readonly NodeJS.Signals[] = process.platform === "win32" ? [] : ["SIGTERM", "SIGHUP", "SIGUSR2"];
/** What a terminal sends to all of its foreground. */
const OF_TERMINAL: readonly NodeJS.Signals[] = ["SIGINT", "SIGQUIT", "SIGBREAK"];

/**
 * Runs a program as if it had been typed itself: on this process's own input, output and terminal, in its process group, with the
 * signals that it is sent. It decides what to do with each; this process goes on until the program has ended.
 */
export function startProgram(start: Start, env: NodeJS.ProcessEnv): Promise<ProgramEnd> {
  const listeners: (readonly [NodeJS.Signals, () => void])[] = [];
  return new Promise<ProgramEnd>((resolve) => {
    // They are there before the program is: none may end us in between, and leave it alone.
    const waiting: NodeJS.Signals[] = [];
    let pass = (signal: NodeJS.Signals): void => void waiting.push(signal);
    for (const signal of OF_TERMINAL) listeners.push([signal, () => heardAlike() || pass(signal)]);
    for (const signal of PASSED_ON) listeners.push([signal, () => pass(signal)]);
    for (const [signal, listener] of listeners) process.on(signal, listener);

    const child = spawn(start.file, [...start.args], { env, stdio: "inherit", ...spawnTerms(start) });
    pass = (signal) => void child.kill(signal);
    for (const signal of waiting) pass(signal);
    child.on("error", (error: NodeJS.ErrnoException) => child.pid === undefined && resolve({ error }));
    child.on("exit", (code, signal) => resolve({ code: code ?? 128 + constants.signals[signal ?? "SIGHUP"] }));
  }).finally(() => {
    for (const [signal, listener] of listeners) process.off(signal, listener);
  });
}

/**
 * Whether Ctrl-C on a terminal has reached the program as well. Passed on, it would hear that twice, and give up what it
 * does on the first. Linux tells whether this is the foreground (proc(5): `pgrp` and `tpgid`).
 */
function heardAlike(): boolean {
  if (process.platform === "win32") return true;
  if (![0, 1, 2].some((stream) => isatty(stream))) return false;
  try {
    const fields = readFileSync("/proc/self/stat", "utf8").split(") ").at(-1)?.split(" ") ?? [];
    return fields[2] === fields[5];
  } catch {
    return true;
  }
}
