import { type ConfigLine, joinLines, splitLines } from "../lines.ts";

/** What stands in the place of lines of a file; lines count from 0. */
export type LineSwaps = ReadonlyMap<number, readonly ConfigLine[]>;

/** The file with those lines in place. A line in its middle ends like those around it, and its last one as the last one did. */
export function swapLines(lines: readonly ConfigLine[], swaps: LineSwaps): string {
  const swapped = lines.flatMap((line, index) => swaps.get(index) ?? [line]);
  const usual = lines.find(({ eol }) => eol !== "")?.eol ?? "\n";
  const last = swapped.length - 1;
  const isOpen = lines.at(-1)?.eol === "";
  return joinLines(
    swapped.map(({ text, eol }, index) => ({ text, eol: index === last && isOpen ? "" : eol || usual })),
  );
}

/** Kept lines as they come back: with their own ends, unless the section's lines have come to end in another way. */
export function comeBack(kept: readonly string[], was: ConfigLine | undefined, is: ConfigLine): readonly ConfigLine[] {
  const lines = splitLines(kept.join(""));
  const isConverted = was !== undefined && was.eol !== "" && was.eol !== is.eol;
  return isConverted ? lines.map(({ text }) => ({ text, eol: is.eol })) : lines;
}
