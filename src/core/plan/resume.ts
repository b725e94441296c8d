import type { Change } from "../state/change.ts";
import { kindOf } from "../state/kinds.ts";
import type { Resource } from "../state/resource.ts";
import { canonicalJson } from "../text/canonical-json.ts";
import type { Plan } from "./plan.ts";

/**
 * An approved plan as it would have been after runs of it that were interrupted: without what they have done, and with what
 * they had begun as it is now to be finished. `begun` are the keys of both. What is to be finished must lead where the
 * approved change led; else it stays as it was approved, and is a difference.
 */
export function resumedPlan(approved: Plan, now: Plan, begun: ReadonlySet<string>): Plan {
  const left = new Map(now.changes.map((change) => [change.key, change]));
  const changes = approved.changes.flatMap((change) => {
    if (!begun.has(change.key)) return [change];
    const rest = left.get(change.key);
    if (rest === undefined) return [];
    return [leadsTheSameWay(change, rest) ? rest : change];
  });
  return { ...approved, changes };
}

function leadsTheSameWay(approved: Change, rest: Change): boolean {
  return rest.blocked === undefined && canonicalJson(outcomeOf(approved)) === canonicalJson(outcomeOf(rest));
}

/** What is there at the end; nothing after a deletion. */
function outcomeOf({ after }: Change): Resource | null {
  return after === null ? null : (kindOf(after).outcomeOf?.(after) ?? after);
}
