/** What was pasted into a question for text and does not fit into its one line, kept beside it. */
export interface KeptPastes {
  /** What stands in the line for a paste: the text itself where that is short and of one line. */
  shown(text: string): string;
  /** What was typed, with every paste in its place. */
  whole(typed: string): string;
}

/** A line break between keys that come so fast that they are a paste, from a terminal that does not mark one. */
export const LINE_BREAK = "⏎";

/** Characters of a paste that is edited like what was typed. */
const LONGEST_SHOWN = 200;

/** Begins to keep pastes for one question. */
export function keepPastes(): KeptPastes {
  const kept = new Map<string, string>();
  return {
    shown: (text) => {
      if (text.length <= LONGEST_SHOWN && !/[\n\t]/.test(text)) return text;
      const lines = text.split("\n").length;
      const mark = `[#${kept.size + 1}: ${lines === 1 ? "1 line" : `${lines} lines`} pasted]`;
      kept.set(mark, text);
      return mark;
    },
    whole: (typed) =>
      [...kept]
        .reduce((text, [mark, paste]) => text.replaceAll(mark, () => `\n${paste}\n`), typed)
        .replaceAll(LINE_BREAK, "\n"),
  };
}

/** How many characters one Backspace takes away at the end of what is shown: a paste goes as a whole. */
export function lastOf(shown: string): number {
  return /\[#\d+: \d+ lines? pasted\]$/.exec(shown)?.[0].length ?? 1;
}
