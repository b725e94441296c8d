import { accessKey } from "../state/kinds/account-assignment.ts";
import type { HeldAccess } from "../state/observation.ts";
import { shownList } from "../text/shown-list.ts";
import { visibleText } from "../text/visible-text.ts";
import type { Person } from "./person.ts";

/** More names than these are counted. */
const MOST_HELD = 3;

/** That people have already what their rows ask for, how, and what the plan makes of it; those who have it in the same way together. */
export function heldOtherwiseWarnings(people: readonly Person[], held: readonly HeldAccess[] = []): readonly string[] {
  const accountNames = new Map(people.flatMap(({ access }) => access.map((one) => [one.accountId, one.accountName])));
  const byGroup = new Set(
    people.flatMap(({ userName, access }) =>
      access.flatMap((one) => (one.group === undefined ? [] : [accessKey({ ...one, userName })])),
    ),
  );
  const ways = new Map<string, { readonly userNames: Set<string>; readonly accounts: Set<string> }>();
  for (const one of held) {
    const { permissionSet, groups } = one;
    const how =
      groups.length === 0
        ? "by an assignment of their own"
        : `through ${groups.length === 1 ? "group" : "groups"} ${shownList(groups.map(visibleText), MOST_HELD)}`;
    const outcome = byGroup.has(accessKey(one))
      ? "they are put into the group of their row as well"
      : "they get no second one of their own";
    const way = `permission set ${permissionSet} already, ${how}: ${outcome}.`;
    const known = ways.get(way) ?? { userNames: new Set(), accounts: new Set() };
    ways.set(way, known);
    known.userNames.add(one.userName);
    known.accounts.add(accountNames.get(one.accountId) ?? one.accountId);
  }
  return [...ways].map(([way, { userNames, accounts }]) => {
    const who = shownList([...userNames], MOST_HELD);
    const where = shownList([...accounts], MOST_HELD);
    return `In ${where} ${who} ${userNames.size === 1 ? "has" : "have"} ${way}`;
  });
}
