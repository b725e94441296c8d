import type { Source } from "../../../core/errors/problem.ts";
import type { Plan } from "../../../core/plan/plan.ts";
import { factsAfter } from "../../../core/readiness/facts.ts";
import { type MissingBootstrap, missingBootstraps } from "../../../core/readiness/missing-bootstraps.ts";
import { type PersonReadiness, readinessOf, undoneAccess } from "../../../core/readiness/readiness.ts";
import { headcount, verdictWords } from "../../../core/readiness/words.ts";
import { commandForCaller } from "../../../core/text/command-line.ts";
import { shownList } from "../../../core/text/shown-list.ts";
import { type Annotation, eachOnce, rowOf, warningAnnotations } from "../annotation.ts";
import { DRIFT_TITLES } from "./words.ts";

/** What keeps a plan's people from their access, what a reviewer must allow, and what is in AWS otherwise. */
export function planAnnotations(plan: Plan, team: Source): readonly Annotation[] {
  const level = "warning";
  const facts = factsAfter(plan);
  const readiness = readinessOf(plan.people, facts);
  return [
    ...plan.dangers.map(({ name, message }): Annotation => {
      const remedy = `Allow it with --allow ${name}, if it is meant.`;
      return { level, check: `danger/${name}`, title: `Danger: ${name}`, message: `${message} ${remedy}` };
    }),
    ...blockedAnnotations(readiness, team),
    ...plan.drift.map(
      ({ kind, message, remedy, commands = [] }): Annotation => ({
        level,
        check: `drift/${kind}`,
        title: DRIFT_TITLES[kind],
        message: [message, remedy ?? [], ...commands.slice(0, 1)].flat().join(" "),
      }),
    ),
    ...bootstrapAnnotations(missingBootstraps(plan.people, facts), readiness),
    ...warningAnnotations(plan.warnings),
  ];
}

/** One for all: what to do about it is the same everywhere. */
export function bootstrapAnnotations(
  missing: readonly MissingBootstrap[],
  people: readonly PersonReadiness[],
): readonly Annotation[] {
  if (missing.length === 0) return [];
  const where = missing.map(({ accountName, region, reason }) => `${accountName} in ${region} (${reason})`);
  const message = `npx ampx sandbox stops where the CDK is not bootstrapped: ${shownList(where)}. ${headcount(people)}. Run with --bootstrap, or ${commandForCaller("status", "--emails", "FILE")} for the commands.`;
  return [{ level: "notice", check: "bootstrap", title: "CDK bootstrap", message }];
}

function blockedAnnotations(readiness: readonly PersonReadiness[], team: Source): readonly Annotation[] {
  return eachOnce(
    undoneAccess(readiness).map(
      (one): Annotation => ({
        level: "warning",
        check: "blocked",
        title: "Cannot be done",
        message: verdictWords(one),
        ...rowOf(team, one.access),
      }),
    ),
  );
}
