import type { ExternalId, Group, GroupMembership, User } from "./directory-records.ts";
import { Table } from "./table.ts";

/** The users of all identity stores, found by store and, within one, by the attributes that name one user. */
export type UserTable = Table<User, "store" | "userName" | "email" | "externalId">;
export type GroupTable = Table<Group, "store" | "displayName" | "externalId">;
/** `pair` is a {@link pairKey}. */
export type MembershipTable = Table<GroupMembership, "group" | "user" | "pair">;

export function userTable(): UserTable {
  return new Table({
    store: ({ identityStoreId }) => [identityStoreId],
    userName: ({ identityStoreId, attributes }) => [nameKey(identityStoreId, attributes.UserName)],
    email: ({ identityStoreId, attributes }) =>
      (attributes.Emails ?? []).map(({ Value }) => nameKey(identityStoreId, Value)),
    externalId: ({ identityStoreId, externalIds }) => externalIds.map((id) => externalIdKey(identityStoreId, id)),
  });
}

export function groupTable(): GroupTable {
  return new Table({
    store: ({ identityStoreId }) => [identityStoreId],
    displayName: ({ identityStoreId, displayName }) => [nameKey(identityStoreId, displayName)],
    externalId: ({ identityStoreId, externalIds }) => externalIds.map((id) => externalIdKey(identityStoreId, id)),
  });
}

export function membershipTable(): MembershipTable {
  return new Table({
    group: ({ groupId }) => [groupId],
    user: ({ userId }) => [userId],
    pair: ({ groupId, userId }) => [pairKey(groupId, userId)],
  });
}

/** Names and addresses are unique in a store whatever their case, so they are also found whatever their case. */
export function nameKey(identityStoreId: string, name: string): string {
  return `${identityStoreId} ${name.toLowerCase()}`;
}

export function externalIdKey(identityStoreId: string, { Issuer, Id }: ExternalId): string {
  return JSON.stringify([identityStoreId, Issuer, Id]);
}

export function pairKey(groupId: string, userId: string): string {
  return `${groupId} ${userId}`;
}
