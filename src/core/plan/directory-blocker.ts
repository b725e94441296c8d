import { type Blocker, type Change, resourceOf } from "../state/change.ts";
import { groupKey } from "../state/kinds/group.ts";
import { userKey } from "../state/kinds/user.ts";
import { kindOf } from "../state/kinds.ts";
import type { Observation } from "../state/observation.ts";
import { isDeletion } from "../state/order.ts";
import type { Resource, ResourceKey } from "../state/resource.ts";
import type { Leaver } from "./leaver.ts";

/** Those who leave, by the keys of their users. */
export type Leavers = ReadonlyMap<ResourceKey, Leaver>;

/**
 * Why an external directory keeps something, with what to do there; `undefined` where it does not. Of somebody who leaves
 * it is known of each user and group where it comes from; else only of the directory as a whole.
 */
export function directoryBlocker(
  change: Change,
  { identitySource }: Pick<Observation, "identitySource">,
  leavers: Leavers,
): Blocker | undefined {
  const resource = resourceOf(change);
  const isExternal = isDeletion(change) ? isExternalOf(resource, leavers) : undefined;
  if (!(isExternal ?? identitySource === "external")) return undefined;
  return kindOf(resource).heldByProvider?.(resource, change.action);
}

function isExternalOf(resource: Resource, leavers: Leavers): boolean | undefined {
  if (resource.kind !== "User" && resource.kind !== "GroupMembership") return undefined;
  const leaver = leavers.get(userKey(resource.userName));
  if (leaver === undefined || leaver.external || resource.kind === "User") return leaver?.external;
  return (leaver.externalGroups ?? []).some((group) => groupKey(group) === groupKey(resource.group));
}
