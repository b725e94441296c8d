import type { Limits } from "../../core/aws/limits.ts";
import type { Kind, OfKind, Resource } from "../../core/state/resource.ts";
import { createBusyAccounts } from "../calls/outstanding.ts";
import { createUnitFinder, type UnitFinder } from "../connect/organizational-units.ts";
import type { Session } from "../session/session.ts";
import { openAccounts } from "./account/accounts.ts";
import { openAccountAssignments } from "./account-assignment/account-assignments.ts";
import { openBootstraps } from "./bootstrap/bootstraps.ts";
import { openGroups } from "./group/groups.ts";
import { openGroupMemberships } from "./group-membership/group-memberships.ts";
import type { OpenKind } from "./open-kind.ts";
import { openPermissionSets } from "./permission-set/permission-sets.ts";
import { openProvisionings } from "./permission-set-provisioning/provisionings.ts";
import { openUsers } from "./user/users.ts";

/** Every kind of resource, opened for one run. */
export type OpenKinds = ReturnType<typeof openKinds>;

/** Opens every kind for one run. What two kinds must know of each other is made here, and handed to both. */
export function openKinds(session: Session, limits: Limits, units: UnitFinder = createUnitFinder(session.aws)) {
  const shared = { limits, units, busy: createBusyAccounts(), freshAccounts: new Set<string>() };
  return {
    Account: openAccounts(session, shared),
    User: openUsers(session),
    Group: openGroups(session),
    GroupMembership: openGroupMemberships(session),
    PermissionSet: openPermissionSets(session),
    PermissionSetProvisioning: openProvisionings(session, shared),
    AccountAssignment: openAccountAssignments(session, shared),
    Bootstrap: openBootstraps(session, shared),
  } as const satisfies { readonly [One in Kind]: OpenKind<OfKind<One>> };
}

/** The open kind of a resource. */
export function openKindOf<One extends Resource>(kinds: OpenKinds, { kind }: One): OpenKind<One> {
  // That the kind and the resource belong together is what the table says, and more than a compiler follows.
  return kinds[kind] as unknown as OpenKind<One>;
}
