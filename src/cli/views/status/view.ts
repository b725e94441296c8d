import type { Source } from "../../../core/errors/problem.ts";
import type { PersonStatus, Status } from "../../../core/readiness/status.ts";
import { verdictWords } from "../../../core/readiness/words.ts";
import { redactStatus } from "../../../core/redaction/redact-status.ts";
import { type Annotation, eachOnce, rowOf, warningAnnotations } from "../annotation.ts";
import type { DocumentView } from "../document-view.ts";
import { statusSections } from "./sections.ts";
import { startWords } from "./words.ts";

/** How a status is told; its rows are those of the team file. */
export function statusView(team: Source): DocumentView<Status> {
  return {
    schema: "status",
    heading: (status) => `onboard status: ${startWords(status)}`,
    sections: statusSections,
    annotations: ({ people, warnings }) => [
      ...eachOnce(people.flatMap((person) => personAnnotations(person, team))),
      ...warningAnnotations(warnings),
    ],
    redact: redactStatus,
  };
}

/** What keeps a person from each account, beside the row that asks for it. That nobody could tell is no fault of the row. */
function personAnnotations({ access }: PersonStatus, team: Source): readonly Annotation[] {
  return access.flatMap((one): readonly Annotation[] => {
    if (one.ready === "yes") return [];
    const message = `${one.accountName}: ${verdictWords(one)}`;
    const place = rowOf(team, one);
    return one.ready === "no"
      ? [{ level: "warning", check: "not-ready", title: "Cannot start", message, ...place }]
      : [{ level: "notice", check: "unknown", title: "Not known", message, ...place }];
  });
}
