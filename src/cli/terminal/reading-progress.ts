import { type Io, obeysCodes } from "./io.ts";
import { spell } from "./layout.ts";
import { liveLine } from "./live-lines.ts";

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
export function startReadingProgress(io: Pick<Io, "stderr" | "env"> & Partial<Pick<Io, "stdout">>): ReadingProgress {
  const renews = obeysCodes(io.stderr, io.env);
  const line = liveLine(io);
  let began: { readonly at: number; readonly done: number; readonly total: number } | undefined;
  let toldAt = Number.NEGATIVE_INFINITY;
  return {
    update: (done, total) => {
      const now = performance.now();
      // What went before these lists, and how much of them was there at once, says nothing about the rest.
      if (began === undefined || began.total !== total) began = { at: now, done, total };
      const isEarly = now - began.at < FIRST_AFTER || done === began.done;
      if (isEarly || now - toldAt < (renews ? RENEW_EVERY : LINE_EVERY)) return;
      toldAt = now;
      const left = ((now - began.at) / (done - began.done)) * (total - done);
      const words = `${done.toLocaleString("en-US")}/${total.toLocaleString("en-US")} read, ${spell(left / 1000)} left`;
      if (renews) line.show(words);
      else io.stderr.write(`${words}\n`);
    },
    end: line.clear,
  };
}
