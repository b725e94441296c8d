import { backoffMilliseconds } from "../../aws/backoff.ts";
import { CallFailed, isRefusal } from "./aws-call.ts";
import type { Clock } from "./clock.ts";

const TRIES_WHEN_TOO_FAST = 6;
const TRIES_WHEN_UNREACHABLE = 3;
const FIRST_PAUSE = 1_000;
const LONGEST_PAUSE = 16_000;

/**
 * Sends again, each time after a longer pause, while AWS says it is too much or does not answer; then the failure goes
 * on to the caller. It takes the place of the SDK's own retries, which do not end at once when a run is interrupted.
 */
export async function sendPatiently<Answer>(
  send: () => Promise<Answer>,
  { clock, signal }: { readonly clock: Clock; readonly signal: AbortSignal },
): Promise<Answer> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await send();
    } catch (error) {
      if (attempt >= triesFor(error)) throw error;
    }
    await clock.wait(backoffMilliseconds(attempt, FIRST_PAUSE, LONGEST_PAUSE), signal);
  }
}

function triesFor(error: unknown): number {
  if (isRefusal(error, "SlowDownException", "TooManyRequestsException", "ThrottlingException")) {
    return TRIES_WHEN_TOO_FAST;
  }
  return error instanceof CallFailed && error.failure === "unreachable" ? TRIES_WHEN_UNREACHABLE : 1;
}
