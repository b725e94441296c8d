import { type Blocker, type Change, resourceOf } from "../state/change.ts";
import { groupKey } from "../state/kinds/group.ts";
import { userKey } from "../state/kinds/user.ts";
import type { ResourceKey } from "../state/resource.ts";
import { type HoldersLook, takes } from "./holds.ts";

/** So many people must stay who are an administrator of the management account: one alone may be ill, or locked out. */
const FEWEST = 2;

/** Whether a deletion may take something in the management account; `givesThere` says so of groups, as far as it is known. */
export function touchesManagement(
  deletion: Change,
  managementAccountId: string,
  givesThere: (group: string) => boolean,
): boolean {
  const resource = resourceOf(deletion);
  switch (resource.kind) {
    case "AccountAssignment":
      return resource.accountId === managementAccountId && !resource.principal.gone;
    case "GroupMembership":
      return givesThere(resource.group);
    case "Group":
      return givesThere(resource.displayName);
    default:
      return false;
  }
}

/**
 * Deletions that take an administrator's permission set in the management account from somebody and leave fewer than two
 * enabled people who hold one there. What is not known counts against it both ways: a permission set of which nobody knows
 * what it gives is an administrator's when it goes, and none where it stays.
 */
export function lastAdministratorBlocks(
  deletions: readonly Change[],
  managementAccountId: string,
  { holds, isComplete }: HoldersLook,
): ReadonlyMap<ResourceKey, Blocker> {
  const there = holds.filter((hold) => hold.accountId === managementAccountId);
  const mighty = there.filter(({ administrator }) => administrator !== "no");
  const isUnread = (deletion: Change) => !isComplete && mayTakeUnread(deletion, managementAccountId);
  const taking = deletions.filter((one) => isUnread(one) || mighty.some((hold) => takes(one, hold)));
  const staying = mighty.filter(
    (hold) => hold.administrator === "yes" && hold.status === "enabled" && !deletions.some((one) => takes(one, hold)),
  );
  const left = new Set(staying.flatMap(({ userName }) => (userName === undefined ? [] : [userKey(userName)]))).size;
  if (left >= FEWEST) return new Map();
  return new Map(taking.map(({ key }) => [key, blockerFor(left, managementAccountId, isComplete)]));

  function mayTakeUnread(deletion: Change, accountId: string): boolean {
    const resource = resourceOf(deletion);
    if (resource.kind === "AccountAssignment") {
      return (
        resource.accountId === accountId && !resource.principal.gone && !there.some((hold) => takes(deletion, hold))
      );
    }
    const isKnown = (group: string) =>
      there.some((hold) => hold.group !== undefined && groupKey(hold.group) === groupKey(group));
    if (resource.kind === "GroupMembership") return !isKnown(resource.group);
    return resource.kind === "Group" && !isKnown(resource.displayName);
  }
}

function blockerFor(left: number, managementAccountId: string, isComplete: boolean): Blocker {
  const who = left === 0 ? "nobody" : "1 person";
  const unread = isComplete ? "" : " Not everything about it could be read, and what was not does not count.";
  return {
    reason: `This would leave ${who} who is enabled and an administrator of the management account ${managementAccountId} through Identity Center; there must be ${FEWEST}.${unread}`,
    remedy: `Give other people a permission set with AdministratorAccess in account ${managementAccountId} first, then run the same command again.`,
  };
}
