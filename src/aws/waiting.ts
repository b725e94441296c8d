/** A call that AWS has kept waiting for some time, and why: it throttles, or it does not answer. */
export interface WaitingCall {
  readonly operation: string;
  readonly why: "throttled" | "unanswered";
  /** Since its first try. */
  readonly seconds: number;
}

/** Told every second of a call that waits, and of `undefined` once a call of which it was told waits no more. */
export type OnWaiting = (waiting: WaitingCall | undefined) => void;

/** Waits of this length, in milliseconds, are nothing to tell. */
const TELL_AFTER = 4_000;
const TELL_EVERY = 1_000;

/** Watches one call. The time in which it only waits for its turn is ours, not AWS's, and is not told. */
export interface Watch {
  /** What it waits for from now on; `undefined`: for its turn. */
  readonly set: (why: WaitingCall["why"] | undefined) => void;
  readonly end: () => void;
}

/** Its time starts with its first try. Does nothing where nobody wants to know. */
export function watchCall(operation: string, onWaiting: OnWaiting | undefined): Watch {
  if (onWaiting === undefined) return { set: () => undefined, end: () => undefined };
  let start: number | undefined;
  let why: WaitingCall["why"] | undefined;
  let told = false;
  const tell = () => {
    if (why === undefined || start === undefined) return;
    const waited = performance.now() - start;
    if (waited < TELL_AFTER) return;
    told = true;
    onWaiting({ operation, why, seconds: Math.round(waited / 1000) });
  };
  const timer = setInterval(tell, TELL_EVERY);
  return {
    set: (reason) => {
      why = reason;
      if (reason !== undefined) start ??= performance.now();
    },
    end: () => {
      clearInterval(timer);
      if (told) onWaiting(undefined);
    },
  };
}
