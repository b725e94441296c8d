import type { Limits } from "../../../core/aws/limits.ts";
import type { AccountAssignment } from "../../../core/state/resource.ts";
import { type BusyAccounts, createOutstanding } from "../../calls/outstanding.ts";
import type { Session } from "../../session/session.ts";
import { type OpenKind, wantedOf } from "../open-kind.ts";
import type { AssignmentMemory } from "./assignment-memory.ts";
import { createAssignmentRequests } from "./assignment-requests.ts";
import { createAccountAssignment } from "./create-assignment.ts";
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
      return observeAccountAssignments(memory, wantedOf(look, "AccountAssignment"), new Map(provisioned));
    },
    create: (assignment) => createAccountAssignment(memory, assignment),
    update: "never",
    delete: "not-yet",
    lookEarly: (assignment) => lookEarly(memory, assignment),
  };
}
