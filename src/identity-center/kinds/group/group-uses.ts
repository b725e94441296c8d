import { ListGroupMembershipsCommand } from "@aws-sdk/client-identitystore";
import {
  type AccountAssignmentForPrincipal,
  ListAccountAssignmentsForPrincipalCommand,
} from "@aws-sdk/client-sso-admin";
import { classify } from "../../../aws/aws-error.ts";
import { readPages } from "../../../aws/pages.ts";
import type { Blocker } from "../../../core/state/change.ts";
import type { Group } from "../../../core/state/resource.ts";
import { commandForCaller } from "../../../core/text/command-line.ts";
import type { Session } from "../../session/session.ts";

/** Who is in a group, and what it gives; or that AWS does not let this caller know. */
export interface GroupUses {
  readonly userIds: readonly string[];
  readonly assignments: readonly AccountAssignmentForPrincipal[];
}

/** Reads everything that a deletion of the group would take from somebody. */
export async function usesOfGroup(session: Session, GroupId: string): Promise<GroupUses | "unknown"> {
  const { IdentityStoreId, InstanceArn } = {
    IdentityStoreId: session.instance.identityStoreId,
    InstanceArn: session.instance.instanceArn,
  };
  try {
    const [members, assignments] = await Promise.all([
      readPages("identitystore:ListGroupMemberships", async (NextToken) => {
        const command = new ListGroupMembershipsCommand({ IdentityStoreId, GroupId, MaxResults: 100, NextToken });
        const page = await session.aws.identityStore.send(command);
        return { items: page.GroupMemberships ?? [], next: page.NextToken };
      }),
      readPages("sso:ListAccountAssignmentsForPrincipal", async (NextToken) => {
        const about = {
          InstanceArn,
          PrincipalId: GroupId,
          PrincipalType: "GROUP",
          MaxResults: 100,
          NextToken,
        } as const;
        const page = await session.aws.ssoAdmin.send(new ListAccountAssignmentsForPrincipalCommand(about));
        return { items: page.AccountAssignments ?? [], next: page.NextToken };
      }),
    ]);
    return {
      userIds: members.items.flatMap(({ MemberId }) => MemberId?.UserId ?? []),
      assignments: assignments.items.filter(({ PrincipalId = GroupId }) => PrincipalId === GroupId),
    };
  } catch (error) {
    const why = classify(error);
    if (why === "not-found") return { userIds: [], assignments: [] };
    if (["denied", "unsupported", "refused"].includes(why)) return "unknown";
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
