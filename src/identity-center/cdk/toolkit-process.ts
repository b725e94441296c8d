import { spawn } from "node:child_process";
import { ownTerms, startOf, systemProgram } from "../../files/windows-start.ts";

/** A program and the arguments that it always gets. */
export interface Program {
  readonly file: string;
  readonly args: readonly string[];
}

export interface ProcessInput {
  readonly program: Program;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly folder: string;
  /** Milliseconds. */
  readonly longestWait: number;
  readonly signal?: AbortSignal | undefined;
  readonly onLine?: (line: string) => void;
}

/** How a program ended; `code` is null when it could not be started or was ended. */
export interface Ended {
  readonly code: number | null;
  /** What it said last, on both channels, line by line. */
  readonly lines: readonly string[];
}

/** Lines of a program's output that are kept, and characters of one line. */
const KEPT_LINES = 200;
const KEPT_CHARACTERS = 2_000;
/** Between the polite and the other way to end a program, in milliseconds. */
const GRACE = 3_000;

/**
 * Runs a program in a folder and an environment of its own, and ends it, with whatever it started, when the signal or its
 * time says so. Never throws, and puts nothing on the terminal.
 */
export async function runProcess(input: ProcessInput): Promise<Ended> {
  const { program, args, env, folder, longestWait, signal, onLine } = input;
  const { platform } = process;
  const start = await startOf(program.file, [...program.args, ...args], { env, platform });
  return new Promise((resolve) => {
    const child = spawn(start.file, [...start.args], {
      ...ownTerms(start, env),
      cwd: folder,
      stdio: ["ignore", "pipe", "pipe"],
      windowsHide: true,
      // A group of its own: Ctrl-C is for us to pass on, and npx does not die alone.
      detached: platform !== "win32",
    });
    const lines: string[] = [];
    const keep = (line: string) => {
      onLine?.(line);
      lines.push(line.slice(0, KEPT_CHARACTERS));
      if (lines.length > KEPT_LINES) lines.shift();
    };
    const readers = [child.stdout, child.stderr].map((stream) => {
      const reader = lineReader(keep);
      stream.setEncoding("utf8").on("data", reader.take);
      return reader;
    });
    let insisting: NodeJS.Timeout | undefined;
    const end = () => {
      endGroup(child.pid, "SIGTERM", env);
      insisting ??= setTimeout(() => endGroup(child.pid, "SIGKILL", env), GRACE);
    };
    const timer = setTimeout(end, longestWait);
    signal?.addEventListener("abort", end, { once: true });
    if (signal?.aborted) end();
    const finish = (code: number | null) => {
      clearTimeout(timer);
      clearTimeout(insisting);
      signal?.removeEventListener("abort", end);
      for (const reader of readers) reader.finish();
      resolve({ code, lines });
    };
    child.on("error", ({ message }) => {
      keep(message);
      finish(null);
    });
    child.on("close", finish);
  });
}

/** Hands on whole lines. A line that never ends is cut, so that no program fills the memory. */
function lineReader(keep: (line: string) => void) {
  let rest = "";
  return {
    take: (text: string) => {
      const parts = (rest + text).split(/\r?\n/);
      rest = (parts.pop() ?? "").slice(-2 * KEPT_CHARACTERS);
      for (const line of parts) keep(line);
    },
    finish: () => {
      if (rest !== "") keep(rest);
      rest = "";
    },
  };
}

function endGroup(pid: number | undefined, signal: "SIGTERM" | "SIGKILL", env: Readonly<Record<string, string>>): void {
  if (pid === undefined) return;
  if (process.platform === "win32") {
    spawn(systemProgram("taskkill.exe", env), ["/pid", `${pid}`, "/T", "/F"], { stdio: "ignore" }).on(
      "error",
      () => undefined,
    );
    return;
  }
  try {
    process.kill(-pid, signal);
  } catch {
    // It has ended by itself meanwhile.
  }
}
