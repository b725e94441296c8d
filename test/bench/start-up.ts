import { spawnSync } from "node:child_process";
import { BINARY } from "./simulator-process.ts";

/** What a command that asks nobody takes, beside Node alone: medians of runs that took turns, in milliseconds. */
export interface StartUpRow {
  readonly command: string;
  readonly milliseconds: number;
  readonly node: number;
}

const RUNS = 15;

const COMMANDS: Readonly<Record<string, readonly string[]>> = {
  "onboard --version": ["--version"],
  "onboard --help": ["--help"],
  "completion of a flag": ["__complete", "bash", "onboard --em", "--em"],
};

/** Each run of a command is followed by one of `node -e 0`, so that what disturbs the one disturbs the other. */
export function measureStartUp(): readonly StartUpRow[] {
  return Object.entries(COMMANDS).map(([command, args]) => {
    const pairs = Array.from({ length: RUNS + 1 }, () => [timeOf([BINARY, ...args]), timeOf(["-e", "0"])] as const);
    // The first of all reads the disk.
    const measured = pairs.slice(1);
    return {
      command,
      milliseconds: median(measured.map(([own]) => own)),
      node: median(measured.map(([, bare]) => bare)),
    };
  });
}

function timeOf(args: readonly string[]): number {
  const start = performance.now();
  const { status } = spawnSync(process.execPath, args, { stdio: "ignore" });
  if (status !== 0) throw new Error(`node ${args.join(" ")} ended with ${status}`);
  return performance.now() - start;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}
