import { keyOf } from "../state/kinds.ts";
import type { Resource } from "../state/resource.ts";
import { visibleText } from "../text/visible-text.ts";
import type { Held, Leaver } from "./leaver.ts";
import { namedBy } from "./row-ends.ts";

/** Whether a way in which a leaver has a permission set in an account is among these assignments and memberships. */
export function waysAmong(
  resources: readonly Resource[],
): (leaver: Pick<Leaver, "userName">, place: Held, way: Held["ways"][number]) => boolean {
  // What a leaver has names groups as they are shown.
  const keys = new Set(
    resources.map((one) => keyOf(one.kind === "GroupMembership" ? { ...one, group: visibleText(one.group) } : one)),
  );
  return ({ userName }, place, way) => keys.has(keyOf(namedBy({ ...place, ...way, userName })));
}
