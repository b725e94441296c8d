import type { Io } from "./io.ts";
import { spell } from "./layout.ts";

/** Told how many of how many lists are read. */
export interface ReadingProgress {
  readonly update: (done: number, total: number) => void;
  readonly end: () => void;
}

/** Milliseconds between two lines, and between two looks of one that is renewed. */
const LINE_EVERY = 10_000;
const RENEW_EVERY = 250;
/** Before this, there is nothing to tell. */
const FIRST_AFTER = 1_000;

/** How far a long reading is, with the time that is left: one line that is renewed on a terminal, a line now and then elsewhere. */
export function startReadingProgress({ stderr, env }: Pick<Io, "stderr" | "env">): ReadingProgress {
  const renews = stderr.isTTY === true && env.CI === undefined && env.TERM !== "dumb";
  const start = performance.now();
  let toldAt = start + FIRST_AFTER - (renews ? RENEW_EVERY : LINE_EVERY);
  let isShown = false;
  return {
    update: (done, total) => {
      const now = performance.now();
      if (now - start < FIRST_AFTER || now - toldAt < (renews ? RENEW_EVERY : LINE_EVERY)) return;
      toldAt = now;
      isShown = renews;
      const left = ((now - start) / done) * (total - done);
      const words = `${done.toLocaleString("en-US")}/${total.toLocaleString("en-US")} read, ${spell(left / 1000)} left`;
      stderr.write(renews ? `\r\u001b[2K${words}` : `${words}\n`);
    },
    end: () => {
      if (isShown) stderr.write("\r\u001b[2K");
      isShown = false;
    },
  };
}
