import { OnboardError } from "../core/errors/onboard-error.ts";
import type { Change } from "../core/state/change.ts";
import { describeChange } from "../core/state/describe.ts";
import type { Done } from "./calls/done.ts";
import { createAccount } from "./kinds/account/accounts.ts";
import { moveAccount } from "./kinds/account/move-account.ts";
import { createAccountAssignment } from "./kinds/account-assignment/account-assignments.ts";
import { makeBootstrap, type OnPart } from "./kinds/bootstrap/bootstraps.ts";
import { createGroup } from "./kinds/group/groups.ts";
import { createGroupMembership } from "./kinds/group-membership/group-memberships.ts";
import { createPermissionSet, updatePermissionSet } from "./kinds/permission-set/permission-sets.ts";
import { provisionPermissionSet } from "./kinds/permission-set-provisioning/provisionings.ts";
import { createUser } from "./kinds/user/users.ts";
import type { Session } from "./session.ts";

/** Makes one change and returns when AWS has done it; `onPart` is told how far a long one is. */
export async function applyChange(session: Session, change: Change, onPart: OnPart): Promise<Done> {
  const { after } = change;
  if (after === null) throw notYet(change);
  switch (after.kind) {
    case "Account":
      return change.action === "create" ? createAccount(session, after) : moveAccount(session, after);
    case "Bootstrap":
      return makeBootstrap(session, after, onPart);
    case "User":
      return createUser(session, after);
    case "Group":
      return createGroup(session, after);
    case "GroupMembership":
      return createGroupMembership(session, after);
    case "PermissionSet":
      if (change.action === "create") return createPermissionSet(session, after);
      if (change.before.kind !== "PermissionSet") throw new Error(`${change.key} cannot become a permission set`);
      await updatePermissionSet(session, change.before, after);
      return {};
    case "PermissionSetProvisioning":
      return provisionPermissionSet(session, after);
    case "AccountAssignment":
      return createAccountAssignment(session, after);
    default:
      return after satisfies never;
  }
}

function notYet(change: Change): OnboardError {
  return new OnboardError({
    kind: "failed",
    message: `This version cannot do it yet: ${describeChange(change)}.`,
    remedy: "Do it in the console of Identity Center.",
  });
}
