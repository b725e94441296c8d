import type { Leaver } from "../plan/leaver.ts";
import { waysAmong } from "../plan/leaver-ways.ts";
import { namedBy, type RowEnd } from "../plan/row-ends.ts";
import { accessKey } from "../state/kinds/account-assignment.ts";
import { groupKey } from "../state/kinds/group.ts";
import { userKey } from "../state/kinds/user.ts";
import { keyOf } from "../state/kinds.ts";
import type { Resource, ResourceKey } from "../state/resource.ts";
import type { Report } from "./report.ts";

/** Whether somebody has a permission set in an account no more. */
export type IsTaken = (access: Parameters<typeof accessKey>[0]) => boolean;

/**
 * What people have no more after this run: rows that have ended, assignments that it removed, also of groups that it took
 * them out of, all that a deleted user had, and of somebody who leaves, of whom all is known, whatever is not left;
 * `undefined` where it took nothing from anybody.
 */
export function takenAccess({ ends = [], results, leavers = [] }: Report): IsTaken | undefined {
  const removed = results.flatMap(({ outcome, change }) =>
    outcome === "applied" && change.action === "delete" ? [change.before] : [],
  );
  const keys = new Set<ResourceKey>(removed.map(keyOf));
  const isOver = (end: RowEnd) =>
    end.when === "over" && (!end.hasAccess || (end.through === undefined && keys.has(keyOf(namedBy(end)))));
  const taken = new Set([
    ...ends.filter(isOver).map(accessKey),
    ...assignmentsOf(removed, "USER").map((one) => accessKey({ ...one, userName: one.principal.name })),
    ...throughGroups(removed),
  ]);
  const gone = new Set(removed.flatMap((one) => (one.kind === "User" ? [userKey(one.userName)] : [])));
  if (taken.size === 0 && gone.size === 0 && leavers.length === 0) return undefined;
  const isRemoved = waysAmong(removed);
  const left = new Map(leavers.map((leaver) => [userKey(leaver.userName), leftOf(leaver, isRemoved)]));
  return (access) => {
    if (gone.has(userKey(access.userName))) return true;
    const kept = left.get(userKey(access.userName));
    return kept === undefined ? taken.has(accessKey(access)) : !kept.has(accessKey(access));
  };
}

function assignmentsOf(resources: readonly Resource[], type: "USER" | "GROUP") {
  return resources.flatMap((one) => (one.kind === "AccountAssignment" && one.principal.type === type ? [one] : []));
}

/** What people had through groups, where the membership and the assignment of the group are both removed. */
function throughGroups(removed: readonly Resource[]): readonly string[] {
  const members = new Map<ResourceKey, string[]>();
  for (const one of removed) {
    if (one.kind !== "GroupMembership") continue;
    const others = members.get(groupKey(one.group));
    if (others === undefined) members.set(groupKey(one.group), [one.userName]);
    else others.push(one.userName);
  }
  return assignmentsOf(removed, "GROUP").flatMap(({ principal, ...place }) =>
    (members.get(groupKey(principal.name)) ?? []).map((userName) => accessKey({ ...place, userName })),
  );
}

/** What a leaver has still, by {@link accessKey}. */
function leftOf(leaver: Leaver, isRemoved: ReturnType<typeof waysAmong>): ReadonlySet<string> {
  const { userName, held } = leaver;
  const stays = held.filter((place) => place.ways.some((way) => !isRemoved(leaver, place, way)));
  return new Set(stays.map(({ accountId, permissionSet }) => accessKey({ userName, accountId, permissionSet })));
}
