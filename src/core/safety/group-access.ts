import type { Change } from "../state/change.ts";
import { groupKey } from "../state/kinds/group.ts";
import type { GroupHoldings, Observation } from "../state/observation.ts";
import type { GroupMembership, ResourceKey } from "../state/resource.ts";
import { shownList } from "../text/shown-list.ts";
import { visibleText } from "../text/visible-text.ts";
import type { Danger } from "./danger-schema.ts";
import { powersOf } from "./permission-set-power.ts";

/** More permission sets of one group than these are counted. */
const MOST_GIFTS = 6;

interface Input {
  readonly changes: readonly Change[];
  readonly observation: Observation;
}

/**
 * Somebody would join a group that is there and gives more than the plan asks of it; or nobody could read what it gives.
 * What other rows of the team file ask of the group is in the plan, and no surprise.
 */
export function groupAccessDanger({ changes, observation }: Input): Danger | undefined {
  const asked = placesAskedFor(changes, observation);
  const joined = new Map<ResourceKey, { readonly group: string; readonly people: string[] }>();
  for (const { group, userName } of joinings(changes)) {
    const one = joined.get(groupKey(group)) ?? { group, people: [] };
    one.people.push(visibleText(userName));
    joined.set(groupKey(group), one);
  }
  const found = [...joined].flatMap(([key, { group, people }]) => {
    const holdings = observation.groupHoldings?.get(key);
    const words = holdings === undefined ? undefined : giftWords(key, holdings, asked);
    return words === undefined
      ? []
      : [{ people, words: `Group ${visibleText(group)}, for ${shownList(people, 3)}: ${words}.` }];
  });
  if (found.length === 0) return undefined;
  const shown = found.slice(0, 3).map(({ words }) => words);
  const more = found.length > 3 ? ` ${found.length - 3} more groups.` : "";
  return {
    name: "group-access",
    count: found.reduce((sum, { people }) => sum + people.length, 0),
    message: `Whoever joins a group gets all that it has, which may be more than is asked for. ${shown.join(" ")}${more}`,
  };
}

function joinings(changes: readonly Change[]): readonly GroupMembership[] {
  return changes.flatMap(({ action, after }) =>
    action === "create" && after.kind === "GroupMembership" ? [after] : [],
  );
}

/** What the plan asks groups to have, whether they have it or get it now. */
function placesAskedFor(changes: readonly Change[], { state }: Observation): ReadonlySet<string> {
  const resources = [...state.values(), ...changes.flatMap(({ after }) => after ?? [])];
  return new Set(
    resources.flatMap((one) =>
      one.kind === "AccountAssignment" && one.principal.type === "GROUP"
        ? [placeOf(groupKey(one.principal.name), one.permissionSet, one.accountId)]
        : [],
    ),
  );
}

function placeOf(group: ResourceKey, permissionSet: string, accountId: string): string {
  return `${group}|${permissionSet}|${accountId}`;
}

/** What a group gives beyond what is asked of it, in words; `undefined` where that is nothing. */
function giftWords(group: ResourceKey, holdings: GroupHoldings, asked: ReadonlySet<string>): string | undefined {
  if (holdings === "unknown") {
    return "what it gives cannot be known here; AWS tells it to the management account (sso:ListAccountAssignmentsForPrincipal)";
  }
  const gifts = holdings.holdings.flatMap(({ permissionSet, accounts }) => {
    const extra = accounts.filter(({ id }) => !asked.has(placeOf(group, permissionSet.name, id)));
    if (extra.length === 0) return [];
    const powers = powersOf(permissionSet);
    const reach = powers.length === 0 ? "" : ` (${shownList(powers, 3)})`;
    const names = extra.map(({ name }) => visibleText(name));
    return [`${visibleText(permissionSet.name)}${reach} in ${shownList(names, 3)}`];
  });
  const unread = holdings.moreSets === 0 ? [] : [`${holdings.moreSets} more permission sets`];
  const all = [...gifts, ...unread];
  if (all.length === 0) return undefined;
  const more = all.length > MOST_GIFTS ? ` and ${all.length - MOST_GIFTS} more` : "";
  return `also ${all.slice(0, MOST_GIFTS).join("; ")}${more}`;
}
