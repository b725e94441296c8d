import { setMaxListeners } from "node:events";
import { OnboardError } from "../../core/errors/onboard-error.ts";
import type { Io } from "./io.ts";

/**
 * A run's stop switch, wired to Ctrl-C, SIGTERM, SIGHUP, which comes when the terminal is closed, and Ctrl-Break of Windows' consoles. A
 * second signal ends the process at once.
 */
export interface Interruption {
  readonly stop: AbortController;
  release(): void;
}

const SIGNALS: readonly NodeJS.Signals[] = ["SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK"];

/** The first signal lets what is on the wire finish and starts nothing new. */
export function onInterrupt(announce: () => void): Interruption {
  const stop = new AbortController();
  // Everything that waits for its turn listens; at AWS's limits that is many at once, and no leak.
  setMaxListeners(0, stop.signal);
  const handle = (signal: NodeJS.Signals) => {
    if (stop.signal.aborted) process.exit(130);
    announce();
    stop.abort(
      new OnboardError({
        kind: "interrupted",
        message: `Interrupted (${signal}): nothing new was started.`,
        remedy: "Run the same command again: it finishes the job.",
      }),
    );
  };
  for (const name of SIGNALS) process.on(name, handle);
  return {
    stop,
    release: () => {
      for (const name of SIGNALS) process.off(name, handle);
    },
  };
}

/** Does work that ends where its signal says so, and says when such a signal has come. */
export async function interruptible<Result>(
  { stderr }: Pick<Io, "stderr">,
  work: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const interruption = onInterrupt(() => stderr.write("\nStopping.\n"));
  try {
    return await work(interruption.stop.signal);
  } finally {
    interruption.release();
  }
}
