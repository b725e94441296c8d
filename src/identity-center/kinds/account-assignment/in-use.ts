import type { AccountAssignmentForPrincipal } from "@aws-sdk/client-sso-admin";
import type { Blocker } from "../../../core/state/change.ts";
import { roleKey } from "../../../core/state/kinds/account-assignment.ts";
import { groupKey } from "../../../core/state/kinds/group.ts";
import { permissionSetKey } from "../../../core/state/kinds/permission-set.ts";
import { userKey } from "../../../core/state/kinds/user.ts";
import type { ProvisionedAccounts } from "../../../core/state/observation.ts";
import type { AccountAssignment, PermissionSet, ResourceKey } from "../../../core/state/resource.ts";
import { commandForCaller } from "../../../core/text/command-line.ts";
import { shownList } from "../../../core/text/shown-list.ts";
import { identifierOf, type Session } from "../../session/session.ts";
import { groupInUse, usesOfGroup } from "../group/group-uses.ts";
import { type Holder, type Look, type Observed, ofKind } from "../open-kind.ts";
import { userInUse, usesOfUser } from "../user/user-uses.ts";
import { presentIn, principalOf, targetOf } from "./assignment-memory.ts";
import { holdersByRole, principalsIn, principalsOf } from "./look-at-assignments.ts";

/**
 * What is to be gone and must stay: groups and permission sets that somebody uses whose access is not to be gone, and users
 * who have something that is not. `holders` are those that were seen already.
 */
export async function keptInUse(
  session: Session,
  look: Look,
  provisioned: ReadonlyMap<string, ProvisionedAccounts>,
  holders: readonly Holder[],
): Promise<Required<Pick<Observed<AccountAssignment>, "kept" | "joinedByOthers">>> {
  const leaving = leavingTuples(session, look);
  const seen = holdersByRole(holders);
  const sets = ofKind(look.absent, "PermissionSet").map(async (set) => {
    const { accountIds = [] } = provisioned.get(set.name) ?? {};
    const used = await Promise.all(
      accountIds.map(async (accountId) => {
        const role = { accountId, permissionSet: set.name };
        const known = seen.get(roleKey(role));
        const principals = known === undefined ? await principalsIn(session, role) : principalsOf(known);
        return [...principals].some((who) => !leaving.has(`${accountId}|${arnOf(session, set)}|${who}`));
      }),
    );
    return [
      permissionSetKey(set.name),
      setInUse(
        set,
        accountIds.filter((_, index) => used[index]),
      ),
    ] as const;
  });
  const users = ofKind(look.absent, "User").map(async (user) => {
    const key = userKey(user.userName);
    const id = session.ids.get(key);
    if (id === undefined) return [key, undefined] as const;
    const uses = await usesOfUser(session, id);
    const left = new Set(
      ofKind(look.absent, "GroupMembership")
        .filter(({ userName }) => userKey(userName) === key)
        .map(({ group }) => session.ids.get(groupKey(group))),
    );
    const who = principalOf({ PrincipalType: "USER", PrincipalId: id });
    return [
      key,
      userInUse(user, uses, { isLeft: (groupId) => left.has(groupId), isLeaving: leavesWith(leaving, who) }),
    ] as const;
  });
  const joinedByOthers = new Set<ResourceKey>();
  const present = ofKind(look.absent, "Group").filter(({ displayName }) => session.ids.has(groupKey(displayName)));
  const groups = present.map(async (group) => {
    const key = groupKey(group.displayName);
    const id = identifierOf(session, key);
    const uses = await usesOfGroup(session, id);
    if (uses === "unknown") return [key, groupInUse(group, uses)] as const;
    const gone = new Set(
      ofKind(look.absent, "GroupMembership")
        .filter((one) => groupKey(one.group) === key)
        .map(({ userName }) => session.ids.get(userKey(userName))),
    );
    const who = principalOf({ PrincipalType: "GROUP", PrincipalId: id });
    const isLeaving = leavesWith(leaving, who);
    const others = {
      userIds: uses.userIds.filter((userId) => !gone.has(userId)),
      assignments: uses.assignments.filter((one) => !isLeaving(one)),
    };
    if (others.userIds.length > 0) joinedByOthers.add(key);
    return [key, groupInUse(group, others)] as const;
  });
  const found = await Promise.all<readonly [ResourceKey, Blocker | undefined]>([...sets, ...groups, ...users]);
  const kept = new Map(found.flatMap(([key, blocked]) => (blocked === undefined ? [] : [[key, blocked] as const])));
  return { kept, joinedByOthers };
}

/** Whether an assignment of this principal is to be gone. */
function leavesWith(leaving: ReadonlySet<string>, who: string) {
  return ({ AccountId, PermissionSetArn }: AccountAssignmentForPrincipal) =>
    leaving.has(`${AccountId}|${PermissionSetArn}|${who}`);
}

/** The assignments that are to be gone, by account, ARN of the set, and principal. */
function leavingTuples(session: Session, { absent }: Look): ReadonlySet<string> {
  const known = ofKind(absent, "AccountAssignment")
    .flatMap((one) => presentIn(session, one))
    .filter(({ permissionSet, principal }) => {
      const { type, name, gone } = principal;
      const who = type === "USER" ? userKey(name) : groupKey(name);
      return session.ids.has(permissionSetKey(permissionSet)) && (gone || session.ids.has(who));
    });
  return new Set(
    known.map((one) => {
      const target = targetOf(session, one);
      return `${target.TargetId}|${target.PermissionSetArn}|${principalOf(target)}`;
    }),
  );
}

function setInUse({ name }: PermissionSet, accountIds: readonly string[]): Blocker | undefined {
  if (accountIds.length === 0) return undefined;
  return {
    reason: `Permission set ${name} stays: others have it in ${shownList(accountIds, 3)}.`,
    remedy: `See ${commandForCaller("access", "--permission-set", name)}; AWS deletes no permission set that somebody has.`,
  };
}

function arnOf(session: Session, { name }: PermissionSet): string {
  return identifierOf(session, permissionSetKey(name));
}
