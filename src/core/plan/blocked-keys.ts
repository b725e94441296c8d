import type { Change } from "../state/change.ts";
import { prerequisitesOf } from "../state/order.ts";
import type { ResourceKey } from "../state/resource.ts";

/** The keys of changes that cannot be made: those that are blocked, and those that need one of them. */
export function blockedKeys(changes: readonly Change[]): ReadonlySet<ResourceKey> {
  const prerequisites = prerequisitesOf(changes);
  const isBlocked = (change: Change): boolean =>
    change.blocked !== undefined || (prerequisites.get(change) ?? []).some(isBlocked);
  return new Set(changes.filter(isBlocked).map(({ key }) => key));
}
