import { createAttempts } from "../../aws/attempts.ts";
import { classify } from "../../aws/aws-error.ts";
import { backoffMilliseconds, pause } from "../../aws/backoff.ts";
import { type Done, doneBy, foundDone } from "./done.ts";
import { perhapsDone } from "./in-progress.ts";

export interface Write<Found> {
  /** The call that makes the thing. */
  readonly make: () => Promise<Found>;
  /**
   * Looks whether the thing is there already; `undefined` when it is not. Absent when nothing tells it from its absence.
   * `isOurs`: an answer of ours was lost before, so that what is there may be what we have made.
   */
  readonly find?: (isOurs: boolean) => Promise<Found | undefined>;
  readonly signal: AbortSignal | undefined;
}

/** Tries of the write before giving up, by what went wrong. */
const TRIES = { exists: 3, "not-yet": 10, "unknown-outcome": 6, "not-found": 5 } as const;

/**
 * Makes a thing exactly once, whatever happens to the answer. After a conflict or a lost answer it looks before it
 * tries again, so a thing that is there is adopted and never doubled. A dependency that is too new to be seen
 * everywhere (ResourceNotFoundException just after it was created) is waited for, shortly. When an answer was lost and
 * the end comes before a look could tell what became of it, that is what is thrown: neither a no nor "never started".
 */
export async function settleWrite<Found>({ make, find, signal }: Write<Found>): Promise<Found> {
  const attemptsOf = createAttempts();
  let lost: unknown;
  const ended = (why: unknown) => (lost === undefined ? why : perhapsDone(why === signal?.reason ? lost : why));
  for (;;) {
    try {
      return await make();
    } catch (error) {
      const kind = classify(error);
      if (kind === "unknown-outcome") lost = error;
      if (!(kind in TRIES)) throw ended(error);
      try {
        const found = kind === "not-found" ? undefined : await find?.(lost !== undefined);
        if (found !== undefined) return found;
        const tries = attemptsOf(kind);
        if (tries >= TRIES[kind as keyof typeof TRIES]) throw error;
        await pause(backoffMilliseconds(tries), signal);
      } catch (next) {
        throw next === error && find !== undefined ? error : ended(next);
      }
    }
  }
}

/** Deletes a thing. One that is not there is as it should be, so after a lost answer it is simply deleted again. */
export function settleDeletion(
  signal: AbortSignal | undefined,
  send: () => Promise<{ readonly $metadata: Parameters<typeof doneBy>[0] }>,
): Promise<Done> {
  let isOurs = false;
  return settleWrite<Done>({
    signal,
    make: async () => {
      try {
        return doneBy((await send()).$metadata);
      } catch (error) {
        const kind = classify(error);
        if (kind === "not-found") return foundDone(isOurs);
        if (kind === "unknown-outcome") isOurs = true;
        throw error;
      }
    },
  });
}
