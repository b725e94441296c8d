/** Calls a second, between a floor and AWS's published limit. Times are milliseconds of one clock. */
export interface Rate {
  at(now: number): number;
  /** Takes back the rate for a call that was sent at `since` and throttled. Calls sent before the last time say nothing new. */
  reduce(since: number, now: number): void;
}

const DECREASE = 0.7;
/** Seconds from nothing to the full rate. */
const RECOVERY = 20;
/** Part of the limit that is left however often AWS throttles. */
const FLOOR = 0.05;

/**
 * Additive increase, multiplicative decrease: AWS's limits are shared with everybody who uses the same account, and how
 * much they leave shows in throttled calls only.
 */
export function createRate(limit: number): Rate {
  let reduced = limit;
  let reducedAt = Number.NEGATIVE_INFINITY;
  const at = (now: number) =>
    reduced >= limit ? limit : Math.min(limit, reduced + ((now - reducedAt) / 1000 / RECOVERY) * limit);
  return {
    at,
    reduce: (since, now) => {
      if (since < reducedAt) return;
      reduced = Math.max(limit * FLOOR, at(now) * DECREASE);
      reducedAt = now;
    },
  };
}
