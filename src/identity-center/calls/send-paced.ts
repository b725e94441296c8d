import { createTries } from "../../aws/attempts.ts";
import { classify, type ErrorClass } from "../../aws/aws-error.ts";
import { backoffMilliseconds, pause } from "../../aws/backoff.ts";
import type { Pacer, Priority } from "./pacer.ts";
import type { Renewal } from "./renewal.ts";

interface Pacing {
  readonly pacer: Pacer;
  readonly priority: Priority;
  readonly signal: AbortSignal | undefined;
  /** Absent where nobody can be asked to sign in again. */
  readonly renewal?: Renewal | undefined;
}

/** Tries before giving up. Throttling always ends; a read that keeps failing is better told than waited for. */
const TRIES = { throttled: 40, "not-yet": 8, "unknown-outcome": 6, "clock-skew": 3 } as const;

/**
 * Sends one call in its turn and repeats it where that is safe: throttling for every call, everything that passes for
 * reads. A write that conflicts or whose answer was lost is for `settleWrite`, which looks before it tries again.
 */
export async function sendPaced<Output>(send: () => Promise<Output>, pacing: Pacing): Promise<Output> {
  const triesOf = createTries();
  for (;;) {
    await pacing.pacer.turn(pacing.priority, pacing.signal);
    const sentAt = performance.now();
    try {
      return await send();
    } catch (error) {
      const kind = classify(error);
      if (kind === "credentials" && (await pacing.renewal?.isWorthAnotherTry(error, sentAt))) continue;
      if (kind === "throttled") pacing.pacer.slowDown(sentAt);
      const tries = triesOf(kind);
      if (tries >= triesFor(kind, pacing.priority)) throw error;
      await pause(Math.max(retryAfter(error), backoffMilliseconds(tries)), pacing.signal);
    }
  }
}

function triesFor(kind: ErrorClass, priority: Priority): number {
  // What AWS refused for its time was not done, so that sending it again is safe for writes, too.
  if (kind === "throttled" || kind === "clock-skew") return TRIES[kind];
  const passes = kind === "not-yet" || kind === "unknown-outcome";
  return passes && priority !== "write" ? TRIES[kind] : 1;
}

/** `RetryAfterSeconds` of identitystore's ThrottlingException, in milliseconds; a string, and only sometimes there. */
function retryAfter(error: unknown): number {
  const seconds = Number((error as { RetryAfterSeconds?: unknown }).RetryAfterSeconds);
  return Number.isFinite(seconds) && seconds > 0 ? Math.min(seconds, 30) * 1000 : 0;
}
