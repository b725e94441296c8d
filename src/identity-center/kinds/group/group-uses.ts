import type { AccountAssignmentForPrincipal } from "@aws-sdk/client-sso-admin";
import { classify, isUntold } from "../../../aws/aws-error.ts";
import type { Blocker } from "../../../core/state/change.ts";
import type { Group } from "../../../core/state/resource.ts";
import { commandForCaller } from "../../../core/text/command-line.ts";
import { assignmentsOfPrincipal } from "../../session/assignments.ts";
import { memberOf, readMemberships } from "../../session/directory.ts";
import type { Session } from "../../session/session.ts";

/** Who is in a group, and what it gives; or that AWS does not let this caller know. */
export interface GroupUses {
  readonly userIds: readonly string[];
  readonly assignments: readonly AccountAssignmentForPrincipal[];
}

/** Reads everything that a deletion of the group would take from somebody. */
export async function usesOfGroup(session: Session, id: string): Promise<GroupUses | "unknown"> {
  try {
    const [members, assignments] = await Promise.all([
      readMemberships(session, id, memberOf),
      assignmentsOfPrincipal(session, "GROUP", id),
    ]);
    return { userIds: members.items, assignments };
  } catch (error) {
    if (classify(error) === "not-found") return { userIds: [], assignments: [] };
    if (isUntold(error)) return "unknown";
    throw error;
  }
}

/** Why a group stays; `undefined` when nobody would miss it. */
export function groupInUse({ displayName }: Group, uses: GroupUses | "unknown"): Blocker | undefined {
  if (uses === "unknown") {
    return {
      reason: `Whether somebody uses group ${displayName} cannot be seen by this caller, so it stays.`,
      remedy: "Run the same command with credentials of the management account (--profile).",
    };
  }
  const { userIds, assignments } = uses;
  if (userIds.length === 0 && assignments.length === 0) return undefined;
  const people =
    userIds.length === 0 ? [] : [userIds.length === 1 ? "1 other person is" : `${userIds.length} other people are`];
  const gives = assignments.length === 1 ? "1 other assignment" : `${assignments.length} other assignments`;
  const reason = [...people.map((who) => `${who} in it`), ...(assignments.length === 0 ? [] : [`it has ${gives}`])];
  return {
    reason: `Group ${displayName} stays: ${reason.join(", and ")}.`,
    remedy: `See ${commandForCaller("access", "--group", displayName)}; a group that nobody uses can be deleted in the console of Identity Center.`,
  };
}
