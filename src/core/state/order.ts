import { type Change, resourceOf } from "./change.ts";
import { dependenciesOf, kindOf } from "./kinds.ts";

/**
 * For each change, the others that must be done before it: what it rests on is made before it is, and what rests on it is
 * deleted before it is. What else a deletion waits for, {@link obstaclesToTaking} says.
 */
export function prerequisitesOf(changes: readonly Change[]): ReadonlyMap<Change, readonly Change[]> {
  const byKey = new Map(changes.map((change) => [change.key, change]));
  const prerequisites = new Map(changes.map((change): [Change, Change[]] => [change, []]));
  for (const change of changes) {
    for (const key of dependenciesOf(resourceOf(change))) {
      const needed = byKey.get(key);
      if (needed === undefined || isDeletion(needed) !== isDeletion(change)) continue;
      const [first, second] = isDeletion(change) ? [change, needed] : [needed, change];
      prerequisites.get(second)?.push(first);
    }
  }
  return prerequisites;
}

/**
 * What stands in the way of a deletion: something that the plan gives to the same person and that is not there. Nobody
 * loses the old before they have the new. What a group gets may be anybody's, so it stands in everybody's way.
 */
export function obstaclesToTaking(
  changes: readonly Change[],
  isMissing: (given: Change) => boolean,
): (change: Change) => Change | undefined {
  const missing = new Map<string, Change>();
  for (const change of changes) {
    const holder = isDeletion(change) ? undefined : holderOf(change);
    if (holder !== undefined && !missing.has(holder) && isMissing(change)) missing.set(holder, change);
  }
  const [anything] = missing.values();
  return (change) => {
    const holder = isDeletion(change) ? holderOf(change) : undefined;
    if (holder === undefined) return undefined;
    return holder === "anybody" ? anything : (missing.get(holder) ?? missing.get("anybody"));
  };
}

/** Negative where a plan lists `a` before `b`: what others rest on first, deletions last. */
export function comparePlaces(a: Change, b: Change): number {
  if (isDeletion(a) !== isDeletion(b)) return isDeletion(a) ? 1 : -1;
  return rankOf(a) - rankOf(b);
}

export function isDeletion({ action }: Change): boolean {
  return action === "delete";
}

function rankOf(change: Change): number {
  const { rank, rankOfDeletion } = kindOf(resourceOf(change));
  return isDeletion(change) ? (rankOfDeletion ?? rank) : rank;
}

function holderOf(change: Change): string | undefined {
  const resource = resourceOf(change);
  return kindOf(resource).holderOf?.(resource);
}
