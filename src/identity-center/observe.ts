import { permissionSetKey } from "../core/state/kinds/permission-set.ts";
import { stateOf } from "../core/state/kinds.ts";
import type { Observation } from "../core/state/observation.ts";
import type { Resource, State } from "../core/state/resource.ts";
import { explain } from "./calls/explain.ts";
import { observeAccounts } from "./kinds/account/observe-accounts.ts";
import { observeAccountAssignments } from "./kinds/account-assignment/account-assignments.ts";
import { observeStrangers } from "./kinds/account-assignment/unmanaged.ts";
import { observeBootstraps } from "./kinds/bootstrap/bootstraps.ts";
import { observeGroups } from "./kinds/group/groups.ts";
import { observeGroupMemberships } from "./kinds/group-membership/group-memberships.ts";
import { observePermissionSets } from "./kinds/permission-set/observe-permission-sets.ts";
import { observeUsers } from "./kinds/user/users.ts";
import type { Session } from "./session.ts";

/** Whether those are looked for, too, who hold the plan's permission sets without being in the team file. */
type Scope = "plan" | "plan-and-strangers";

/**
 * Reads what the desired state can touch, and nothing else. Ids of what is found are kept in the session.
 * The permission sets that `desired` only assigns, without describing them, are read too.
 */
export async function observe(session: Session, desired: State, scope: Scope = "plan"): Promise<Observation> {
  const wanted = [...desired.values()];
  try {
    const [accounts, people, groups, permissionSets] = await Promise.all([
      observeAccounts(session, ofKind(wanted, "Account")),
      observeUsers(session, ofKind(wanted, "User")),
      observeGroups(session, ofKind(wanted, "Group")),
      observePermissionSets(session, namesOfPermissionSets(wanted)),
      session.openAssignments.look(),
    ]);
    const provisioned = new Map(permissionSets.map((set) => [set.permissionSet.name, set.provisioned]));
    const [memberships, { assignments, holders }] = await Promise.all([
      observeGroupMemberships(session, ofKind(wanted, "GroupMembership")),
      observeAccountAssignments(session, ofKind(wanted, "AccountAssignment"), provisioned),
    ]);
    const { bootstraps, blocked } = await observeBootstraps(session, ofKind(wanted, "Bootstrap"));
    const strangers = scope === "plan" ? undefined : await observeStrangers(session, holders, desired, people.names);
    const sets = permissionSets.map(({ permissionSet }) => permissionSet);
    return {
      state: stateOf([
        ...accounts.accounts,
        ...people.users,
        ...groups,
        ...sets,
        ...memberships,
        ...assignments,
        ...bootstraps,
      ]),
      identitySource: people.identitySource,
      blocked: new Map([...accounts.blocked, ...people.blocked, ...blocked]),
      provisioned: new Map([...provisioned].filter(([name]) => desired.has(permissionSetKey(name)))),
      ...(strangers === undefined ? {} : { strangers }),
    };
  } catch (error) {
    throw explain(error, "reading what is in Identity Center");
  }
}

function ofKind<Kind extends Resource["kind"]>(resources: readonly Resource[], kind: Kind) {
  return resources.filter((resource): resource is Extract<Resource, { kind: Kind }> => resource.kind === kind);
}

function namesOfPermissionSets(wanted: readonly Resource[]): readonly string[] {
  const described = ofKind(wanted, "PermissionSet").map(({ name }) => name);
  const assigned = ofKind(wanted, "AccountAssignment").map(({ permissionSet }) => permissionSet);
  return [...new Set([...described, ...assigned])];
}
