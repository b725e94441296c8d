import type { Hold, HoldersLook } from "../safety/holds.ts";
import type { AccessDocument } from "./access-schema.ts";
import { missingAccess } from "./incomplete.ts";
import { type AccessRow, accessRows } from "./rows.ts";

/** What an Access tells to those who see to it that nobody is locked out. */
export function holdersLook(access: AccessDocument): HoldersLook {
  return { holds: [...accessRows(access)].flatMap(holdOf), isComplete: missingAccess(access.unread).length === 0 };
}

/** Who is not in the directory any more holds nothing. */
function holdOf({ user, account, permissionSet, way, assignment }: AccessRow): readonly Hold[] {
  if (assignment.orphan) return [];
  return [
    {
      accountId: account.id,
      permissionSet: permissionSet.name,
      administrator: permissionSet.administrator,
      status: user?.status ?? "unknown",
      ...(user === undefined ? {} : { userName: user.userName }),
      ...(way.by === "group" ? { group: way.group.name } : {}),
    },
  ];
}
