import { type SessionsToEnd, setBehind } from "../plan/end-sessions.ts";
import type { Held, Leaver } from "../plan/leaver.ts";
import { waysAmong } from "../plan/leaver-ways.ts";
import { type Change, resourceOf } from "../state/change.ts";
import { permissionSetKey } from "../state/kinds/permission-set.ts";
import { userKey } from "../state/kinds/user.ts";
import type { PermissionSet, State } from "../state/resource.ts";
import { shownList } from "../text/shown-list.ts";
import { visibleText } from "../text/visible-text.ts";

/** Sessions that end with the access. */
interface SessionsLost {
  readonly toEnd: readonly SessionsToEnd[];
  /** Sessions that are not ended, since the person keeps the permission set: a sentence each. */
  readonly warnings: readonly string[];
}

/**
 * Whose sessions end in which permission sets: of those who lose one, and lose it everywhere. What ends sessions holds in every
 * account, so whoever keeps a permission set somewhere, or cannot be parted from it, would lose what nobody asked for.
 */
export function sessionsLost(
  leavers: readonly Leaver[],
  blocked: readonly Change[],
  idOf: (userName: string) => string | undefined,
): SessionsLost {
  const isBlocked = waysAmong(blocked.map(resourceOf));
  const found = leavers.flatMap((leaver) =>
    [...bySet(leaver.held)].map(([permissionSet, places]) => {
      const ways = places.flatMap((place) =>
        place.ways.map((way) => ({ place, stays: !way.goes || isBlocked(leaver, place, way) })),
      );
      const kept = [...new Set(ways.filter(({ stays }) => stays).map(({ place }) => place.accountName))];
      return { leaver, permissionSet, kept, isLost: ways.some(({ stays }) => !stays) };
    }),
  );
  const lost = found.filter(({ isLost }) => isLost);
  const sets = new Set(lost.map(({ permissionSet }) => permissionSet));
  return {
    toEnd: [...sets].map((permissionSet) => ({
      permissionSet,
      userIds: lost
        .filter((one) => one.permissionSet === permissionSet && one.kept.length === 0)
        .flatMap(({ leaver }) => idOf(leaver.userName) ?? []),
    })),
    warnings: lost
      .filter(({ kept }) => kept.length > 0)
      .map(
        ({ leaver, permissionSet, kept }) =>
          `Sessions of ${visibleText(leaver.userName)} in ${permissionSet} are not ended: what ends them would hold in every account, and the person keeps the permission set in ${shownList(kept, 3)}.`,
      ),
  };
}

/**
 * Whether a run has ended somebody's sessions in a permission set: what ends them is there and provisioned, and nothing of the
 * permission set stays with the person.
 */
export function sessionsEnded(
  leavers: readonly Leaver[],
  desired: State,
  undone: readonly Change[],
): (userName: string, permissionSet: PermissionSet["name"]) => boolean {
  const broken = new Set(undone.flatMap((change) => setBehind(resourceOf(change)) ?? []));
  const isBlocked = waysAmong(undone.map(resourceOf));
  const byUser = new Map(leavers.map((leaver) => [userKey(leaver.userName), leaver]));
  return (userName, permissionSet) => {
    const set = desired.get(permissionSetKey(permissionSet));
    const leaver = byUser.get(userKey(userName));
    if (set?.kind !== "PermissionSet" || (set.endedSessions ?? []).length === 0 || leaver === undefined) return false;
    const places = leaver.held.filter((place) => place.permissionSet === permissionSet);
    return (
      !broken.has(set.name) &&
      places.every((place) => place.ways.every((way) => way.goes && !isBlocked(leaver, place, way)))
    );
  };
}

function bySet(held: readonly Held[]): ReadonlyMap<string, readonly Held[]> {
  const sets = new Map<string, Held[]>();
  for (const one of held) sets.set(one.permissionSet, [...(sets.get(one.permissionSet) ?? []), one]);
  return sets;
}
