import { accountAssignment } from "../state/kinds/account-assignment.ts";
import { groupMembership } from "../state/kinds/group-membership.ts";
import type { ResourceKey } from "../state/resource.ts";
import type { Assignment } from "./access.ts";
import type { AccessDocument } from "./access-schema.ts";
import { namesBy } from "./names-by.ts";

/** When onboard gave something, and the record of the run that did. */
export interface RecordedGift {
  readonly since: string;
  readonly run: string;
}

/** What records and team files know of an assignment or a membership, beside AWS. */
type Known = Pick<Assignment, "since" | "run" | "until">;

/** The same document with what is known of assignments and memberships that are there, beside what is known of them already. */
export function withKnown(access: AccessDocument, known: ReadonlyMap<ResourceKey, Known>): AccessDocument {
  if (known.size === 0) return access;
  const userName = namesBy(access.users.map(({ id, userName }) => [id, userName]));
  const groupName = namesBy(access.groups.map(({ id, name }) => [id, name]));
  const setName = namesBy(access.permissionSets.map(({ arn, name }) => [arn, name]));
  return {
    ...access,
    groups: access.groups.map((group) => {
      const before = new Map((group.joined ?? []).map((one) => [one.userId, one]));
      const joined = group.members.flatMap((userId) => {
        const membership = { kind: "GroupMembership", group: group.name, userName: userName(userId) } as const;
        const one = before.get(userId);
        const more = known.get(groupMembership.keyOf(membership));
        return more === undefined ? (one ?? []) : [{ ...one, userId, ...more }];
      });
      return joined.length === 0 ? group : { ...group, joined };
    }),
    assignments: access.assignments.map((one) => {
      const { accountId, permissionSetArn, principalType: type, principalId } = one;
      const name = type === "USER" ? userName(principalId) : groupName(principalId);
      const permissionSet = setName(permissionSetArn);
      const more = known.get(
        accountAssignment.keyOf({ kind: "AccountAssignment", accountId, permissionSet, principal: { type, name } }),
      );
      return more === undefined || one.orphan ? one : { ...one, ...more };
    }),
  };
}
