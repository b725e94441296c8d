import type { Change } from "../state/change.ts";
import { kindOf } from "../state/kinds.ts";
import type { Resource, ResourceKey, State } from "../state/resource.ts";
import { canonicalJson } from "../text/canonical-json.ts";

/**
 * What must change so that everything desired is there. What is only observed is left alone: nothing is ever
 * removed because a file stopped naming it. Changes come in the order of `desired`.
 */
export function diff(observed: State, desired: State): readonly Change[] {
  return [...desired].flatMap(([key, resource]) => {
    const change = changeOf(key, observed.get(key), resource);
    return change === undefined ? [] : [change];
  });
}

function changeOf(key: ResourceKey, before: Resource | undefined, desired: Resource): Change | undefined {
  const kind = kindOf(desired);
  if (before === undefined) return { action: "create", key, before: null, after: kind.created?.(desired) ?? desired };
  const after = kind.merged?.(before, desired) ?? before;
  return canonicalJson(after) === canonicalJson(before) ? undefined : { action: "update", key, before, after };
}
