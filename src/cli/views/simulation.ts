import type { Section } from "./section.ts";
import { sectionsFor } from "./section.ts";

/** What everything begins with that is not about AWS itself. */
export const SIMULATION = "Simulation, not AWS";

/** The same text, marked where it is about a simulation. */
export function marked(text: string, isSimulated: boolean): string {
  return isSimulated ? `${SIMULATION}: ${text}` : text;
}

/** Whether a document tells of a simulation: each says so itself. */
export function isSimulated(document: unknown): boolean {
  return typeof document === "object" && document !== null && "simulated" in document && document.simulated === true;
}

/** The sections of a document, of which a screen shows the mark first. A page has it in its heading. */
export function markedSections(document: unknown, sections: readonly Section[]): readonly Section[] {
  if (!isSimulated(document)) return sections;
  const [first] = sectionsFor("screen", sections);
  const [row] = first?.rows ?? [];
  const [cell] = row?.cells ?? [];
  if (first === undefined || row === undefined || typeof cell !== "string" || !isSentence(first)) {
    return [{ tone: "warning", only: "screen", rows: [{ cells: [`${SIMULATION}.`] }] }, ...sections];
  }
  const told = { ...row, cells: [marked(cell, true), ...row.cells.slice(1)] };
  return sections.map((section) =>
    section === first ? { ...section, rows: section.rows.map((one) => (one === row ? told : one)) } : section,
  );
}

function isSentence({ title, columns }: Section): boolean {
  return title === undefined && columns === undefined;
}
