import { createAttempts } from "../../aws/attempts.ts";
import { classify, type ErrorClass } from "../../aws/aws-error.ts";
import { backoffMilliseconds, pause } from "../../aws/backoff.ts";
import { timeLimits } from "../../aws/time-limits.ts";
import { type OnWaiting, watchCall } from "../../aws/waiting.ts";
import type { Pacer, Priority } from "./pacer.ts";
import type { Renewal } from "./renewal.ts";

interface Pacing {
  readonly pacer: Pacer;
  readonly priority: Priority;
  /** The operation as it is called when somebody is told that it waits. */
  readonly operation: string;
  readonly signal: AbortSignal | undefined;
  /** Absent where nobody can be asked to sign in again. */
  readonly renewal?: Renewal | undefined;
  readonly onWaiting?: OnWaiting | undefined;
}

/** Tries before giving up. Throttling always ends; a read that keeps failing is better told than waited for. */
const TRIES = { throttled: 40, "not-yet": 8, "unknown-outcome": 6, "clock-skew": 3 } as const;

/** So long, in milliseconds, the answer to a call that is on the wire is waited for when the run is interrupted. */
const LAST_WORD = { read: 500, poll: 500, write: 3_000 } as const satisfies Record<Priority, number>;

/**
 * Sends one call in its turn and repeats it where that is safe: throttling for every call, everything that passes for
 * reads. A write that conflicts or whose answer was lost is for `settleWrite`, which looks before it tries again. Gives
 * up when the tries, or the time for all of them together, are used up.
 */
export async function sendPaced<Output>(send: () => Promise<Output>, pacing: Pacing): Promise<Output> {
  const { pacer, priority, operation, signal, renewal, onWaiting } = pacing;
  const { allTries } = timeLimits();
  const attemptsOf = createAttempts();
  let spent = 0;
  const watch = watchCall(operation, onWaiting);
  try {
    for (;;) {
      watch.set(undefined);
      await pacer.turn(priority, signal);
      const sentAt = performance.now();
      try {
        watch.set("unanswered");
        return await untilInterrupted(send(), pacing);
      } catch (error) {
        const kind = classify(error);
        if (kind === "credentials" && (await renewal?.isWorthAnotherTry(error, sentAt))) continue;
        if (kind === "throttled") pacer.slowDown(sentAt);
        const tries = attemptsOf(kind);
        const wait = Math.max(retryAfter(error), backoffMilliseconds(tries));
        spent += performance.now() - sentAt + wait;
        if (tries >= triesFor(kind, priority) || spent > allTries) throw error;
        watch.set(kind === "throttled" ? "throttled" : "unanswered");
        await pause(wait, signal);
      }
    }
  } finally {
    watch.end();
  }
}

/**
 * The answer, unless the run is interrupted first: then it is waited for a moment more. A write without an answer by then is
 * one whose answer was lost.
 */
function untilInterrupted<Output>(answer: Promise<Output>, { signal, priority }: Pacing): Promise<Output> {
  if (signal === undefined) return answer;
  return new Promise((resolve, reject) => {
    let timer: NodeJS.Timeout | undefined;
    const interrupt = () => {
      const giveUp = () => reject(priority === "write" ? lostAnswer() : signal.reason);
      timer = setTimeout(giveUp, LAST_WORD[priority]);
    };
    signal.addEventListener("abort", interrupt, { once: true });
    if (signal.aborted) interrupt();
    answer.then(resolve, reject).finally(() => {
      clearTimeout(timer);
      signal.removeEventListener("abort", interrupt);
    });
  });
}

function lostAnswer(): Error {
  return Object.assign(new Error("the run was interrupted before the answer came"), { name: "TimeoutError" });
}

function triesFor(kind: ErrorClass, priority: Priority): number {
  // What AWS refused for its time was not done, so that sending it again is safe for writes, too.
  if (kind === "throttled" || kind === "clock-skew") return TRIES[kind];
  const passes = kind === "not-yet" || kind === "unknown-outcome";
  return passes && priority !== "write" ? TRIES[kind] : 1;
}

/** `RetryAfterSeconds` of identitystore's ThrottlingException, in milliseconds; a string, and only sometimes there. */
function retryAfter(error: unknown): number {
  const seconds = Number((error as { RetryAfterSeconds?: unknown } | undefined)?.RetryAfterSeconds);
  return Number.isFinite(seconds) && seconds > 0 ? Math.min(seconds, 30) * 1000 : 0;
}
