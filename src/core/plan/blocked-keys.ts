import type { Change } from "../state/change.ts";
import { dependenciesOf } from "../state/kinds.ts";
import type { ResourceKey } from "../state/resource.ts";

/** The keys of changes that cannot be made: those that are blocked, and those that need one of them. */
export function blockedKeys(changes: readonly Change[]): ReadonlySet<ResourceKey> {
  const byKey = new Map(changes.map((change) => [change.key, change]));
  const isStuck = (change: Change): boolean =>
    change.blocked !== undefined ||
    dependenciesOf(change.after).some((key) => {
      const dependency = byKey.get(key);
      return dependency !== undefined && isStuck(dependency);
    });
  return new Set(changes.filter(isStuck).map(({ key }) => key));
}
