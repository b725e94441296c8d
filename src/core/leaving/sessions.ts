import { sessionSeconds } from "../aws/permission-set-rules.ts";
import type { Leaver } from "../plan/leaver.ts";
import { type Change, resourceOf } from "../state/change.ts";
import { groupKey } from "../state/kinds/group.ts";
import { userKey } from "../state/kinds/user.ts";

/** How long somebody may still act by credentials that were issued before, for a permission set that was taken away. */
export interface LiveSession {
  readonly userName: string;
  readonly permissionSet: string;
  /** At the most so long after the removal. */
  readonly seconds: number;
}

/**
 * How long each leaver may still act: credentials that AWS issued before the removal live to the end of their session, which
 * may have begun a moment ago. Only of what was in fact taken. No API ends them.
 * https://docs.aws.amazon.com/singlesignon/latest/userguide/revoke-user-permissions.html
 */
export function liveSessions(leavers: readonly Leaver[], applied: readonly Change[]): readonly LiveSession[] {
  return leavers.flatMap(({ userName, held }) => {
    const seconds = new Map<string, number>();
    const taken = takenFrom(userName, applied);
    for (const { accountId, permissionSet, sessionDuration, ways } of held) {
      const isTaken = ways.some(({ group }) =>
        group === undefined ? taken.places.has(`${accountId}|${permissionSet}`) : taken.groups.has(groupKey(group)),
      );
      if (!isTaken) continue;
      const long = sessionSeconds(sessionDuration);
      seconds.set(permissionSet, Math.max(seconds.get(permissionSet) ?? 0, long));
    }
    return [...seconds].map(([permissionSet, long]) => ({ userName, permissionSet, seconds: long }));
  });
}

function takenFrom(userName: string, applied: readonly Change[]) {
  const places = new Set<string>();
  const groups = new Set<string>();
  for (const one of applied.map(resourceOf)) {
    if (one.kind === "GroupMembership" && userKey(one.userName) === userKey(userName)) groups.add(groupKey(one.group));
    if (one.kind !== "AccountAssignment" || one.principal.type !== "USER") continue;
    if (userKey(one.principal.name) === userKey(userName)) places.add(`${one.accountId}|${one.permissionSet}`);
  }
  return { places, groups };
}
