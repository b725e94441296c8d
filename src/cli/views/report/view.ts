import type { Source } from "../../../core/errors/problem.ts";
import { redactFirstSignIn, redactReport } from "../../../core/redaction/redact-plan.ts";
import { type AccessOutcome, accessOutcomes, type Report, reasonOf } from "../../../core/report/report.ts";
import { type Annotation, eachOnce, rowOf } from "../annotation.ts";
import type { DocumentView } from "../document-view.ts";
import type { RunReport } from "./run-report.ts";
import { reportSections } from "./sections.ts";
import { closingWords } from "./words.ts";

/** How the end of a run is told; its rows are those of the team file. */
export function reportView(team: Source): DocumentView<RunReport> {
  return {
    schema: "report",
    heading: (report) => `onboard: ${closingWords(report, accessOutcomes(report.people, report.results)).heading}`,
    sections: reportSections,
    annotations: (report) => reportAnnotations(report, team),
    redact: ({ firstSignIn, files, ...report }, redactor) => ({
      ...redactReport(report, redactor),
      firstSignIn: redactFirstSignIn(firstSignIn, redactor),
      files,
    }),
    follows: ({ changes }) => changes.length > 0,
  };
}

/** The rows that are not ready, each with the reason. */
export function reportAnnotations(report: Report, team: Source): readonly Annotation[] {
  const outcomes = accessOutcomes(report.people, report.results);
  return eachOnce(outcomes.flatMap((outcome) => outcomeAnnotation(outcome, team)));
}

function outcomeAnnotation(outcome: AccessOutcome, team: Source): readonly Annotation[] {
  const message = reasonOf(outcome);
  const [first] = outcome.obstacles;
  if (message === undefined || first === undefined) return [];
  const place = rowOf(team, outcome.access.line);
  return first.outcome === "outstanding"
    ? [{ level: "warning", check: "in-progress", title: "In progress", message, ...place }]
    : [{ level: "error", check: "failed", title: "No access", message, ...place }];
}
