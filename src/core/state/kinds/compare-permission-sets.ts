import { canonicalJson } from "../../text/canonical-json.ts";
import { partsOf, WRITTEN_TAG } from "../ownership.ts";
import type { PermissionSet } from "../resource.ts";

/**
 * A permission set that is brought to just what is desired. Whose sessions it ends stays unless that is said: others may have
 * ended them since.
 */
export function replacedSet(before: PermissionSet, desired: PermissionSet): PermissionSet {
  const { endedSessions: _, ...rest } = desired;
  const ended = desired.endedSessions ?? before.endedSessions ?? [];
  const after = ended.length === 0 ? rest : { ...rest, endedSessions: ended };
  return isSameSet(before, after) && endsTheSame(before, after) ? before : after;
}

/** Whether they end the sessions of the same people. */
export function endsTheSame(a: PermissionSet, b: PermissionSet): boolean {
  return canonicalJson(a.endedSessions ?? []) === canonicalJson(b.endedSessions ?? []);
}

/** Whether two permission sets hold the same, tags included, whosever sessions they end. */
function isSameSet(a: PermissionSet, b: PermissionSet): boolean {
  return canonicalJson(allOf(a)) === canonicalJson(allOf(b));
}

/** The same, whatever their tags say of who wrote them last. */
export function holdsTheSame(a: PermissionSet, b: PermissionSet): boolean {
  return isSameSet(withoutWritten(a), withoutWritten(b));
}

/** Whether a set is one that was being brought from one to another: each part of it is as in one of the two, or on its way. */
export function isOnTheWay(present: PermissionSet, before: PermissionSet, after: PermissionSet): boolean {
  const [is, was, will] = [present, before, after].map((set) => allOf(withoutWritten(set))) as [Parts, Parts, Parts];
  return (
    SINGLE.every((part) => [was, will].some((end) => canonicalJson(end[part]) === canonicalJson(is[part]))) &&
    LISTS.every((part) => isBetween(is[part], was[part], will[part]))
  );
}

const SINGLE = ["duration", "description", "relayState", "inline", "boundary"] as const;
const LISTS = ["managed", "customer", "tags"] as const;

type Parts = ReturnType<typeof allOf>;

function allOf(set: PermissionSet) {
  const tags = Object.entries(set.tags)
    .map(([name, value]) => `${name}=${value}`)
    .sort();
  return { ...partsOf(set), tags };
}

/** Nothing is there that is in neither, and nothing is gone that is in both. */
function isBetween(is: readonly string[], was: readonly string[], will: readonly string[]): boolean {
  return (
    is.every((one) => was.includes(one) || will.includes(one)) &&
    was.every((one) => is.includes(one) || !will.includes(one))
  );
}

function withoutWritten(set: PermissionSet): PermissionSet {
  const { [WRITTEN_TAG]: _, ...tags } = set.tags;
  return { ...set, tags };
}
