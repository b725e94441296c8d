import { type Access, assignmentOf, type Person } from "../plan/person.ts";
import { ALL_PROVISIONED_ACCOUNTS } from "../state/all-provisioned-accounts.ts";
import { accountKeys } from "../state/kinds/account.ts";
import { roleKey } from "../state/kinds/account-assignment.ts";
import { groupKey } from "../state/kinds/group.ts";
import { changesRole, endsSessionsOnly, permissionSetKey } from "../state/kinds/permission-set.ts";
import { disabledBlocker, userKey } from "../state/kinds/user.ts";
import { keyOf } from "../state/kinds.ts";
import type { ResourceKey } from "../state/resource.ts";
import { bootstrapObstacles } from "./bootstrap-obstacles.ts";
import type { Facts } from "./facts.ts";
import { ACCOUNT_ABSENT, isLetIn, lacking } from "./lacking.ts";
import type { Obstacle } from "./obstacle.ts";

/** Everything that stands between a person and an account by these facts; nothing where the person can start. */
export function obstaclesOf(person: Person, access: Access, facts: Facts): readonly Obstacle[] {
  const found = [...userObstacles(person, facts), ...assignmentObstacles(person, access, facts)];
  return [...found, ...roleObstacles(person, access, facts), ...bootstrapObstacles(access, facts)];
}

function userObstacles({ userName }: Person, facts: Facts): readonly Obstacle[] {
  const missing = lacking(facts, userKey(userName), "user", "cannot-sign-in", "There is no such user yet.");
  const disabled = facts.disabledUsers?.get(userName.toLowerCase());
  if (missing.length > 0 || disabled === undefined) return missing;
  // Once they are enabled, it takes a run to hand their access over.
  return [{ stage: "user", state: "disabled", rank: "cause", ...disabledBlocker(disabled), undone: true }];
}

function assignmentObstacles(person: Person, access: Access, facts: Facts): readonly Obstacle[] {
  const { group, permissionSet } = access;
  const lacks = (key: ResourceKey, reason: string) => lacking(facts, key, "assigned", "not-assigned", reason);
  const assigned = keyOf(assignmentOf(person, access));
  const shared = [
    ...accountKeys(access.accountId).flatMap((key) => lacks(key, ACCOUNT_ABSENT)),
    ...(facts.changes.get(permissionSetKey(permissionSet))?.action !== "update"
      ? lacks(permissionSetKey(permissionSet), `There is no permission set ${permissionSet} yet.`)
      : []),
  ];
  if (group === undefined) return [...shared, ...lacks(assigned, "Not assigned yet.")];
  return [
    ...shared,
    ...lacks(groupKey(group), `There is no group ${group} yet.`),
    ...lacks(keyOf({ kind: "GroupMembership", group, userName: person.userName }), `Not in group ${group} yet.`),
    ...lacks(assigned, `Group ${group} is not assigned yet.`),
  ];
}

/** The role in the account comes with an assignment, at the permission set's latest version. */
function roleObstacles(person: Person, access: Access, facts: Facts): readonly Obstacle[] {
  const { permissionSet, accountId } = access;
  if (!isLetIn(person, access, facts)) return [];
  const lacks = (key: ResourceKey, reason: string) => lacking(facts, key, "upToDate", "set-outdated", reason);
  const set = facts.changes.get(permissionSetKey(permissionSet));
  // Whoever stays can do what they could, before and after.
  if (set !== undefined && endsSessionsOnly(set)) return [];
  const changed =
    set === undefined || !changesRole(set)
      ? []
      : lacks(set.key, `Permission set ${permissionSet} is not as the settings say.`);
  if (changed.length > 0 || facts.provisioned?.has(roleKey(access))) return changed;
  return [accountId, ALL_PROVISIONED_ACCOUNTS].flatMap((target) =>
    lacks(
      keyOf({ kind: "PermissionSetProvisioning", permissionSet, target }),
      `The account runs an older version of permission set ${permissionSet}.`,
    ),
  );
}
