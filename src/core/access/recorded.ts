import { accountAssignment } from "../state/kinds/account-assignment.ts";
import { groupMembership } from "../state/kinds/group-membership.ts";
import type { ResourceKey } from "../state/resource.ts";
import type { AccessDocument } from "./access-schema.ts";

/** When onboard gave something, and the record of the run that did. */
export interface RecordedGift {
  readonly since: string;
  readonly run: string;
}

/** The same document with what records know of assignments and memberships that are there. */
export function withRecords(access: AccessDocument, gifts: ReadonlyMap<ResourceKey, RecordedGift>): AccessDocument {
  if (gifts.size === 0) return access;
  const nameOf = (entries: readonly (readonly [string, string])[]) => {
    const names = new Map(entries);
    return (id: string) => names.get(id) ?? id;
  };
  const userName = nameOf(access.users.map(({ id, userName }) => [id, userName]));
  const groupName = nameOf(access.groups.map(({ id, name }) => [id, name]));
  const setName = nameOf(access.permissionSets.map(({ arn, name }) => [arn, name]));
  return {
    ...access,
    groups: access.groups.map((group) => {
      const joined = group.members.flatMap((userId) => {
        const membership = { kind: "GroupMembership", group: group.name, userName: userName(userId) } as const;
        const gift = gifts.get(groupMembership.keyOf(membership));
        return gift === undefined ? [] : [{ userId, ...gift }];
      });
      return joined.length === 0 ? group : { ...group, joined };
    }),
    assignments: access.assignments.map((one) => {
      const { accountId, permissionSetArn, principalType: type, principalId } = one;
      const name = type === "USER" ? userName(principalId) : groupName(principalId);
      const permissionSet = setName(permissionSetArn);
      const gift = gifts.get(
        accountAssignment.keyOf({ kind: "AccountAssignment", accountId, permissionSet, principal: { type, name } }),
      );
      return gift === undefined || one.orphan ? one : { ...one, ...gift };
    }),
  };
}
