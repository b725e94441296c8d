import { stayingWords, twiceWords } from "../../../core/leaving/leaving-warnings.ts";
import type { Leaver } from "../../../core/plan/leaver.ts";
import type { Plan } from "../../../core/plan/plan.ts";
import { type Change, resourceOf } from "../../../core/state/change.ts";
import { groupKey } from "../../../core/state/kinds/group.ts";
import { isDeletion } from "../../../core/state/order.ts";
import type { ResourceKey } from "../../../core/state/resource.ts";
import { shownList } from "../../../core/text/shown-list.ts";
import { counted } from "../../terminal/layout.ts";
import type { Item, Note, Row, Section } from "../section.ts";
import type { TellCauses } from "./cannot-be-done.ts";
import { changesByUser, emailBy, markOf, personalWords, sharedWords } from "./words.ts";

/** What a group gives is named as far as this. */
const MOST_GIFTS = 3;

/**
 * What the plan takes away, person by person and then what is nobody's in particular: apart from all that it gives. Of
 * who leaves also what stays, why, and what takes it as well.
 */
export function removalsSection(plan: Plan, blocked: ReadonlySet<ResourceKey>, toldHere: TellCauses): Section {
  const removals = plan.changes.filter(isDeletion);
  const emailOf = emailBy([...plan.people, ...(plan.ends ?? [])]);
  const leavers = new Map((plan.leavers ?? []).map((one) => [one.userName.toLowerCase(), one]));
  const byUser = changesByUser(removals);
  const personal = [...new Set([...leavers.keys(), ...byUser.keys()])].flatMap((user): readonly Row[] => {
    const changes = byUser.get(user) ?? [];
    const leaver = leavers.get(user);
    const email = emailOf(user);
    const stuck = changes.filter(({ key }) => blocked.has(key));
    const notes = [...changes.flatMap(toldHere), ...(leaver === undefined ? [] : stayNotes(leaver, email, stuck))];
    if (changes.length + notes.length === 0) return [];
    const items = changes.map(
      (change): Item => ({
        mark: markOf(change, blocked),
        text: personalWords(change, plan, undefined) + giftWords(change, leaver),
      }),
    );
    return [{ cells: [email, items.length === 0 ? "nothing" : items], notes }];
  });
  const shared = removals.flatMap((change): readonly Row[] => {
    const words = sharedWords(change, plan);
    if (words === undefined) return [];
    return [{ cells: ["Shared", [{ mark: markOf(change, blocked), text: words }]], notes: toldHere(change) }];
  });
  const idle = leavers.size === 0 ? 0 : leavers.size - personal.length;
  return {
    title:
      plan.purpose !== "leave" && removals.length < plan.changes.length
        ? "Removals: taken away after everything above is done"
        : "Removals",
    tone: "danger",
    columns: [{ title: "Whose", as: "name" }, { title: "What is removed" }],
    layout: "items",
    rows: [...personal, ...shared],
    notes: idle > 0 ? [`${counted(idle, "more person has", "more people have")} none of it.`] : [],
  };
}

/** ` (amplify-policy in Production)`: what goes with a place in a group. */
function giftWords(change: Change, leaver: Leaver | undefined): string {
  const resource = resourceOf(change);
  if (resource.kind !== "GroupMembership") return "";
  const gifts = (leaver?.held ?? []).filter(({ ways }) =>
    ways.some(({ group }) => group !== undefined && groupKey(group) === groupKey(resource.group)),
  );
  const words = gifts.map(({ permissionSet, accountName }) => `${permissionSet} in ${accountName}`);
  return words.length === 0 ? "" : ` (${shownList(words, MOST_GIFTS)})`;
}

function stayNotes(leaver: Leaver, email: string, stuck: readonly Change[]): readonly Note[] {
  return [
    ...twiceWords(leaver, stuck).map((text): Note => ({ as: "prose", text })),
    ...stayingWords(leaver, email).flatMap(({ words, command }): readonly Note[] => [
      { as: "prose", text: words },
      { as: "command", text: command, label: "To take that as well" },
    ]),
  ];
}
