import type { Writable } from "node:stream";
import type { Io } from "./io.ts";
import { shortened } from "./layout.ts";

/** A line at the end of a terminal that is renewed where it stands: how far a run is, or what it waits for. */
export interface LiveLine {
  readonly show: (text: string) => void;
  /** Takes it off the screen. May be called more than once. */
  readonly clear: () => void;
}

type Terminal = Pick<Io, "stderr"> & Partial<Pick<Io, "stdout">>;

/** What is shown at the end of one terminal: the lines in the order in which they came. */
interface Board {
  readonly lines: Map<LiveLine, string>;
  readonly renew: () => void;
}

/** Back to the first of so many lines, and everything from there on is empty. */
function erased(lines: number): string {
  if (lines === 0) return "";
  return `\r${lines > 1 ? `\u001b[${lines - 1}A` : ""}\u001b[J`;
}

const boards = new WeakMap<Writable, Board>();

/**
 * A line of this terminal that stays below all that is written, by whomever and to whichever of its streams: what is
 * written meanwhile stands above, and nothing of the line is left behind when it is cleared or the process ends. It is for
 * terminals that obey codes.
 */
export function liveLine(terminal: Terminal): LiveLine {
  const line: LiveLine = {
    show: (text) => {
      const board = boardOf(terminal);
      board.lines.set(line, text);
      board.renew();
    },
    clear: () => {
      const board = boards.get(terminal.stderr);
      if (board?.lines.delete(line)) board.renew();
    },
  };
  return line;
}

function boardOf(terminal: Terminal): Board {
  const board = boards.get(terminal.stderr) ?? openBoard(terminal);
  boards.set(terminal.stderr, board);
  return board;
}

function openBoard({ stderr, stdout }: Terminal): Board {
  const lines = new Map<LiveLine, string>();
  const streams = stdout?.isTTY === true && stdout !== stderr ? [stderr, stdout] : [stderr];
  let drawn = 0;
  /** A line that somebody has begun is theirs until it is ended. */
  let isBegun = false;
  let unwatch: (() => void) | undefined;
  const wipe = () => {
    if (drawn > 0) stderr.write(erased(drawn));
    drawn = 0;
  };
  return {
    lines,
    renew: () => {
      unwatch?.();
      if (lines.size === 0) {
        wipe();
        unwatch = undefined;
        process.off("exit", wipe);
        return;
      }
      if (unwatch === undefined) process.once("exit", wipe);
      draw();
      watch();
    },
  };

  function draw(): void {
    if (isBegun) return;
    const width = (stderr.columns ?? 80) - 1;
    stderr.write(erased(drawn) + [...lines.values()].map((text) => shortened(text, width)).join("\n"));
    drawn = lines.size;
  }

  /** Puts what others write above the lines. */
  function watch(): void {
    const writes = streams.map((stream) => ({ stream, write: stream.write }));
    const restore = () => {
      for (const { stream, write } of writes) stream.write = write;
    };
    unwatch = restore;
    for (const { stream, write } of writes) {
      const above = (...args: readonly unknown[]): boolean => {
        restore();
        wipe();
        const isTaken: boolean = Reflect.apply(write, stream, args);
        isBegun = !String(args[0]).endsWith("\n");
        draw();
        watch();
        return isTaken;
      };
      stream.write = above as typeof stream.write;
    }
  }
}
