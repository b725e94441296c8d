import type { OnWaiting, WaitingCall } from "../../aws/waiting.ts";
import { type Io, obeysCodes } from "../terminal/io.ts";

/** Where lines stay, one in so many milliseconds is enough. */
const LINE_EVERY = 15_000;

/** Back to the line that was written last, and empty it; what is drawn below (a progress bar) stays below. */
const RENEW = "\u001b[1A\r\u001b[2K";

/** Tells on stderr what AWS keeps waiting: one line that is renewed on a terminal, a line now and then elsewhere. */
export function waitingLine({ stderr, env }: Pick<Io, "stderr" | "env">): OnWaiting {
  const renews = obeysCodes(stderr, env);
  let toldAt: number | undefined;
  return (waiting) => {
    if (waiting === undefined) {
      if (renews) toldAt = undefined;
      return;
    }
    const now = performance.now();
    if (!renews && toldAt !== undefined && now - toldAt < LINE_EVERY) return;
    stderr.write(`${renews ? (toldAt === undefined ? "\r\u001b[2K" : RENEW) : ""}${sentenceOf(waiting)}\n`);
    toldAt = now;
  };
}

function sentenceOf({ operation, why, seconds }: WaitingCall): string {
  const cause = why === "throttled" ? "asks for fewer calls, and" : "does not answer, and";
  return `AWS ${cause} ${operation} has waited ${seconds} s. It is tried again; Ctrl-C stops.`;
}
