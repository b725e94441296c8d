/** One line of a file, apart from how it ends, so that both can be given back byte for byte. */
export interface ConfigLine {
  readonly text: string;
  /** Empty only on a last line that nothing ends. */
  readonly eol: string;
}

/** The lines of a text. A lone carriage return ends a line, as it does for the AWS CLI (Python's universal newlines). */
export function splitLines(text: string): readonly ConfigLine[] {
  const lines: ConfigLine[] = [];
  for (const [, content = "", eol = ""] of text.matchAll(/([^\r\n]*)(\r\n|\r|\n|$)/g)) {
    if (content !== "" || eol !== "") lines.push({ text: content, eol });
  }
  return lines;
}

/** The text that these lines are. */
export function joinLines(lines: readonly ConfigLine[]): string {
  return lines.map(({ text, eol }) => text + eol).join("");
}
