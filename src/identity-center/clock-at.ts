import type { RunClock } from "../core/text/run-clock.ts";

const HOUR = 3_600_000;

/** The clock that stands at this time. */
export function clockAt(time: Date): RunClock {
  return {
    now: toTheSecond(time.getTime()),
    fullHourAfter: (seconds) => toTheSecond(Math.ceil((time.getTime() + seconds * 1000) / HOUR) * HOUR),
  };
}

function toTheSecond(milliseconds: number): string {
  return `${new Date(milliseconds).toISOString().slice(0, 19)}Z`;
}
