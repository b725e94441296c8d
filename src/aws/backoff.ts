/**
 * How long to wait before try number `attempt` (from 1): exponential from `base`, never above `cap`, with jitter so
 * that calls that failed together do not come back together. Milliseconds.
 */
export function backoffMilliseconds(
  attempt: number,
  base = 200,
  cap = 8_000,
  random: () => number = Math.random,
): number {
  const ceiling = Math.min(cap, base * 2 ** (attempt - 1));
  return ceiling / 2 + random() * (ceiling / 2);
}

/** Waits, or rejects with the signal's reason as soon as the run is interrupted. Unlike `node:timers/promises`, tests can turn it forward. */
export function pause(milliseconds: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(signal.reason);
    const abort = () => {
      clearTimeout(timer);
      reject(signal?.reason);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener("abort", abort);
      resolve();
    }, milliseconds);
    signal?.addEventListener("abort", abort, { once: true });
  });
}
