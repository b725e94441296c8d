import type { Plan } from "../../../core/plan/plan.ts";
import { timeWords } from "../../../core/state/ended-sessions.ts";
import { shownList } from "../../../core/text/shown-list.ts";
import type { Section } from "../section.ts";
import { policySections } from "./inline-policies.ts";

/**
 * Sessions that the plan does not end, and the policy with which somebody who may can end them; after a run with those whose
 * they are.
 */
export function sessionsGoOnSections(
  { sessionsGoOn }: Pick<Plan, "sessionsGoOn">,
  whose?: (permissionSet: string) => readonly string[],
): readonly Section[] {
  if (sessionsGoOn === undefined) return [];
  const { until, permissionSets, policy } = sessionsGoOn;
  return [
    {
      title: `Sessions that are not ended here, and may go on until ${timeWords(until)}`,
      tone: "warning",
      columns: [
        { title: "Permission set", as: "name" },
        ...(whose === undefined ? [] : [{ title: "Whose", as: "name" } as const]),
        { title: "Why" },
      ],
      bullet: { symbol: "!", tone: "warning" },
      rows: permissionSets.map(({ name, reason }) => ({
        cells: [name, ...(whose === undefined ? [] : [shownList(whose(name), 5)]), reason],
      })),
      notes: [
        "This policy ends them within minutes: as a service control policy of the accounts, or as a statement in the inline policy of each permission set, which is provisioned then. Service control policies spare the management account: there only the inline policy does it. Take it out again after that time.",
      ],
    },
    ...policySections("The policy that ends them", policy),
  ];
}
