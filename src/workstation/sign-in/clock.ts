import { pause } from "../../aws/backoff.ts";

/** The time, and waiting for it. Tests bring their own. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Waits, or rejects with the signal's reason as soon as it is aborted. */
  wait(milliseconds: number, signal: AbortSignal): Promise<void>;
}

export const systemClock: Clock = { now: Date.now, wait: pause };
