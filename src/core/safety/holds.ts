import { type Change, resourceOf } from "../state/change.ts";
import { groupKey } from "../state/kinds/group.ts";
import { permissionSetKey } from "../state/kinds/permission-set.ts";
import { userKey } from "../state/kinds/user.ts";
import { keyOf } from "../state/kinds.ts";
import type { PermissionSet, Principal, ResourceKey } from "../state/resource.ts";

/** One way in which somebody holds a permission set in an account. */
export interface Hold {
  readonly accountId: string;
  readonly permissionSet: PermissionSet["name"];
  /** Whether its holder is an administrator of the account; `unknown` where that could not be read. */
  readonly administrator: "yes" | "no" | "unknown";
  /** Absent: whoever is in a group of which nobody could read who is in it. */
  readonly userName?: string;
  readonly status: "enabled" | "disabled" | "unknown";
  /** The group through which; absent: by an assignment of the person's own. */
  readonly group?: string;
}

/** Who holds what in an account, as far as it could be read. */
export interface HoldersLook {
  readonly holds: readonly Hold[];
  /** Nothing of it is missing. */
  readonly isComplete: boolean;
}

/** Whether a deletion ends this way of holding it; where it is not known who is in a group, it may be anybody. */
export function takes(deletion: Change, hold: Hold): boolean {
  if (keysBehindHold(hold).includes(deletion.key)) return true;
  const resource = resourceOf(deletion);
  return (
    hold.userName === undefined &&
    hold.group !== undefined &&
    resource.kind === "GroupMembership" &&
    groupKey(resource.group) === groupKey(hold.group)
  );
}

/** All that the hold rests on. */
function keysBehindHold({ accountId, permissionSet, userName, group }: Hold): readonly ResourceKey[] {
  const assignmentKey = (type: Principal["type"], name: string) =>
    keyOf({ kind: "AccountAssignment", accountId, permissionSet, principal: { type, name } });
  const ofUser = userName === undefined ? [] : [userKey(userName)];
  const ofGroup = group === undefined ? [] : [groupKey(group), assignmentKey("GROUP", group)];
  const direct = group === undefined && userName !== undefined ? [assignmentKey("USER", userName)] : [];
  const membership =
    group === undefined || userName === undefined ? [] : [keyOf({ kind: "GroupMembership", group, userName })];
  return [permissionSetKey(permissionSet), ...ofUser, ...ofGroup, ...direct, ...membership];
}
