import type { InputCheck } from "../../../core/documents/check-schema.ts";
import { counted } from "../../terminal/layout.ts";
import { warningAnnotations } from "../annotation.ts";
import type { DocumentView } from "../document-view.ts";

/** How it is told what was looked at when AWS was not asked, and what only AWS can answer. It names nobody. */
export const checkView: DocumentView<InputCheck> = {
  schema: "check",
  heading: () => "onboard: nothing wrong",
  sections: (check) => [
    { tone: "good", rows: [{ cells: [checkWords(check)], tone: "good" }] },
    {
      title: "Warnings",
      tone: "warning",
      columns: [{ title: "Warning" }],
      attached: true,
      bullet: { symbol: "!", tone: "warning" },
      rows: check.warnings.map((warning) => ({ cells: [warning] })),
    },
  ],
  annotations: ({ warnings }) => warningAnnotations(warnings),
  redact: (check, { screen }) => ({ ...check, warnings: check.warnings.map(screen) }),
};

/** `team.csv: 12 people in 14 rows, nothing wrong. AWS was not asked.` */
function checkWords({ teamFile, people, rows }: InputCheck): string {
  return `${teamFile}: ${counted(people, "person", "people")} in ${counted(rows, "row")}, nothing wrong. AWS was not asked.`;
}
