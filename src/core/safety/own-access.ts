import { maySessionBeOf } from "../aws/session-name.ts";
import { type Blocker, type Change, resourceOf } from "../state/change.ts";
import { userKey } from "../state/kinds/user.ts";
import type { PermissionSet, ResourceKey } from "../state/resource.ts";
import { type HoldersLook, takes } from "./holds.ts";

/** Through what somebody acts whom Identity Center let in. */
export interface CallerRole {
  readonly accountId: string;
  readonly permissionSet: PermissionSet["name"];
  readonly userName: string;
}

/**
 * Through which permission set the caller acts, by the role's name; `undefined` for whoever came in another way.
 * https://docs.aws.amazon.com/singlesignon/latest/userguide/referencingpermissionsets.html
 */
export function callerRole(callerArn: string): CallerRole | undefined {
  const found = /^arn:[\w-]+:sts::(\d{12}):assumed-role\/AWSReservedSSO_(.+)_[0-9a-f]{16}\/(.+)$/.exec(callerArn);
  if (found === null) return undefined;
  const [, accountId = "", permissionSet = "", userName = ""] = found;
  return { accountId, permissionSet, userName };
}

/** Whether a deletion may end what the caller acts through: then it has to be looked at who else gives it. */
export function touchesCaller(deletion: Change, caller: CallerRole): boolean {
  const resource = resourceOf(deletion);
  switch (resource.kind) {
    case "AccountAssignment": {
      const { accountId, permissionSet, principal } = resource;
      const isOwnRole = accountId === caller.accountId && permissionSet === caller.permissionSet;
      return isOwnRole && !principal.gone && (principal.type === "GROUP" || isCaller(principal.name, caller));
    }
    case "GroupMembership":
    case "User":
      return isCaller(resource.userName, caller);
    case "PermissionSet":
      return resource.name === caller.permissionSet;
    case "Group":
      return true;
    default:
      return false;
  }
}

/**
 * Deletions that would take from the caller what this very run acts through, unless another way to the same stays. What
 * could not be read is no other way, and counts as the one that the caller needs.
 */
export function ownAccessBlocks(
  deletions: readonly Change[],
  caller: CallerRole,
  { holds, isComplete }: HoldersLook,
): ReadonlyMap<ResourceKey, Blocker> {
  const ways = holds.filter(
    ({ accountId, permissionSet, userName }) =>
      accountId === caller.accountId &&
      permissionSet === caller.permissionSet &&
      (userName === undefined || isCaller(userName, caller)),
  );
  const touching = deletions.filter((one) => touchesCaller(one, caller));
  const stays = ways.some((way) => way.userName !== undefined && !touching.some((one) => takes(one, way)));
  const isAboutRole = (deletion: Change) =>
    ways.some((way) => takes(deletion, way)) || !isComplete || isDirect(deletion);
  const blocked = stays ? [] : touching.filter(isAboutRole);
  return new Map(blocked.map(({ key }) => [key, blockerFor(caller)]));
}

/** It takes the role, or the person, whatever else is known. */
function isDirect(deletion: Change): boolean {
  const resource = resourceOf(deletion);
  if (resource.kind === "AccountAssignment") return resource.principal.type === "USER";
  return resource.kind === "User" || resource.kind === "PermissionSet";
}

function isCaller(userName: string, caller: CallerRole): boolean {
  return userKey(userName) === userKey(caller.userName) || maySessionBeOf(userName, caller.userName);
}

function blockerFor({ accountId, permissionSet }: CallerRole): Blocker {
  return {
    reason: `You act through permission set ${permissionSet} in account ${accountId}: this run would take from you what it acts through.`,
    remedy: "Let another administrator do it, or run the same command with other credentials (--profile).",
  };
}
