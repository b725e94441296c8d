import { type Section, sectionsFor, type Tone } from "../section.ts";

const RANKS: Readonly<Record<Tone, number>> = {
  danger: 0,
  action: 1,
  warning: 1,
  neutral: 2,
  strong: 2,
  good: 2,
  quiet: 2,
};

/** The parts of a page: sentences first, then what is open, then what is folded away; dangers before all else of their kind. */
export function pageOrder(sections: readonly Section[]): readonly Section[] {
  return [...sectionsFor("page", sections)].sort((a, b) => rankOf(a) - rankOf(b));
}

/** Whether a section is a heading with rows that may be cut, and not just sentences. */
export function isTitled({ title }: Section): boolean {
  return title !== undefined;
}

function rankOf(section: Section): number {
  if (!isTitled(section)) return -1;
  return RANKS[section.tone] + (section.page === "folded" ? 10 : 0);
}
