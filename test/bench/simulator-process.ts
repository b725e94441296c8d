import { spawn } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import type { SimulatorOptions } from "../../src/simulator/start.ts";

export const BINARY = fileURLToPath(new URL("../../dist/cli/main.js", import.meta.url));

/** A simulator in a process of its own, so that it shares neither memory nor a processor with what is measured. */
export interface SimulatorProcess {
  readonly url: string;
  /** The calls since the last time this was asked. */
  calls(): Promise<readonly Call[]>;
  stop(): Promise<void>;
}

/** One call, as the simulator logs it. */
export interface Call {
  /** When it was answered, as a date of ISO 8601. */
  readonly time: string;
  readonly service: string;
  readonly operation: string;
  readonly status: number;
  readonly error?: string;
}

/** Starts the built program's simulator, `speed` times as fast as AWS. */
export async function startSimulatorProcess(
  folder: string,
  organization: NonNullable<SimulatorOptions["organization"]>,
  speed: number,
): Promise<SimulatorProcess> {
  const file = path.join(folder, "organization.json");
  await writeFile(file, JSON.stringify(organization));
  return startProcess(folder, (log) => [BINARY, "simulator", "--org", file, "--speed", `${speed}`, "--log", log]);
}

/** Starts a wire that answers as the largest organization there is, and holds none of it. */
export function startLargeOrganization(folder: string): Promise<SimulatorProcess> {
  return startProcess(folder, (log) => [fileURLToPath(new URL("large-organization.mjs", import.meta.url)), log]);
}

async function startProcess(folder: string, argsWith: (log: string) => string[]): Promise<SimulatorProcess> {
  const log = path.join(folder, "calls.jsonl");
  const child = spawn(process.execPath, argsWith(log), { stdio: ["ignore", "pipe", "inherit"] });
  const url = await new Promise<string>((resolve, reject) => {
    let text = "";
    child.stdout.setEncoding("utf8").on("data", (more: string) => {
      text += more;
      const found = /http:\/\/127\.0\.0\.1:\d+/.exec(text)?.[0];
      if (found !== undefined) resolve(found);
    });
    child.on("exit", () => reject(new Error(`the simulator did not start: ${text}`)));
  });
  let read = 0;
  return {
    url,
    calls: async () => {
      const lines = (await readFile(log, "utf8")).split("\n").filter((line) => line !== "");
      const fresh = lines.slice(read).map((line) => JSON.parse(line) as Call);
      read = lines.length;
      return fresh;
    },
    stop: () =>
      new Promise((resolve) => {
        child.removeAllListeners("exit").on("exit", () => resolve());
        child.kill("SIGTERM");
      }),
  };
}
