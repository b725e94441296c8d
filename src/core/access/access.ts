import type { AccessDocument } from "./access-schema.ts";

/** An account of an Access. */
export type AccessAccount = AccessDocument["accounts"][number];

/** A permission set, with what it gives. */
export type AccessPermissionSet = AccessDocument["permissionSets"][number];

/** A user who has access. */
export type AccessUser = AccessDocument["users"][number];

/** A group that gives access. */
export type AccessGroup = AccessDocument["groups"][number];

/** That a user or group has a permission set in an account. */
export type Assignment = AccessDocument["assignments"][number];

/** Something that could not be read, and what to do about it. */
export type Unread = AccessDocument["unread"][number];

/** The facts of an Access, without when and how they were read. */
export type AccessFacts = Pick<
  AccessDocument,
  "accounts" | "permissionSets" | "users" | "groups" | "assignments" | "unread"
>;
