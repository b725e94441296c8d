import type { Source } from "../../../core/errors/problem.ts";
import { keysBehind } from "../../../core/plan/person.ts";
import type { Plan } from "../../../core/plan/plan.ts";
import { commandForCaller } from "../../../core/text/command-line.ts";
import { shownList } from "../../../core/text/shown-list.ts";
import { type Annotation, eachOnce, rowOf, warningAnnotations } from "../annotation.ts";
import { DRIFT_TITLES } from "./words.ts";

/** What keeps a plan's people from their access, what a reviewer must allow, and what is in AWS otherwise. */
export function planAnnotations(plan: Plan, team: Source): readonly Annotation[] {
  const level = "warning";
  return [
    ...plan.dangers.map(({ name, message }): Annotation => {
      const remedy = `Allow it with --allow ${name}, if it is meant.`;
      return { level, check: `danger/${name}`, title: `Danger: ${name}`, message: `${message} ${remedy}` };
    }),
    ...blockedAnnotations(plan, team),
    ...plan.drift.map(
      ({ kind, message }): Annotation => ({ level, check: `drift/${kind}`, title: DRIFT_TITLES[kind], message }),
    ),
    ...bootstrapAnnotations(plan),
    ...warningAnnotations(plan.warnings),
  ];
}

/** One for all: what to do about it is the same everywhere. */
function bootstrapAnnotations({ missingBootstraps }: Plan): readonly Annotation[] {
  if (missingBootstraps.length === 0) return [];
  const where = missingBootstraps.map(({ accountName, region, reason }) => `${accountName} in ${region} (${reason})`);
  const message = `npx ampx sandbox stops where the CDK is not bootstrapped: ${shownList(where)}. Run with --bootstrap, or ${commandForCaller("status", "--emails", "FILE")} for the commands.`;
  return [{ level: "notice", check: "bootstrap", title: "CDK bootstrap", message }];
}

function blockedAnnotations({ people, changes }: Plan, team: Source): readonly Annotation[] {
  const blocked = new Map(changes.flatMap(({ key, blocked: why }) => (why === undefined ? [] : [[key, why] as const])));
  return eachOnce(
    people.flatMap((person) =>
      person.access.flatMap((access): readonly Annotation[] => {
        const why = keysBehind(person, access)
          .map((key) => blocked.get(key))
          .find((one) => one !== undefined);
        if (why === undefined) return [];
        const message = `${why.reason} ${why.remedy}`;
        return [{ level: "warning", check: "blocked", title: "Cannot be done", message, ...rowOf(team, access.line) }];
      }),
    ),
  );
}
