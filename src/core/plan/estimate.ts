import type { Limits } from "../aws/limits.ts";
import { type Action, type Change, resourceOf } from "../state/change.ts";
import type { Time } from "../state/kind.ts";
import { KINDS } from "../state/kinds.ts";
import { blockedKeys } from "./blocked-keys.ts";

/**
 * Seconds that AWS's own limits make these changes take, those that cannot be made left out, rounded up. Users, calls,
 * assignments and bootstraps overlap, so the slowest counts; what waits for it (the first user, the last assignment) is
 * added, and so is the time for new accounts, which everything in them waits for.
 */
export function estimateSeconds(changes: readonly Change[], limits: Limits): number {
  const blocked = blockedKeys(changes);
  const open = changes.filter(({ key }) => !blocked.has(key));
  if (open.length === 0) return 0;
  const times = Object.entries(KINDS).map(([name, kind]) => {
    const own = open.filter((change) => resourceOf(change).kind === name);
    const count = (action: Action) => own.filter((change) => change.action === action).length;
    return kind.timeFor({ create: count("create"), update: count("update"), delete: count("delete") }, limits);
  });
  const all = (part: keyof Time) => times.map((time) => time[part] ?? 0);
  const sum = (part: keyof Time) => all(part).reduce((total, seconds) => total + seconds, 0);
  const meanwhile = Math.max(sum("ssoAdminCalls") / limits.ssoAdminPerSecond, ...all("meanwhile"));
  return Math.ceil(sum("before") + meanwhile + Math.max(...all("after")));
}
