import type { Readable, Writable } from "node:stream";
import { createColors } from "picocolors";

export type Colors = ReturnType<typeof createColors>;

/** Where a command reads and writes. Results go to stdout; progress, questions and errors to stderr. */
export interface Io {
  readonly stdin: Readable & { readonly isTTY?: boolean };
  readonly stdout: Writable & { readonly isTTY?: boolean; readonly columns?: number };
  readonly stderr: Writable & { readonly isTTY?: boolean; readonly columns?: number };
  /** The environment as it was given: nobody changes it. */
  readonly env: Readonly<NodeJS.ProcessEnv>;
  /** Variables that this process has set for itself: no program of the user's gets them. */
  readonly ownVariables?: readonly string[];
  /** What was typed behind the program's name. */
  readonly argv?: readonly string[];
  /** The directory that relative paths start from. */
  readonly cwd: string;
}

/** Whether there is somebody to ask. */
export function isInteractive({ stdin, stderr, env }: Io): boolean {
  return stdin.isTTY === true && stderr.isTTY === true && env.CI === undefined;
}

/** Columns to fill: those of the terminal, up to a width that still reads well; 80 where there is none. */
export function widthOf({ stdout }: Pick<Io, "stdout">): number {
  return Math.max(60, Math.min(stdout.columns ?? 80, 120));
}

/** The same for prose that is read rather than compared: no wider than a page. */
export function proseWidthOf(io: Io): number {
  return Math.min(widthOf(io), 80);
}

/** Colours for a stream: https://no-color.org, `FORCE_COLOR`, else when the stream is a terminal. */
export function colorsFor(stream: { readonly isTTY?: boolean }, env: NodeJS.ProcessEnv): Colors {
  return createColors(wantsColor(stream, env));
}

function wantsColor(stream: { readonly isTTY?: boolean }, env: NodeJS.ProcessEnv): boolean {
  if (env.NO_COLOR) return false;
  if (env.FORCE_COLOR !== undefined) return env.FORCE_COLOR !== "0" && env.FORCE_COLOR !== "false";
  return obeysCodes(stream, env);
}

/** Whether a stream is a terminal that does what escape codes say: colours, and lines that are renewed. */
export function obeysCodes({ isTTY }: { readonly isTTY?: boolean }, env: NodeJS.ProcessEnv): boolean {
  return isTTY === true && env.TERM !== "dumb" && env.CI === undefined;
}

/** Writes lines, each ended. */
export function show(stream: Writable, lines: readonly string[]): void {
  if (lines.length > 0) stream.write(`${lines.join("\n")}\n`);
}
