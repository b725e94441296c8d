import type { Writable } from "node:stream";
import { type KindProgress, timeLeft } from "../../core/report/time-left.ts";
import type { Resource } from "../../core/state/resource.ts";
import { type Io, obeysCodes } from "./io.ts";
import { spell } from "./layout.ts";
import { liveLine } from "./live-lines.ts";

type Kind = Resource["kind"];

/** Shows how far a run is: a bar on a terminal, whole lines now and then elsewhere and in CI. */
export interface Progress {
  /** A change is over; its key is for those that have parts. */
  readonly step: (kind: Kind, key?: string) => void;
  /** How many parts of a change are done that takes long by itself. */
  readonly part: (key: string, done: number, total: number) => void;
  /** Leaves the terminal to a question; what it returns goes on showing. */
  readonly pause: () => () => void;
  /** May be called more than once. */
  readonly end: () => void;
}

type ProgressIo = Pick<Io, "stderr" | "env"> & Partial<Pick<Io, "stdout">>;

const LINE_EVERY = 3_000;
const REDRAWS_PER_SECOND = 8;

const NOTHING_TO_SHOW: Progress = {
  step: () => undefined,
  part: () => undefined,
  pause: () => () => undefined,
  end: () => undefined,
};

/** Progress over changes of these kinds. The estimate counts until enough is done to tell the real rate. */
export function startProgress(io: ProgressIo, kinds: readonly Kind[], estimateSeconds: number): Progress {
  if (kinds.length === 0) return NOTHING_TO_SHOW;
  const tally = startTally(kinds, estimateSeconds);
  return obeysCodes(io.stderr, io.env) ? startBar(io, tally) : startLines(io.stderr, tally);
}

/** Columns of the bar itself, at least and at most. */
const NARROWEST = 8;
const WIDEST = 24;

function startBar(io: ProgressIo, tally: Tally): Progress {
  const line = liveLine(io);
  let isShown = true;
  let drawnAt = Number.NEGATIVE_INFINITY;
  const draw = () => {
    drawnAt = performance.now();
    line.show(barLine(tally, io.stderr.columns ?? 80));
  };
  /** As often as somebody can see. What is not drawn now is drawn by the next tick. */
  const update = () => {
    if (isShown && performance.now() - drawnAt >= 1_000 / REDRAWS_PER_SECOND) draw();
  };
  draw();
  const tick = setInterval(update, 250);
  return {
    step: (kind, key) => {
      tally.count(kind, key);
      update();
    },
    part: (key, done, total) => {
      tally.part(key, done, total);
      update();
    },
    pause: () => {
      isShown = false;
      line.clear();
      return () => {
        isShown = true;
        draw();
      };
    },
    end: () => {
      isShown = false;
      clearInterval(tick);
      line.clear();
    },
  };
}

/** `  ██████░░░░ 12/40  3.1/s  9 s left`, with a bar as long as there is room; it moves with the parts of long changes, too. */
function barLine(tally: Tally, columns: number): string {
  const { rate, left, parts } = tally.pace();
  const words = ` ${tally.done()}/${tally.total}  ${rate}/s  ${left} left${parts}`;
  const room = Math.max(NARROWEST, Math.min(WIDEST, columns - words.length - 3));
  const full = Math.floor((room * (tally.done() + tally.begun())) / tally.total);
  return `  ${"█".repeat(full)}${"░".repeat(room - full)}${words}`;
}

function startLines(stderr: Writable, tally: Tally): Progress {
  let ended = false;
  let last = performance.now();
  const tell = () => {
    if (performance.now() - last < LINE_EVERY) return;
    const { rate, left, parts } = tally.pace();
    stderr.write(`${tally.done()}/${tally.total} done, ${rate}/s, ${left} left${parts}\n`);
    last = performance.now();
  };
  return {
    step: (kind, key) => {
      tally.count(kind, key);
      tell();
    },
    part: (key, done, total) => {
      tally.part(key, done, total);
      tell();
    },
    pause: () => () => undefined,
    end: () => {
      if (!ended) stderr.write(`${tally.done()}/${tally.total} done\n`);
      ended = true;
    },
  };
}

interface Tally {
  readonly total: number;
  readonly count: Progress["step"];
  readonly part: Progress["part"];
  readonly done: () => number;
  /** How much of those that are under way is done, as far as it is known: 1.5 for one and a half of them. */
  readonly begun: () => number;
  /** Changes a second so far, the time left in words, and how far those are that have parts. */
  readonly pace: () => { readonly rate: string; readonly left: string; readonly parts: string };
}

function startTally(kinds: readonly Kind[], estimateSeconds: number): Tally {
  const start = performance.now();
  const progress = new Map<Kind, KindProgress>();
  for (const kind of kinds) progress.set(kind, { done: 0, total: (progress.get(kind)?.total ?? 0) + 1 });
  const parted = new Map<string, KindProgress>();
  const over = new Set<string>();
  const underWay = () => [...parted].flatMap(([key, one]) => (over.has(key) ? [] : [one]));
  const parts = () => {
    const sum = (member: keyof KindProgress) => [...parted.values()].reduce((all, one) => all + one[member], 0);
    return underWay().length === 0 ? "" : `  (CDK bootstrap: ${sum("done")}/${sum("total")} resources)`;
  };
  const done = () => [...progress.values()].reduce((sum, one) => sum + one.done, 0);
  return {
    total: kinds.length,
    done,
    begun: () => underWay().reduce((sum, { done: some, total }) => sum + some / Math.max(1, total), 0),
    count: (kind, key) => {
      if (key !== undefined) over.add(key);
      const { done: before, total } = progress.get(kind) ?? { done: 0, total: 0 };
      progress.set(kind, { done: before + 1, total });
    },
    part: (key, done, total) => {
      parted.set(key, { done, total });
    },
    pace: () => {
      const seconds = (performance.now() - start) / 1000;
      const rate = seconds > 0 ? done() / seconds : 0;
      return { rate: rate.toFixed(1), left: spell(timeLeft(progress, seconds, estimateSeconds)), parts: parts() };
    },
  };
}
