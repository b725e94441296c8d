import { visibleText } from "./visible-text.ts";

/** The characters that HTML reads something into, in text and in quoted attributes. */
const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** Text for HTML, and for attributes in quotes. What cannot be seen is spelled out, so that no name pretends to be another. */
export function htmlText(text: string): string {
  return visibleText(text).replace(/[&<>"']/g, (one) => ENTITIES[one] ?? one);
}
