import { type ConfigLine, joinLines } from "./lines.ts";

/** Changes to the lines of a file, collected first and made at once. Lines count from 0. */
export type LineChanges = ReturnType<typeof changesOf>;

/** Starts with no changes, and gives the file back byte for byte as long as there are none. */
export function changesOf(lines: readonly ConfigLine[]) {
  const instead = new Map<number, readonly string[]>();
  const after = new Map<number, readonly string[]>();
  const appended: string[] = [];
  return {
    drop: (line: number) => instead.set(line, []),
    replace: (line: number, texts: readonly string[]) => instead.set(line, texts),
    insertAfter: (line: number, texts: readonly string[]) => after.set(line, [...(after.get(line) ?? []), ...texts]),
    append: (texts: readonly string[]) => appended.push(...texts),
    /** The file with the changes made. Lines that come in end like their neighbours; a file that nothing ended stays so. */
    render: (): string => {
      if (instead.size + after.size + appended.length === 0) return joinLines(lines);
      const changed: ConfigLine[] = [];
      let eol = lines[0]?.eol || "\n";
      for (const [index, line] of lines.entries()) {
        eol = line.eol || eol;
        const texts = [...(instead.get(index) ?? [line.text]), ...(after.get(index) ?? [])];
        changed.push(...texts.map((text) => ({ text, eol })));
      }
      changed.push(...appended.map((text) => ({ text, eol })));
      const last = changed.at(-1);
      if (last !== undefined && lines.at(-1)?.eol === "") changed.splice(-1, 1, { text: last.text, eol: "" });
      return joinLines(changed);
    },
  };
}
