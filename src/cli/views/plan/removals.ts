import type { Plan } from "../../../core/plan/plan.ts";
import { isDeletion } from "../../../core/state/order.ts";
import type { ResourceKey } from "../../../core/state/resource.ts";
import type { Item, Note, Row, Section } from "../section.ts";
import { changesByUser, markOf, personalWords, sharedWords } from "./words.ts";

/** What the plan takes away, person by person and then what is nobody's in particular: apart from all that it gives. */
export function removalsSection(
  plan: Plan,
  blocked: ReadonlySet<ResourceKey>,
  toldHere: (change: Plan["changes"][number]) => readonly Note[],
): Section {
  const removals = plan.changes.filter(isDeletion);
  const emails = new Map(
    [...plan.people, ...(plan.ends ?? [])].map(({ email, userName }) => [userName.toLowerCase(), email]),
  );
  const personal = [...changesByUser(removals)].map(
    ([user, changes]): Row => ({
      cells: [
        emails.get(user) ?? user,
        changes.map(
          (change): Item => ({ mark: markOf(change, blocked), text: personalWords(change, plan, undefined) }),
        ),
      ],
      notes: changes.flatMap(toldHere),
    }),
  );
  const shared = removals.flatMap((change): readonly Row[] => {
    const words = sharedWords(change, plan);
    if (words === undefined) return [];
    return [{ cells: ["Shared", [{ mark: markOf(change, blocked), text: words }]], notes: toldHere(change) }];
  });
  return {
    title: "Removals: taken away after everything above is done",
    tone: "danger",
    columns: [{ title: "Whose", as: "name" }, { title: "What is removed" }],
    layout: "items",
    rows: [...personal, ...shared],
  };
}
