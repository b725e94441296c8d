import type { Change } from "../state/change.ts";
import { groupKey } from "../state/kinds/group.ts";
import { permissionSetKey } from "../state/kinds/permission-set.ts";
import type { Observation } from "../state/observation.ts";
import type { AccountAssignment, PermissionSet, ResourceKey } from "../state/resource.ts";
import { shownList } from "../text/shown-list.ts";
import { visibleText } from "../text/visible-text.ts";
import type { Danger } from "./danger-schema.ts";
import { powersOf, unknownPolicyWords } from "./permission-set-power.ts";
import { isSetInUse } from "./wider-permissions.ts";

interface Input {
  readonly changes: readonly Change[];
  readonly observation: Observation;
  readonly accountName: (accountId: string) => string;
}

/** Somebody who gets a permission set in an account: by an assignment, or by joining a group that has one. */
interface Conveyed {
  readonly permissionSet: PermissionSet["name"];
  readonly accountId: string;
  readonly who: string;
}

/**
 * Somebody would get a powerful permission set that is in use already, which no change of the set tells. What a new set
 * gives, and to whom, the danger about the set says.
 */
export function powerfulAccessDanger({ changes, observation, accountName }: Input): Danger | undefined {
  const sets = setsAfter(changes, observation);
  const changed = new Set(changes.map(({ key }) => key));
  const all = conveyances(changes, observation);
  const found = [...new Set(all.map(({ permissionSet }) => permissionSet))].flatMap((name) => {
    const set = sets.get(permissionSetKey(name));
    const isTold = !isSetInUse(observation, { name }) && changed.has(permissionSetKey(name));
    const powers = set === undefined || isTold ? [] : powersOf(set);
    const conveyed = all.filter(({ permissionSet }) => permissionSet === name);
    return powers.length === 0 ? [] : [{ name, powers, conveyed }];
  });
  if (found.length === 0) return undefined;
  const words = found.map(({ name, powers, conveyed }) => {
    const accounts = new Set(conveyed.map(({ accountId }) => accountName(accountId)));
    const people = new Set(conveyed.map(({ who }) => who));
    return `${name} (${shownList(powers, 3)}) in ${shownList([...accounts], 3)}, for ${shownList([...people], 3)}`;
  });
  const more = words.length > 3 ? `; and ${words.length - 3} more permission sets` : "";
  return {
    name: "powerful-access",
    count: found.reduce((sum, { conveyed }) => sum + conveyed.length, 0),
    message: `Powerful access would be given: permission set ${words.slice(0, 3).join("; ")}${more}.${unknownPolicyWords(found.flatMap(({ powers }) => powers))}`,
  };
}

/** The permission sets as they will be. */
function setsAfter(changes: readonly Change[], { state }: Observation): ReadonlyMap<ResourceKey, PermissionSet> {
  const resources = [...state.values(), ...changes.flatMap(({ after }) => after ?? [])];
  return new Map(
    resources.flatMap((one) => (one.kind === "PermissionSet" ? [[permissionSetKey(one.name), one] as const] : [])),
  );
}

function conveyances(changes: readonly Change[], { state }: Observation): readonly Conveyed[] {
  const held = new Map<ResourceKey, AccountAssignment[]>();
  for (const one of state.values()) {
    if (one.kind !== "AccountAssignment" || one.principal.type !== "GROUP") continue;
    const key = groupKey(one.principal.name);
    held.set(key, [...(held.get(key) ?? []), one]);
  }
  return changes.flatMap(({ action, after }): readonly Conveyed[] => {
    if (action !== "create") return [];
    if (after.kind === "AccountAssignment") {
      const { permissionSet, accountId, principal } = after;
      const name = visibleText(principal.name);
      return [
        { permissionSet, accountId, who: principal.type === "GROUP" ? `group ${name} and all who are in it` : name },
      ];
    }
    if (after.kind !== "GroupMembership") return [];
    const who = `${visibleText(after.userName)} (joining group ${visibleText(after.group)})`;
    const conveyed = held.get(groupKey(after.group)) ?? [];
    return conveyed.map(({ permissionSet, accountId }) => ({ permissionSet, accountId, who }));
  });
}
