/** A counted permit: at most `count` holders at a time, served in order. */
export interface Slots {
  /** Runs the work while holding a slot. Rejects with the signal's reason when interrupted before a slot was free. */
  hold<Result>(work: () => Promise<Result>, signal?: AbortSignal): Promise<Result>;
}

/** Slots for AWS's limits on requests in progress. */
export function createSlots(count: number): Slots {
  let free = count;
  const waiting: (() => void)[] = [];

  const acquire = (signal?: AbortSignal) =>
    new Promise<void>((resolve, reject) => {
      if (signal?.aborted) return reject(signal.reason);
      if (free > 0) {
        free -= 1;
        return resolve();
      }
      const abort = () => {
        waiting.splice(waiting.indexOf(go), 1);
        reject(signal?.reason);
      };
      const go = () => {
        signal?.removeEventListener("abort", abort);
        resolve();
      };
      signal?.addEventListener("abort", abort, { once: true });
      waiting.push(go);
    });

  const release = () => {
    const next = waiting.shift();
    if (next === undefined) free += 1;
    else next();
  };

  return {
    hold: async (work, signal) => {
      await acquire(signal);
      try {
        return await work();
      } finally {
        release();
      }
    },
  };
}
