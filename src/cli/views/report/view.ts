import type { Source } from "../../../core/errors/problem.ts";
import { derivedMembers } from "../../../core/readiness/document.ts";
import { factsOfRun } from "../../../core/readiness/facts.ts";
import { type AccessReadiness, undoneAccess } from "../../../core/readiness/readiness.ts";
import { canStart } from "../../../core/readiness/states.ts";
import { verdictWords } from "../../../core/readiness/words.ts";
import { redactFirstSignIn, redactReport } from "../../../core/redaction/redact-plan.ts";
import type { RunReport } from "../../../core/report/report.ts";
import { type Report, readinessAfter, stillMissing } from "../../../core/report/report.ts";
import { type Annotation, eachOnce, rowOf } from "../annotation.ts";
import type { DocumentView } from "../document-view.ts";
import { linesOf } from "../lines-of.ts";
import { bootstrapAnnotations } from "../plan/annotations.ts";
import { reportSections } from "./sections.ts";
import { closingWords } from "./words.ts";

/** How the end of a run is told; its rows are those of the team file. */
export function reportView(team: Source): DocumentView<RunReport> {
  return {
    schema: "report",
    heading: (report) => `onboard: ${closingWords(report, readinessAfter(report)).heading}`,
    sections: (report) => [...reportSections(report), ...(report.undoes === undefined ? [linesOf(team)] : [])],
    derived: ({ people, accountIds, ...report }) =>
      derivedMembers(people, factsOfRun(report, report.results), accountIds),
    annotations: (report) => reportAnnotations(report, team),
    // The lines of `setUp` hold people's names in a form in which nobody finds them.
    redact: ({ firstSignIn, sessions, setUp: _, files, next, ...report }, redactor) => ({
      ...redactReport(report, redactor),
      firstSignIn: redactFirstSignIn(firstSignIn, redactor),
      ...(sessions === undefined
        ? {}
        : {
            sessions: sessions.map((one) => ({
              ...one,
              userName: redactor.label(one.userName),
              permissionSet: redactor.screen(one.permissionSet),
            })),
          }),
      files,
      ...(next === undefined ? {} : { next: redactor.screen(next) }),
    }),
    follows: ({ changes }) => changes.length > 0,
  };
}

/** The rows of which something is not done, each with the reason; and where a bootstrap keeps people from starting. */
export function reportAnnotations(report: Report, team: Source): readonly Annotation[] {
  const readiness = readinessAfter(report);
  return [
    ...eachOnce(undoneAccess(readiness).map((one) => undoneAnnotation(one, team))),
    ...bootstrapAnnotations(stillMissing(report), readiness),
  ];
}

function undoneAnnotation(readiness: AccessReadiness, team: Source): Annotation {
  const { state, signsIn, access } = readiness;
  const told = { message: verdictWords(readiness), ...rowOf(team, access) };
  return state === "waits" || canStart(state) === "unknown"
    ? { level: "warning", check: "in-progress", title: "In progress", ...told }
    : { level: "error", check: "failed", title: signsIn ? "Not ready" : "No access", ...told };
}
