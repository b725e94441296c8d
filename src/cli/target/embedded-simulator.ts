import { mkdir } from "node:fs/promises";
import path from "node:path";
import { OnboardError } from "../../core/errors/onboard-error.ts";
import { refuseUnlessFile } from "../../files/read-file.ts";
import type { RunningSimulator, SimulatorOptions } from "../../simulator/start.ts";
import type { Io } from "../terminal/io.ts";

const STATE_FILE = path.join(".onboard", "simulator.json");
/** Fast enough not to bore, slow enough to see the progress that AWS would show. */
export const SIMULATED_SPEED = 10;

/**
 * The simulator of `--simulate`: it keeps its world in a file, so that a second run finds what the first did, and the
 * developer's command what the admin's did.
 */
export async function startEmbeddedSimulator(
  file: string | true,
  io: Io,
  approve?: SimulatorOptions["approve"],
): Promise<RunningSimulator> {
  const { startSimulator } = await import("../../simulator/start.ts");
  const state = path.resolve(io.cwd, file === true ? STATE_FILE : file);
  await mkdir(path.dirname(state), { recursive: true, mode: 0o700 });
  try {
    await refuseUnlessFile(state);
    return await startSimulator({ state, speed: SIMULATED_SPEED, ...(approve === undefined ? {} : { approve }) });
  } catch (error) {
    throw new OnboardError(
      {
        kind: "invalid-input",
        message: `The simulator cannot start from ${state}: ${(error as Error).message}`,
        remedy: "Delete the file to start anew, or name another one with --simulate FILE.",
      },
      { cause: error },
    );
  }
}
