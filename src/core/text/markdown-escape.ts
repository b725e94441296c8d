import { visibleText } from "./visible-text.ts";

/** What CommonMark and GitHub read something into inside a line: markup, HTML, references, tables, formulas, addresses. */
const MARKUP = /[\\`*_[\]<>#|~&$!]|:(?=\/\/)|(?<=\bwww)\./gi;

/** Free text in a Markdown file that people also read as it stands: the same words, and nothing but words. One line. */
export function markdownEscaped(text: string): string {
  return visibleText(text).replace(MARKUP, "\\$&");
}

/** A text as code: between more backticks than it holds in a row. https://spec.commonmark.org/0.31.2/#code-spans */
export function markdownCode(text: string): string {
  const visible = visibleText(text);
  const longest = Math.max(0, ...(visible.match(/`+/g) ?? []).map(({ length }) => length));
  const fence = "`".repeat(longest + 1);
  const gap = longest > 0 ? " " : "";
  return `${fence}${gap}${visible}${gap}${fence}`;
}
