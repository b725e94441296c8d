import type { Limits } from "../../../core/aws/limits.ts";
import { groupKey } from "../../../core/state/kinds/group.ts";
import { userKey } from "../../../core/state/kinds/user.ts";
import { keyOf } from "../../../core/state/kinds.ts";
import type { HeldAccess } from "../../../core/state/observation.ts";
import type { AccountAssignment, GroupMembership, ResourceKey } from "../../../core/state/resource.ts";
import { type BusyAccounts, createOutstanding } from "../../calls/outstanding.ts";
import type { Session } from "../../session/session.ts";
import { type OpenKind, ofKind, wantedOf } from "../open-kind.ts";
import type { AssignmentMemory } from "./assignment-memory.ts";
import { createAssignmentRequests } from "./assignment-requests.ts";
import { createAccountAssignment } from "./create-assignment.ts";
import { observeHeldOtherwise } from "./held-otherwise.ts";
import { lookEarly, observeAccountAssignments } from "./look-at-assignments.ts";
import { createOpenAssignments } from "./open-assignments.ts";

interface Shared {
  readonly limits: Limits;
  readonly busy: BusyAccounts;
  readonly freshAccounts: Set<string>;
}

/** Assignments, which can be looked at early: while others are still being made. */
export interface OpenAccountAssignments extends OpenKind<AccountAssignment> {
  /** Looks who holds the assignment's permission set in its account, for whoever will ask. */
  readonly lookEarly: (assignment: AccountAssignment) => void;
}

/** Account assignments, looked at and made for one run. */
export function openAccountAssignments(
  session: Session,
  { limits, busy, freshAccounts }: Shared,
): OpenAccountAssignments {
  const { aws, instance, signal } = session;
  const outstanding = createOutstanding(limits.outstandingAssignments, busy);
  const requests = createAssignmentRequests(aws, instance.instanceArn, {
    isUrgent: outstanding.isCrowded,
    ...(signal === undefined ? {} : { signal }),
  });
  const open = createOpenAssignments(requests);
  const memory: AssignmentMemory = {
    ...session,
    outstanding,
    requests,
    open,
    roles: new Set(),
    earlyLooks: new Map(),
    freshAccounts,
  };
  return {
    observe: async (look) => {
      const seen = (["Account", "User", "Group", "PermissionSet"] as const).map(look.seen);
      const [found] = await Promise.all([Promise.all(seen), open.look()]);
      const provisioned = found.flatMap((one) => [...(one.provisioned ?? [])]);
      const wanted = wantedOf(look, "AccountAssignment");
      const { resources, holders = [] } = await observeAccountAssignments(
        memory,
        wanted,
        new Map(provisioned),
        peopledGroups(session, wantedOf(look, "GroupMembership")),
      );
      const { resources: memberships } = await look.seen("GroupMembership");
      const held = await observeHeldOtherwise(session, look.desired, [...resources, ...memberships], holders);
      return {
        resources: [...resources, ...replacedByGroups(ofKind(look.desired, "AccountAssignment"), held.heldOtherwise)],
        holders,
        ...held,
      };
    },
    create: (assignment) => createAccountAssignment(memory, assignment),
    update: "never",
    delete: "not-yet",
    lookEarly: (assignment) => lookEarly(memory, assignment),
  };
}

/** The groups to which somebody of the directory belongs, or is to belong. */
function peopledGroups({ ids }: Session, memberships: readonly GroupMembership[]): ReadonlySet<ResourceKey> {
  const there = memberships.filter(({ userName }) => ids.has(userKey(userName)));
  return new Set(there.map(({ group }) => groupKey(group)));
}

/** Who has the access through a group needs no assignment of their own. */
function replacedByGroups(
  wanted: readonly AccountAssignment[],
  heldOtherwise: readonly HeldAccess[],
): readonly AccountAssignment[] {
  const keys = new Set(
    heldOtherwise
      .filter(({ groups }) => groups.length > 0)
      .map(({ userName: name, ...place }) =>
        keyOf({ kind: "AccountAssignment", ...place, principal: { type: "USER", name } }),
      ),
  );
  return wanted.filter((one) => keys.has(keyOf(one)));
}
