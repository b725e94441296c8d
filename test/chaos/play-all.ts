import { setTimeout as wait } from "node:timers/promises";
import { type Played, play } from "./play.ts";
import type { Schedule } from "./schedule.ts";
import { add, newTally, type Tally } from "./tally.ts";

export interface Failure {
  readonly seed: number;
  /** Everything that is needed to look into it: what was wrong, the command that plays it alone, the schedule. */
  readonly told: string;
}

export interface AllPlayed {
  readonly failures: readonly Failure[];
  readonly tally: Tally;
}

/** Longer than the longest back-off of a whole schedule: what is not done by then hangs. Milliseconds. */
const LONGEST = 300_000;

/** Plays schedules, so many at a time: most of a run is waiting. */
export async function playAll(
  schedules: readonly Schedule[],
  atOnce: number,
  onFailure: (failure: Failure) => void = () => undefined,
): Promise<AllPlayed> {
  const failures: Failure[] = [];
  const tally = newTally();
  const left = [...schedules];
  const playNext = async () => {
    for (let schedule = left.shift(); schedule !== undefined; schedule = left.shift()) {
      const start = performance.now();
      const played = await playInTime(schedule);
      add(tally, { ...played.tally, slowest: { seed: schedule.seed, seconds: (performance.now() - start) / 1000 } });
      if (played.violations.length === 0) continue;
      const failure = { seed: schedule.seed, told: tell(schedule, played.violations) };
      failures.push(failure);
      onFailure(failure);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, playNext));
  return { failures, tally };
}

async function playInTime(schedule: Schedule): Promise<Played> {
  const ended = new AbortController();
  const tooLong = wait(LONGEST, undefined, { signal: ended.signal }).then(
    () => broken(`it had not ended after ${LONGEST / 1000} s`),
    () => broken(""),
  );
  try {
    return await Promise.race([play(schedule), tooLong]);
  } catch (error) {
    return broken(`it could not be played: ${error instanceof Error ? error.stack : String(error)}`);
  } finally {
    ended.abort();
  }
}

function broken(violation: string): Played {
  return { violations: [violation], tally: { ...newTally(), schedules: 1 } };
}

function tell(schedule: Schedule, violations: readonly string[]): string {
  return [
    `Schedule ${schedule.seed} failed:`,
    ...violations.map((violation) => `  - ${violation}`),
    `Play it alone: CHAOS_SEED=${schedule.seed} npm run test:chaos`,
    JSON.stringify(schedule),
  ].join("\n");
}
