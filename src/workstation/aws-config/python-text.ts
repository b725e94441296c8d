/** The code points above ASCII for which Python's `str.isspace` is true. U+FEFF is not one, unlike in JavaScript. */
const wideSpaces: ReadonlySet<number> = new Set([
  0x85, 0xa0, 0x1680, 0x2000, 0x2001, 0x2002, 0x2003, 0x2004, 0x2005, 0x2006, 0x2007, 0x2008, 0x2009, 0x200a, 0x2028,
  0x2029, 0x202f, 0x205f, 0x3000,
]);
const lineEnds = String.raw`\n\r\v\f\x1c-\x1e\x85\u2028\u2029`;
const lineEnd = new RegExp(`\\r\\n|[${lineEnds}]`);

/** Python's `str.strip`. */
export function strip(text: string): string {
  return stripEnd(stripStart(text));
}

/** Python's `str.lstrip`. */
export function stripStart(text: string): string {
  let start = 0;
  while (start < text.length && isSpace(text.charCodeAt(start))) start += 1;
  return text.slice(start);
}

/** Python's `str.rstrip`. */
export function stripEnd(text: string): string {
  let end = text.length;
  while (end > 0 && isSpace(text.charCodeAt(end - 1))) end -= 1;
  return text.slice(0, end);
}

function isSpace(code: number): boolean {
  return code < 0x80 ? code <= 0x20 && (code >= 0x1c || (code >= 0x09 && code <= 0x0d)) : wideSpaces.has(code);
}

/** Python's `str.splitlines`, which also ends lines at VT, FF, FS, GS, RS, NEL, LS and PS. */
export function splitPythonLines(text: string): readonly string[] {
  return text.split(lineEnd);
}

/**
 * Python's `shlex.split`: the words of a shell-like text, without their quotes and backslashes.
 * `undefined` where Python raises: a quote that nothing closes, a backslash at the end.
 */
export function splitShellWords(text: string): readonly string[] | undefined {
  const words: string[] = [];
  let word: string | undefined;
  let quote: string | undefined;
  for (let at = 0; at < text.length; at += 1) {
    const character = text.charAt(at);
    if (character === "\\" && quote !== "'") {
      const escaped = text.charAt(at + 1);
      if (escaped === "") return undefined;
      word = (word ?? "") + (quote === undefined || escaped === "\\" || escaped === quote ? "" : "\\") + escaped;
      at += 1;
    } else if (quote !== undefined) {
      if (character === quote) quote = undefined;
      else word += character;
    } else if (character === "'" || character === '"') {
      quote = character;
      word ??= "";
    } else if (!" \t\r\n".includes(character)) {
      word = (word ?? "") + character;
    } else if (word !== undefined) {
      words.push(word);
      word = undefined;
    }
  }
  if (quote !== undefined) return undefined;
  return word === undefined ? words : [...words, word];
}
