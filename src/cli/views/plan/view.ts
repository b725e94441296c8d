import type { Source } from "../../../core/errors/problem.ts";
import type { Plan } from "../../../core/plan/plan.ts";
import { derivedMembers } from "../../../core/readiness/document.ts";
import { factsAfter } from "../../../core/readiness/facts.ts";
import { redactPlan } from "../../../core/redaction/redact-plan.ts";
import type { DocumentView } from "../document-view.ts";
import { linesOf } from "../lines-of.ts";
import { nextSection } from "../next.ts";
import { planAnnotations } from "./annotations.ts";
import { planSections } from "./sections.ts";
import { changeCountWords } from "./words.ts";

/** How a plan is told; its rows are those of the team file. `next` carries it out, where it was only asked for. */
export function planView(team: Source, next?: string): DocumentView<Plan> {
  return {
    schema: "plan",
    heading: ({ changes, summary }) =>
      changes.length === 0 ? "onboard: nothing to do" : `onboard: ${changeCountWords(summary)}`,
    sections: (plan) => [
      ...planSections(plan),
      ...(plan.undoes === undefined ? [linesOf(team)] : []),
      { ...nextSection(next), only: "screen" },
    ],
    derived: (plan) => derivedMembers(plan.people, factsAfter(plan)),
    annotations: (plan) => planAnnotations(plan, team),
    redact: redactPlan,
  };
}
