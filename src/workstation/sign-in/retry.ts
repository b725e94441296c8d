import { backoffMilliseconds } from "../../aws/backoff.ts";
import { type OnWaiting, watchCall } from "../../aws/waiting.ts";
import { CallFailed, isRefusal } from "./aws-call.ts";
import type { Clock } from "./clock.ts";

const TRIES_WHEN_TOO_FAST = 6;
const TRIES_WHEN_UNREACHABLE = 3;
const FIRST_PAUSE = 1_000;
const LONGEST_PAUSE = 16_000;

interface Patience {
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** Told of a call that AWS keeps waiting. */
  readonly onWaiting?: OnWaiting | undefined;
}

/**
 * Sends again, each time after a longer pause, while AWS says it is too much or does not answer; then the failure goes
 * on to the caller. It takes the place of the SDK's own retries, which do not end at once when a run is interrupted.
 */
export async function sendPatiently<Answer>(
  operation: string,
  send: () => Promise<Answer>,
  { clock, signal, onWaiting }: Patience,
): Promise<Answer> {
  const watch = watchCall(operation, onWaiting);
  try {
    for (let attempt = 1; ; attempt += 1) {
      watch.set("unanswered");
      try {
        return await send();
      } catch (error) {
        if (attempt >= triesFor(error)) throw error;
        watch.set(isTooFast(error) ? "throttled" : "unanswered");
      }
      await clock.wait(backoffMilliseconds(attempt, FIRST_PAUSE, LONGEST_PAUSE), signal);
    }
  } finally {
    watch.end();
  }
}

function triesFor(error: unknown): number {
  if (isTooFast(error)) return TRIES_WHEN_TOO_FAST;
  return error instanceof CallFailed && error.failure === "unreachable" ? TRIES_WHEN_UNREACHABLE : 1;
}

function isTooFast(error: unknown): boolean {
  return isRefusal(error, "SlowDownException", "TooManyRequestsException", "ThrottlingException");
}
