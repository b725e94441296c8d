import type { AccessAccount, AccessGroup, AccessPermissionSet, AccessUser } from "./access.ts";

/** An account of which only the id is known. */
export function unreadAccount(id: string): AccessAccount {
  return { id, name: id, state: "UNKNOWN" };
}

/** A permission set of which only the ARN is known, or the name as well. */
export function unreadPermissionSet(arn: string, name = arn): AccessPermissionSet {
  return { arn, name, policies: [], administrator: "unknown", powers: [], ours: "unknown" };
}

/** A group of which only the id is known. */
export function unreadGroup(id: string): AccessGroup {
  return { id, name: id, external: false, members: [], membersUnread: true };
}

/** A user of whom only the id is known. */
export function unreadUser(id: string): AccessUser {
  return { id, userName: id, status: "unknown", external: false };
}
