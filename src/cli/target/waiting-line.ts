import type { OnWaiting, WaitingCall } from "../../aws/waiting.ts";
import { type Io, obeysCodes } from "../terminal/io.ts";
import { liveLine } from "../terminal/live-lines.ts";

/** Where lines stay, one in so many milliseconds is enough. */
const LINE_EVERY = 15_000;

/** Tells on stderr what AWS keeps waiting: one line that is renewed on a terminal while it lasts, a line now and then elsewhere. */
export function waitingLine(io: Pick<Io, "stderr" | "env"> & Partial<Pick<Io, "stdout">>): OnWaiting {
  const renews = obeysCodes(io.stderr, io.env);
  const line = liveLine(io);
  let toldAt: number | undefined;
  return (waiting) => {
    if (waiting === undefined) {
      line.clear();
      return;
    }
    if (renews) {
      line.show(sentenceOf(waiting));
      return;
    }
    const now = performance.now();
    if (toldAt !== undefined && now - toldAt < LINE_EVERY) return;
    io.stderr.write(`${sentenceOf(waiting)}\n`);
    toldAt = now;
  };
}

function sentenceOf({ operation, why, seconds }: WaitingCall): string {
  const cause = why === "throttled" ? "asks for fewer calls, and" : "does not answer, and";
  return `AWS ${cause} ${operation} has waited ${seconds} s. It is tried again; Ctrl-C stops.`;
}
