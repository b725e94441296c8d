import { jsonText } from "../text/json-text.ts";
import { schemaName } from "../text/schema-address.ts";
import type { AccessDocument } from "./access-schema.ts";

/**
 * The document as JSON text, a line at a time: an entry of a list stands on one line, so that two documents can be compared line
 * by line, and the text of a large one is never whole in memory.
 */
export function* accessJson(access: AccessDocument): Generator<string> {
  const members = Object.entries({ $schema: schemaName("access"), ...access });
  yield "{";
  for (const [index, [name, value]] of members.entries()) {
    const end = index === members.length - 1 ? "" : ",";
    if (!Array.isArray(value) || value.length === 0) {
      yield `  ${jsonText(name, 0)}: ${jsonText(value, 0)}${end}`;
      continue;
    }
    yield `  ${jsonText(name, 0)}: [`;
    for (const [at, entry] of value.entries()) {
      yield `    ${jsonText(entry, 0)}${at === value.length - 1 ? "" : ","}`;
    }
    yield `  ]${end}`;
  }
  yield "}";
}
