import type { Change } from "../state/change.ts";
import { kindOf } from "../state/kinds.ts";
import type { Resource, ResourceKey, State } from "../state/resource.ts";
import { canonicalJson } from "../text/canonical-json.ts";

/**
 * What must change so that everything desired is there, and nothing of what is to be absent. What is only observed is left
 * alone: nothing is ever removed because a file stopped naming it, and what is asked for both ways stays. Changes come in
 * the order of `desired`, then of `absent`. `isExact`: what is there is brought to just what is desired, and not added to.
 */
export function diff(
  observed: State,
  desired: State,
  absent: State = new Map(),
  { isExact = false }: { readonly isExact?: boolean | undefined } = {},
): readonly Change[] {
  const merge = isExact ? "replaced" : "merged";
  const given = [...desired].flatMap(([key, resource]) => changeOf(key, observed.get(key), resource, merge) ?? []);
  const taken = [...absent.keys()].flatMap((key): readonly Change[] => {
    const before = observed.get(key);
    return before === undefined || desired.has(key) ? [] : [{ action: "delete", key, before, after: null }];
  });
  return [...given, ...taken];
}

function changeOf(
  key: ResourceKey,
  before: Resource | undefined,
  desired: Resource,
  merge: "merged" | "replaced",
): Change | undefined {
  const kind = kindOf(desired);
  if (before === undefined) return { action: "create", key, before: null, after: kind.created?.(desired) ?? desired };
  const after = kind[merge]?.(before, desired) ?? before;
  return canonicalJson(after) === canonicalJson(before) ? undefined : { action: "update", key, before, after };
}
