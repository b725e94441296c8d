import { type Change, resourceOf } from "./change.ts";
import { dependenciesOf, kindOf } from "./kinds.ts";

/**
 * For each change, the others that must be done before it: what it rests on is made before it is, and what rests on it is
 * deleted before it is.
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

/** Negative where a plan lists `a` before `b`: what others rest on first, deletions last and the other way round. */
export function comparePlaces(a: Change, b: Change): number {
  if (isDeletion(a) !== isDeletion(b)) return isDeletion(a) ? 1 : -1;
  const difference = kindOf(resourceOf(a)).rank - kindOf(resourceOf(b)).rank;
  return isDeletion(a) ? -difference : difference;
}

function isDeletion({ action }: Change): boolean {
  return action === "delete";
}
