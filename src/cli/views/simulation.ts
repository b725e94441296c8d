import { SIMULATION } from "../../core/text/simulation.ts";
import type { Annotation } from "./annotation.ts";
import type { Section } from "./section.ts";
import { sectionsFor } from "./section.ts";

/** Each document says itself whether it tells of a simulation. */
function isSimulated(document: unknown): boolean {
  return typeof document === "object" && document !== null && "simulated" in document && document.simulated === true;
}

/** Annotations are read beside files, away from the words of the document: one of them says it for all. */
export function markedAnnotations(document: unknown, annotations: readonly Annotation[]): readonly Annotation[] {
  if (annotations.length === 0 || !isSimulated(document)) return annotations;
  const message = `${SIMULATION}: what stands here of accounts and people is of the simulated organization.`;
  return [...annotations, { level: "notice", check: "simulation", title: "Simulation", message }];
}

/** The sections of a document with the mark: below the first sentence on a screen, and below the headline on a page. */
export function markedSections(document: unknown, sections: readonly Section[]): readonly Section[] {
  if (!isSimulated(document)) return sections;
  const mark = { cells: [`${SIMULATION}.`], tone: "warning" } as const;
  const alone = { tone: "warning", rows: [mark] } as const;
  const shown = sectionsFor("screen", sections);
  const [first] = shown;
  // Several problems are a list without a headline: the mark stands above it, and tears none from the others.
  const [sentence, ...others] = first?.rows ?? [];
  if (first === undefined || sentence === undefined || others.length > 0) return [alone, ...sections];
  // Where only the command that comes next is told, it stays the last.
  if (sentence.unbroken && shown.length === 1) return [alone, ...sections];
  if (first.title !== undefined || first.columns !== undefined) return [alone, ...sections];
  const told = { ...first, only: "screen", rows: [sentence, mark] } as const;
  const marked = sections.flatMap((section) => {
    if (section !== first) return [section];
    return section.only === "screen" ? [told] : [told, { ...section, only: "page" } as const];
  });
  return [{ ...alone, only: "page" }, ...marked];
}
