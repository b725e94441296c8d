import type { Change } from "../state/change.ts";
import { obstaclesToTaking, prerequisitesOf } from "../state/order.ts";
import type { ResourceKey } from "../state/resource.ts";

/** The keys of changes that cannot be made: those that are blocked, and those that need one of them. */
export function blockedKeys(changes: readonly Change[]): ReadonlySet<ResourceKey> {
  const prerequisites = prerequisitesOf(changes);
  const needs = (change: Change) => prerequisites.get(change) ?? [];
  const isStuck = (change: Change): boolean => change.blocked !== undefined || needs(change).some(isStuck);
  const obstacleTo = obstaclesToTaking(changes, isStuck);
  const isBlocked = (change: Change): boolean =>
    isStuck(change) || obstacleTo(change) !== undefined || needs(change).some(isBlocked);
  return new Set(changes.filter(isBlocked).map(({ key }) => key));
}

/** Whether there is something to do and all of it is stuck: AWS is not asked for any of it. */
export function isAllBlocked(changes: readonly Change[]): boolean {
  return changes.length > 0 && blockedKeys(changes).size === changes.length;
}
