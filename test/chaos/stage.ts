import path from "node:path";
import { startSimulator } from "../../src/simulator/start.ts";
import type { FaultRule } from "./draw-faults.ts";
import type { Schedule } from "./schedule.ts";
import { countFaults, type Tally } from "./tally.ts";
import type { World } from "./world-lookup.ts";

/** The simulator of one schedule, through its restarts. */
export interface Stage {
  readonly initial: World;
  /** A folder that is removed with the stage. */
  readonly folder: string;
  readonly url: () => string;
  readonly world: () => World;
  /** From now on AWS misbehaves like this and no other way. */
  misbehave(faults: readonly FaultRule[]): void;
  /** Tells the listener of every request from now on, instead of the one before. */
  watch(listener: () => void): void;
  /** Ends the simulator and starts another from its state file. */
  restart(): Promise<void>;
  close(): Promise<void>;
}

/** Never strikes. It keeps a place in the list, since the simulator counts by places. */
const spent: FaultRule = { fault: "slow", operation: "None" };

export async function openStage(schedule: Schedule, folder: string, tally: Tally): Promise<Stage> {
  const rules = schedule.runs.flatMap(({ faults }) => faults);
  const restarts = schedule.runs.some(({ restart }) => restart);
  // How far back reads may look is settled when the simulator starts.
  const memory = rules
    .filter(({ fault }) => fault === "stale-read")
    .map((rule) => ({ ...rule, ...spent, fault: rule.fault }));
  let faults: FaultRule[] = [];
  let counting = countFaults([], tally);
  let watcher: () => void = () => undefined;
  const start = () => {
    faults = [...memory];
    return startSimulator({
      ...schedule.simulator,
      organization: { ...schedule.team.organization, instances: [schedule.team.directory] },
      faults,
      ...(restarts ? { state: path.join(folder, "world.json") } : {}),
      onRequest: (record) => {
        counting(record);
        watcher();
      },
    });
  };
  let simulator = await start();
  return {
    initial: simulator.world(),
    folder,
    url: () => simulator.url,
    world: () => simulator.world(),
    misbehave: (next) => {
      faults.fill(spent);
      faults.push(...next);
      counting = countFaults(next, tally);
    },
    watch: (listener) => {
      watcher = listener;
    },
    restart: async () => {
      await simulator.close();
      simulator = await start();
    },
    close: () => simulator.close(),
  };
}
