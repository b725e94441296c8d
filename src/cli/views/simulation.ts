import { SIMULATION } from "../../core/text/simulation.ts";
import type { Section } from "./section.ts";
import { sectionsFor } from "./section.ts";

/** Each document says itself whether it tells of a simulation. */
function isSimulated(document: unknown): boolean {
  return typeof document === "object" && document !== null && "simulated" in document && document.simulated === true;
}

/** The sections of a document with the mark: below the first sentence on a screen, and below the headline on a page. */
export function markedSections(document: unknown, sections: readonly Section[]): readonly Section[] {
  if (!isSimulated(document)) return sections;
  const mark = { cells: [`${SIMULATION}.`], tone: "warning" } as const;
  const alone = { tone: "warning", rows: [mark] } as const;
  const [first] = sectionsFor("screen", sections);
  if (first === undefined || first.title !== undefined || first.columns !== undefined) return [alone, ...sections];
  const [sentence = mark, ...rest] = first.rows;
  const told = { ...first, only: "screen", rows: [sentence, mark, ...rest] } as const;
  const others = sections.flatMap((section) => {
    if (section !== first) return [section];
    return section.only === "screen" ? [told] : [told, { ...section, only: "page" } as const];
  });
  return [{ ...alone, only: "page" }, ...others];
}
