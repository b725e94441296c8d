import { withoutHidden } from "./visible-text.ts";

/**
 * JSON to be printed or kept in a file: what a reader would not see, or what a terminal would obey, is escaped by its
 * code, which is the same text to whatever reads it. `indent` 0 puts it on one line.
 */
export function jsonText(value: unknown, indent = 2): string {
  const text = JSON.stringify(value, undefined, indent);
  return withoutHidden(text, (character) => (character === "\n" ? character : escaped(character)));
}

function escaped(character: string): string {
  return Array.from({ length: character.length }, (_, unit) => {
    const code = character.charCodeAt(unit).toString(16).padStart(4, "0");
    return `\\u${code}`;
  }).join("");
}
