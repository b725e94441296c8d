import type { Blocker } from "../../core/state/change.ts";
import { keyOf, kindOf } from "../../core/state/kinds.ts";
import type { Resource, ResourceKey, State } from "../../core/state/resource.ts";
import type { Session } from "../session/session.ts";

/** What can be missing, and how it is called. */
const WORDS = [
  ["User|", "user"],
  ["Group|", "group"],
  ["PermissionSet|", "permission set"],
] as const;

/**
 * Those of the wanted resources that are for somebody or something that is neither there nor to be made, and why: whoever
 * applies a plan that was saved may come after somebody was deleted.
 */
export function forNobodyThere(
  { ids }: Pick<Session, "ids">,
  desired: State,
  wanted: readonly Resource[],
): ReadonlyMap<ResourceKey, Blocker> {
  return new Map(
    wanted.flatMap((one) => {
      const missing = kindOf(one)
        .dependenciesOf(one)
        .filter((key) => !ids.has(key) && !desired.has(key))
        .flatMap((key) => WORDS.flatMap(([start, word]) => (key.startsWith(start) ? [word] : [])));
      return missing.length === 0 ? [] : [[keyOf(one), blockerFor(one, missing)] as const];
    }),
  );
}

function blockerFor(one: Resource, missing: readonly string[]): Blocker {
  const what = missing.join(" and the ");
  return {
    reason: `${kindOf(one).subject(one)} cannot be made: the ${what} that it is for ${missing.length === 1 ? "is" : "are"} not there, and this plan does not make ${missing.length === 1 ? "it" : "them"}.`,
    remedy: "Plan again: what has gone since is left out then.",
  };
}
