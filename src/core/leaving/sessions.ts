import { sessionSeconds } from "../aws/permission-set-rules.ts";
import type { Leaver } from "../plan/leaver.ts";
import { waysAmong } from "../plan/leaver-ways.ts";
import { type Change, resourceOf } from "../state/change.ts";

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
  const isTaken = waysAmong(applied.map(resourceOf));
  return leavers.flatMap((leaver) => {
    const seconds = new Map<string, number>();
    for (const place of leaver.held) {
      if (!place.ways.some((way) => isTaken(leaver, place, way))) continue;
      const { permissionSet, sessionDuration } = place;
      seconds.set(permissionSet, Math.max(seconds.get(permissionSet) ?? 0, sessionSeconds(sessionDuration)));
    }
    return [...seconds].map(([permissionSet, long]) => ({
      userName: leaver.userName,
      permissionSet,
      seconds: long,
    }));
  });
}
