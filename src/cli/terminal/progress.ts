import type { Writable } from "node:stream";
import { type KindProgress, timeLeft } from "../../core/report/time-left.ts";
import type { Resource } from "../../core/state/resource.ts";
import type { Io } from "./io.ts";
import { spell } from "./layout.ts";

type Kind = Resource["kind"];

/** Shows how far a run is: a bar on a terminal, whole lines now and then elsewhere and in CI. */
export interface Progress {
  readonly step: (kind: Kind) => void;
  /** How many parts of a change are done that takes long by itself; it is over when all are. */
  readonly part: (key: string, done: number, total: number) => void;
  /** Leaves the terminal to a question; what it returns goes on showing. */
  readonly pause: () => () => void;
  /** May be called more than once. */
  readonly end: () => void;
}

const LINE_EVERY = 3_000;
const REDRAWS_PER_SECOND = 8;

const NOTHING_TO_SHOW: Progress = {
  step: () => undefined,
  part: () => undefined,
  pause: () => () => undefined,
  end: () => undefined,
};

/** Progress over changes of these kinds. The estimate counts until enough is done to tell the real rate. */
export async function startProgress(
  { stderr, env }: Pick<Io, "stderr" | "env">,
  kinds: readonly Kind[],
  estimateSeconds: number,
): Promise<Progress> {
  if (kinds.length === 0) return NOTHING_TO_SHOW;
  const tally = startTally(kinds, estimateSeconds);
  return stderr.isTTY && env.CI === undefined ? startBar(stderr, tally) : startLines(stderr, tally);
}

async function startBar(stderr: Writable, tally: Tally): Promise<Progress> {
  const { default: cliProgress } = await import("cli-progress");
  const bar = new cliProgress.SingleBar({
    format: "  {bar} {value}/{total}  {rate}/s  {left} left{parts}",
    stream: stderr as NodeJS.WritableStream,
    fps: REDRAWS_PER_SECOND,
    barsize: 24,
    hideCursor: true,
    linewrap: true,
    clearOnComplete: true,
    barCompleteChar: "█",
    barIncompleteChar: "░",
  });
  let isShown = false;
  const start = () => {
    isShown = true;
    bar.start(tally.total, tally.done(), tally.pace());
  };
  const stop = () => {
    isShown = false;
    bar.stop();
  };
  const update = () => {
    if (isShown) bar.update(tally.done(), tally.pace());
  };
  start();
  const tick = setInterval(update, 1_000);
  return {
    step: (kind) => {
      tally.count(kind);
      update();
    },
    part: (key, done, total) => {
      tally.part(key, done, total);
      update();
    },
    pause: () => {
      stop();
      return start;
    },
    end: () => {
      clearInterval(tick);
      stop();
    },
  };
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
    step: (kind) => {
      tally.count(kind);
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
  readonly count: (kind: Kind) => void;
  readonly part: Progress["part"];
  readonly done: () => number;
  /** Changes a second so far, the time left in words, and how far those are that have parts. */
  readonly pace: () => { readonly rate: string; readonly left: string; readonly parts: string };
}

function startTally(kinds: readonly Kind[], estimateSeconds: number): Tally {
  const start = performance.now();
  const progress = new Map<Kind, KindProgress>();
  for (const kind of kinds) progress.set(kind, { done: 0, total: (progress.get(kind)?.total ?? 0) + 1 });
  const unfinished = new Map<string, KindProgress>();
  const parts = () => {
    const sum = (member: keyof KindProgress) => [...unfinished.values()].reduce((all, one) => all + one[member], 0);
    return unfinished.size === 0 ? "" : `  (CDK bootstrap: ${sum("done")}/${sum("total")} resources)`;
  };
  const done = () => [...progress.values()].reduce((sum, one) => sum + one.done, 0);
  return {
    total: kinds.length,
    done,
    count: (kind) => {
      const { done: before, total } = progress.get(kind) ?? { done: 0, total: 0 };
      progress.set(kind, { done: before + 1, total });
    },
    part: (key, done, total) => {
      if (done < total) unfinished.set(key, { done, total });
      else unfinished.delete(key);
    },
    pace: () => {
      const seconds = (performance.now() - start) / 1000;
      const rate = seconds > 0 ? done() / seconds : 0;
      return { rate: rate.toFixed(1), left: spell(timeLeft(progress, seconds, estimateSeconds)), parts: parts() };
    },
  };
}
