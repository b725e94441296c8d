import type { Place, Source } from "../errors/problem.ts";

/** Turns offsets into lines and columns of this text, counting columns in characters. */
export function placeFinder(text: string, source: Source): (offset: number) => Place {
  const starts = [0, ...Array.from(text.matchAll(/\r\n|\r|\n/g), (end) => end.index + end[0].length)];
  return (offset) => {
    const line = Math.max(1, starts.findLastIndex((start) => start <= offset) + 1);
    const before = text.slice(starts[line - 1] ?? 0, offset);
    return { ...source, line, column: Array.from(before).length + 1 };
  };
}
