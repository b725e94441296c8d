import type { Node } from "jsonc-parser";

/** What a JSON value is, in words: `… must be text, not a list.` */
export const JSON_KINDS: Readonly<Record<Node["type"], string>> = {
  object: "an object",
  array: "a list",
  property: "a member",
  string: "text",
  number: "a number",
  boolean: "true or false",
  null: "null",
};
