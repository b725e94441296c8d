import { createRate } from "./rate.ts";

/** Who goes first when several calls wait for the same slot: work, then looking, then asking whether work has ended. */
export type Priority = "write" | "read" | "poll";

const ORDER: readonly Priority[] = ["write", "read", "poll"];

/** Hands out at most `perSecond` turns a second, spaced but for a few that a rest may save up: no burst meets AWS's limiter. */
export interface Pacer {
  /** Resolves when it is the caller's turn. Rejects with the signal's reason when the run is interrupted meanwhile. */
  turn(priority: Priority, signal?: AbortSignal): Promise<void>;
  /** AWS throttled a call that had its turn at `since` (`performance.now()`): others use the same limit. Turns get rarer, then recover. */
  slowDown(since: number): void;
}

interface Waiting {
  readonly go: () => void;
  readonly signal: AbortSignal | undefined;
}

/** Timers fire late by a few milliseconds; turns missed that way are made up for, which matters at high rates only. */
const TIMER_LATENESS = 10;

/**
 * Turns that a rest saves up. Else a question and the calls that its answer calls for would wait for each other: where assignments
 * are short, that is a twentieth of all the time.
 */
const SAVED = 4;

/** A pacer on the process's own clock. */
export function createPacer(perSecond: number): Pacer {
  const queues: Record<Priority, Waiting[]> = { write: [], read: [], poll: [] };
  const rate = createRate(perSecond);
  let next = 0;
  let scheduled = false;

  const takeFirst = () =>
    ORDER.map((priority) => queues[priority])
      .find((queue) => queue.length > 0)
      ?.shift();

  const serve = () => {
    scheduled = false;
    const now = performance.now();
    const spacing = 1000 / rate.at(now);
    const lateness = Math.max(spacing * SAVED, TIMER_LATENESS);
    while (next <= now) {
      const first = takeFirst();
      if (first === undefined) return;
      if (first.signal?.aborted) continue;
      next = Math.max(next, now - lateness) + spacing;
      first.go();
    }
    schedule();
  };

  const schedule = () => {
    if (scheduled) return;
    scheduled = true;
    setTimeout(serve, Math.max(0, next - performance.now()));
  };

  return {
    turn: (priority, signal) =>
      new Promise<void>((resolve, reject) => {
        if (signal?.aborted) return reject(signal.reason);
        const abort = () => reject(signal?.reason);
        signal?.addEventListener("abort", abort, { once: true });
        const go = () => {
          signal?.removeEventListener("abort", abort);
          resolve();
        };
        const now = performance.now();
        if (!scheduled) next = Math.max(next, now - (1000 / rate.at(now)) * SAVED);
        queues[priority].push({ go, signal });
        schedule();
      }),
    slowDown: (since) => rate.reduce(since, performance.now()),
  };
}
