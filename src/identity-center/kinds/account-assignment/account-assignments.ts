import type { Limits } from "../../../core/aws/limits.ts";
import { groupKey } from "../../../core/state/kinds/group.ts";
import { userKey } from "../../../core/state/kinds/user.ts";
import { keyOf } from "../../../core/state/kinds.ts";
import type { HeldAccess } from "../../../core/state/observation.ts";
import type { AccountAssignment, GroupMembership, Principal, ResourceKey } from "../../../core/state/resource.ts";
import { createKnownRefusals } from "../../calls/known-refusals.ts";
import { type BusyAccounts, createOutstanding } from "../../calls/outstanding.ts";
import type { Session } from "../../session/session.ts";
import { forNobodyThere } from "../not-there.ts";
import { type Look, type OpenKind, ofKind, wantedOf } from "../open-kind.ts";
import { type AssignmentCalls, creationCalls, deletionCalls } from "./assignment-calls.ts";
import type { AssignmentMemory, Requests } from "./assignment-memory.ts";
import { createAssignmentRequests } from "./assignment-requests.ts";
import { createAccountAssignment } from "./create-assignment.ts";
import { deleteAccountAssignment } from "./delete-assignment.ts";
import { observeHeldOtherwise } from "./held-otherwise.ts";
import { keptInUse } from "./in-use.ts";
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
  const requestsBy = (calls: AssignmentCalls): Requests => {
    const following = createAssignmentRequests(calls, {
      perSecond: limits.ssoAdminPerSecond,
      ...(signal === undefined ? {} : { signal }),
    });
    return { start: calls.start, following, open: createOpenAssignments(following) };
  };
  const memory: AssignmentMemory = {
    ...session,
    outstanding,
    making: requestsBy(creationCalls(aws, instance.instanceArn)),
    removing: requestsBy(deletionCalls(aws, instance.instanceArn)),
    roles: new Set(),
    earlyLooks: new Map(),
    holders: new Map(),
    freshAccounts,
    refusals: createKnownRefusals(),
    refusedRemovals: createKnownRefusals(),
  };
  return {
    observe: async (look) => {
      const seen = (["Account", "User", "Group", "PermissionSet"] as const).map(look.seen);
      const absent = ofKind(look.absent, "AccountAssignment");
      const [found] = await Promise.all([
        Promise.all(seen),
        memory.making.open.look(),
        absent.length > 0 ? memory.removing.open.look() : undefined,
      ]);
      const provisioned = found.flatMap((one) => [...(one.provisioned ?? [])]);
      const wanted = { desired: ofKind(look.desired, "AccountAssignment"), absent };
      const { resources, holders = [] } = await observeAccountAssignments(
        memory,
        wanted,
        look.everybody ? everyRole(ofKind(look.desired, "AccountAssignment")) : [],
        new Map(provisioned),
        peopledGroups(session, wantedOf(look, "GroupMembership")),
      );
      const { resources: memberships } = await look.seen("GroupMembership");
      const held = look.isExact
        ? { heldOtherwise: [] }
        : await observeHeldOtherwise(session, look.desired, [...resources, ...memberships], holders);
      const heldOtherwise = held.heldOtherwise.filter((one) => isToStay(look, one));
      return {
        resources: [...resources, ...replacedByGroups(look, heldOtherwise)],
        holders,
        blocked: forNobodyThere(session, look.desired, wanted.desired),
        ...(await keptInUse(session, look, new Map(provisioned), holders)),
        ...held,
        heldOtherwise,
      };
    },
    create: (assignment) => createAccountAssignment(memory, assignment),
    update: "never",
    delete: (assignment) => deleteAccountAssignment(memory, assignment),
    lookEarly: (assignment) => lookEarly(memory, assignment),
  };
}

/** The groups to which somebody of the directory belongs, or is to belong. */
function peopledGroups({ ids }: Session, memberships: readonly GroupMembership[]): ReadonlySet<ResourceKey> {
  const there = memberships.filter(({ userName }) => ids.has(userKey(userName)));
  return new Set(there.map(({ group }) => groupKey(group)));
}

/** Each of the permission sets in each of the accounts. */
function everyRole(desired: readonly AccountAssignment[]): readonly AccountAssignment[] {
  const accounts = new Map(desired.map((one) => [one.accountId, one]));
  const sets = [...new Set(desired.map(({ permissionSet }) => permissionSet))];
  return [...accounts.values()].flatMap((one) => sets.map((permissionSet) => ({ ...one, permissionSet })));
}

/** Whether one of the ways by which somebody has it is neither to be gone nor to be left by them. */
function isToStay({ absent }: Look, { userName, groups, ...place }: HeldAccess): boolean {
  const isGoing = (principal: Principal) => absent.has(keyOf({ kind: "AccountAssignment", ...place, principal }));
  if (groups.length === 0) return !isGoing({ type: "USER", name: userName });
  return groups.some(
    (group) =>
      !absent.has(keyOf({ kind: "GroupMembership", group, userName })) && !isGoing({ type: "GROUP", name: group }),
  );
}

/** Who has the access through a group needs no assignment of their own. */
function replacedByGroups({ desired }: Look, heldOtherwise: readonly HeldAccess[]): readonly AccountAssignment[] {
  const keys = new Set(
    heldOtherwise
      .filter(({ groups }) => groups.length > 0)
      .map(({ userName: name, groups: _, ...place }) =>
        keyOf({ kind: "AccountAssignment", ...place, principal: { type: "USER", name } }),
      ),
  );
  return ofKind(desired, "AccountAssignment").filter((one) => keys.has(keyOf(one)));
}
