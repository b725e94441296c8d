import { spawn } from "node:child_process";
import { readFile } from "node:fs/promises";
import path from "node:path";
import type { Call, SimulatorProcess } from "./simulator-process.ts";
import { BINARY } from "./simulator-process.ts";

/** What one run of the program took. */
export interface Measured {
  /** From start to end, with the start of the program. */
  readonly seconds: number;
  /** From the first change to the end, the look after it included. */
  readonly changing: number;
  readonly megabytes: number;
  readonly calls: readonly Call[];
}

/** Whether a call changes something. */
export function isMutation({ operation }: Call): boolean {
  return /^(Create|Attach|Put|Provision|Update|Tag|Delete)/.test(operation);
}

/** Runs the built program against a simulator and measures it. Throws when it does not end with 0. */
export async function measure(simulator: SimulatorProcess, folder: string, args: readonly string[]): Promise<Measured> {
  await simulator.calls();
  const memory = path.join(folder, "memory");
  const start = performance.now();
  const startedAt = Date.now();
  const { code, output } = await run(process.execPath, [BINARY, ...args], folder, simulator.url, {
    NODE_OPTIONS: `--import ${new URL("peak-memory.mjs", import.meta.url).href}`,
    PEAK_MEMORY_FILE: memory,
  });
  const seconds = (performance.now() - start) / 1000;
  if (code !== 0) throw new Error(`onboard ${args.join(" ")} ended with ${code}:\n${output.slice(-3_000)}`);
  const calls = await simulator.calls();
  const first = calls.find(isMutation);
  const reading = first === undefined ? seconds : (Date.parse(first.time) - startedAt) / 1000;
  return { seconds, changing: seconds - reading, megabytes: Number(await readFile(memory, "utf8")), calls };
}

/** Runs a command in an environment that knows nothing but the simulator. */
export function run(
  command: string,
  args: readonly string[],
  cwd: string,
  endpoint: string,
  env: Readonly<Record<string, string>> = {},
): Promise<{ readonly code: number | null; readonly output: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd,
      env: {
        PATH: process.env.PATH,
        HOME: cwd,
        CI: "true",
        AWS_ENDPOINT_URL: endpoint,
        AWS_REGION: "us-east-1",
        AWS_DEFAULT_REGION: "us-east-1",
        AWS_ACCESS_KEY_ID: "simulator",
        AWS_SECRET_ACCESS_KEY: "simulator",
        AWS_EC2_METADATA_DISABLED: "true",
        ...env,
      },
      stdio: ["ignore", "pipe", "pipe"],
    });
    let output = "";
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding("utf8").on("data", (text: string) => {
        output += text;
      });
    child.on("error", reject);
    child.on("close", (code) => resolve({ code, output }));
  });
}
