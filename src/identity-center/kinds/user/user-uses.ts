import { ListGroupMembershipsForMemberCommand } from "@aws-sdk/client-identitystore";
import {
  type AccountAssignmentForPrincipal,
  ListAccountAssignmentsForPrincipalCommand,
} from "@aws-sdk/client-sso-admin";
import { classify } from "../../../aws/aws-error.ts";
import { readPages } from "../../../aws/pages.ts";
import type { Blocker } from "../../../core/state/change.ts";
import type { User } from "../../../core/state/resource.ts";
import { commandForCaller } from "../../../core/text/command-line.ts";
import type { Session } from "../../session/session.ts";

/** The groups of a user, and the assignments of their own; or that AWS does not let this caller know. */
interface UserUses {
  readonly groupIds: readonly string[];
  readonly assignments: readonly AccountAssignmentForPrincipal[];
}

/** Reads everything that would be left behind, or lost, if the user were deleted. */
export async function usesOfUser(session: Session, UserId: string): Promise<UserUses | "unknown"> {
  const { identityStoreId: IdentityStoreId, instanceArn: InstanceArn } = session.instance;
  try {
    const [groups, assignments] = await Promise.all([
      readPages("identitystore:ListGroupMembershipsForMember", async (NextToken) => {
        const about = { IdentityStoreId, MemberId: { UserId }, MaxResults: 100, NextToken };
        const page = await session.aws.identityStore.send(new ListGroupMembershipsForMemberCommand(about));
        return { items: page.GroupMemberships ?? [], next: page.NextToken };
      }),
      readPages("sso:ListAccountAssignmentsForPrincipal", async (NextToken) => {
        const about = { InstanceArn, PrincipalId: UserId, PrincipalType: "USER", MaxResults: 100, NextToken } as const;
        const page = await session.aws.ssoAdmin.send(new ListAccountAssignmentsForPrincipalCommand(about));
        return { items: page.AccountAssignments ?? [], next: page.NextToken };
      }),
    ]);
    return {
      groupIds: groups.items.flatMap(({ GroupId }) => GroupId ?? []),
      // AWS lists what comes through groups as well, under the id of the group.
      assignments: assignments.items.filter(
        ({ PrincipalId = UserId, PrincipalType = "USER" }) => PrincipalId === UserId && PrincipalType === "USER",
      ),
    };
  } catch (error) {
    const why = classify(error);
    if (why === "not-found") return { groupIds: [], assignments: [] };
    if (["denied", "unsupported", "refused"].includes(why)) return "unknown";
    throw error;
  }
}

/** Why a user stays; `undefined` when they have nothing but what is to be gone. */
export function userInUse(
  { userName }: User,
  uses: UserUses | "unknown",
  leaving: {
    readonly isLeft: (groupId: string) => boolean;
    readonly isLeaving: (assignment: AccountAssignmentForPrincipal) => boolean;
  },
): Blocker | undefined {
  if (uses === "unknown") {
    return {
      reason: `What else user ${userName} has cannot be seen by this caller, so they stay.`,
      remedy: "Run the same command with credentials of the management account (--profile).",
    };
  }
  const groups = uses.groupIds.filter((groupId) => !leaving.isLeft(groupId)).length;
  const assignments = uses.assignments.filter((one) => !leaving.isLeaving(one)).length;
  if (groups === 0 && assignments === 0) return undefined;
  const has = [
    ...(groups === 0 ? [] : [`are in ${groups} other ${groups === 1 ? "group" : "groups"}`]),
    ...(assignments === 0 ? [] : [`have ${assignments} other ${assignments === 1 ? "assignment" : "assignments"}`]),
  ];
  return {
    reason: `User ${userName} stays: they ${has.join(", and ")}.`,
    remedy: `See ${commandForCaller("access", "--emails", userName)}; what a deleted user is assigned stays behind, and can hardly be removed.`,
  };
}
