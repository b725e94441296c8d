import type { Section } from "./section.ts";

/** What to type next, as the last line of a document; no section where it leads nowhere. */
export function nextSection(command: string | undefined): Section {
  return {
    tone: "strong",
    rows: command === undefined ? [] : [{ cells: [`Next: ${command}`], unbroken: true, tone: "strong" }],
  };
}
