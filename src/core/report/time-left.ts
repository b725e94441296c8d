import type { Resource } from "../state/resource.ts";

/** How many changes of one kind are done, of how many. */
export interface KindProgress {
  readonly done: number;
  readonly total: number;
}

/** Fewer than these say little about how fast a kind goes. */
const TELLING = 5;

/**
 * Seconds until everything is done. Kinds run at the same time and at very different speeds, so each is judged by its
 * own rate and the slowest counts; until a rate is known, the estimate does.
 */
export function timeLeft(
  progress: ReadonlyMap<Resource["kind"], KindProgress>,
  elapsedSeconds: number,
  estimateSeconds: number,
): number {
  const left = [...progress.values()].map(({ done, total }) => {
    if (done === total) return 0;
    if (done < Math.min(TELLING, total)) return Math.max(1, estimateSeconds - elapsedSeconds);
    return ((total - done) * elapsedSeconds) / done;
  });
  return Math.max(0, ...left);
}
