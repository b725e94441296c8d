import { copyFile, cp, writeFile } from "node:fs/promises";
import path from "node:path";
import { expect } from "vitest";
import { type RunningSimulator, type SimulatorOptions, startSimulator } from "../../src/simulator/start.ts";
import { emptyFolder, onboard } from "./onboard.ts";

/** Beside the folder, in which nothing is that the program did not leave there. */
const stateFileOf = (folder: string) => `${folder}.state.json`;

/**
 * A folder with this team file in which one command has come to its end, and the organization as it then was: many tests go on
 * from copies of both instead of each typing the command again.
 */
export async function keep(team: string, ...args: readonly string[]): Promise<string> {
  const cwd = await emptyFolder();
  await writeFile(path.join(cwd, "team.csv"), team);
  const simulator = await startSimulator({ speed: 1000, state: stateFileOf(cwd) });
  const { code, stderr } = await onboard(args, { cwd, endpoint: simulator.url });
  await simulator.close();
  expect(code, stderr).toBe(0);
  return cwd;
}

/** A copy of a kept folder, and its organization going on. */
export async function goOn(
  kept: string,
  options: SimulatorOptions = {},
): Promise<{ readonly cwd: string; readonly simulator: RunningSimulator }> {
  const cwd = await emptyFolder();
  await cp(kept, cwd, { recursive: true });
  await copyFile(stateFileOf(kept), stateFileOf(cwd));
  return { cwd, simulator: await startSimulator({ speed: 1000, ...options, state: stateFileOf(cwd) }) };
}
