import type { AccountAssignmentForPrincipal } from "@aws-sdk/client-sso-admin";
import { classify, isUntold } from "../../../aws/aws-error.ts";
import type { Blocker } from "../../../core/state/change.ts";
import type { User } from "../../../core/state/resource.ts";
import { commandForCaller } from "../../../core/text/command-line.ts";
import { assignmentsOfPrincipal } from "../../session/assignments.ts";
import { groupIdsOfUser } from "../../session/directory.ts";
import type { Session } from "../../session/session.ts";

/** The groups of a user, and the assignments of their own; or that AWS does not let this caller know. */
interface UserUses {
  readonly groupIds: readonly string[];
  readonly assignments: readonly AccountAssignmentForPrincipal[];
}

/** Reads everything that would be left behind, or lost, if the user were deleted. */
export async function usesOfUser(session: Session, id: string): Promise<UserUses | "unknown"> {
  try {
    const [groupIds, assignments] = await Promise.all([
      groupIdsOfUser(session, id),
      assignmentsOfPrincipal(session, "USER", id),
    ]);
    return { groupIds, assignments };
  } catch (error) {
    if (classify(error) === "not-found") return { groupIds: [], assignments: [] };
    if (isUntold(error)) return "unknown";
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
