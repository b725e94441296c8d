import type { Source } from "../../core/errors/problem.ts";
import type { Section } from "./section.ts";

/** On a page that is read far from the files, a comment or a job's summary: whose lines are meant by `line 2`. */
export function linesOf(team: Source): Section {
  const rows = team.kind === "file" ? [{ cells: [`Lines are those of ${team.file}.`] }] : [];
  return { tone: "neutral", only: "page", rows };
}
