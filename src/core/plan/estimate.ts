import type { Limits } from "../aws/limits.ts";
import { type Action, type Change, resourceOf } from "../state/change.ts";
import type { KindOf, Time, WorkOfKind } from "../state/kind.ts";
import { roleKey } from "../state/kinds/account-assignment.ts";
import { KINDS } from "../state/kinds.ts";
import type { Observation } from "../state/observation.ts";
import type { Resource } from "../state/resource.ts";
import { blockedKeys } from "./blocked-keys.ts";

/**
 * Seconds that AWS's own limits make these changes take, those that cannot be made left out, rounded up. Users, calls,
 * assignments and bootstraps overlap, so the slowest counts; the time for new accounts is added, which everything in them
 * waits for.
 */
export function estimateSeconds(
  changes: readonly Change[],
  limits: Limits,
  { holders, provisioned }: Pick<Observation, "holders" | "provisioned"> = { provisioned: new Map() },
): number {
  const blocked = blockedKeys(changes);
  const open = changes.filter(({ key }) => !blocked.has(key));
  if (open.length === 0) return 0;
  const hasRole: WorkOfKind<Resource>["hasRole"] = (place) =>
    holders?.has(roleKey(place)) || provisioned.get(place.permissionSet)?.accountIds.includes(place.accountId) || false;
  const times = Object.entries(KINDS).map(([name, kind]) => {
    const own = open.filter((change) => resourceOf(change).kind === name);
    const count = (action: Action) => own.filter((change) => change.action === action).length;
    const work = { create: count("create"), update: count("update"), delete: count("delete"), changes: own, hasRole };
    // That the kind and its changes belong together is what the filter says, and more than a compiler follows.
    return (kind as KindOf<Resource>).timeFor(work, limits);
  });
  const all = (part: keyof Time) => times.map((time) => time[part] ?? 0);
  const sum = (part: keyof Time) => all(part).reduce((total, seconds) => total + seconds, 0);
  const meanwhile = Math.max(sum("ssoAdminCalls") / limits.ssoAdminPerSecond, ...all("meanwhile"));
  return Math.ceil(sum("before") + meanwhile);
}
