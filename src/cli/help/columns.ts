/** What is typed, and what it is for. */
export type HelpRow = readonly [term: string, text: string];

/** A longer term has its text on the next line. */
const LONGEST = 27;

/** Terms with their texts beside them; `widest`: the longest term of the tables that stand below each other. */
export function twoColumns(rows: readonly HelpRow[], width: number, widest = 0): readonly string[] {
  const terms = Math.min(LONGEST, Math.max(widest, ...rows.map(([term]) => term.length)));
  const indent = " ".repeat(terms + 4);
  return rows.flatMap(([term, text]) => {
    const [first = "", ...more] = plainLines(text, width, indent);
    if (term.length > terms) return [`  ${term}`, first, ...more];
    return [`  ${term.padEnd(terms)}  ${first.slice(indent.length)}`, ...more];
  });
}

/**
 * A text on lines of at most `width` columns. Help is in plain letters, a column each; what measures others is not worth loading for it.
 */
export function plainLines(text: string, width: number, indent = ""): readonly string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ")) {
    const longer = line === "" ? word : `${line} ${word}`;
    const fits = line === "" || indent.length + longer.length <= width;
    if (!fits) lines.push(indent + line);
    line = fits ? longer : word;
  }
  return [...lines, indent + line];
}
