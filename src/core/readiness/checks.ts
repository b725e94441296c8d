import { BOOTSTRAP_NEEDED, type BootstrapAnswer } from "../aws/cdk-bootstrap.ts";
import { type Access, assignmentOf, type Person } from "../plan/person.ts";
import { isReference } from "../state/account-reference.ts";
import { ALL_PROVISIONED_ACCOUNTS } from "../state/all-provisioned-accounts.ts";
import { type Blocker, type Change, resourceOf } from "../state/change.ts";
import { accountKeys } from "../state/kinds/account.ts";
import { groupKey } from "../state/kinds/group.ts";
import { changesRole, permissionSetKey } from "../state/kinds/permission-set.ts";
import { userKey } from "../state/kinds/user.ts";
import { dependenciesOf, keyOf } from "../state/kinds.ts";
import type { ResourceKey } from "../state/resource.ts";
import { commandForCaller } from "../text/command-line.ts";
import { shownList } from "../text/shown-list.ts";

/**
 * What is known about one thing that a person needs. `waits`: it can only be looked at once something else is there;
 * `unknown`: nobody could tell, and it may be either.
 */
export type Check =
  | { readonly state: "yes" }
  | { readonly state: "no"; readonly reason: string; readonly remedy: string }
  | { readonly state: "waits"; readonly reason: string }
  | { readonly state: "unknown"; readonly reason: string; readonly remedy: string };

/** Everything that stands between a person and one account, in the order in which it comes about. */
export interface AccessChecks {
  /** The user is in Identity Center. */
  readonly user: Check;
  /** AWS has the assignment, and the membership in its group if it is a group's. */
  readonly assigned: Check;
  /** The account's role is at the permission set's version, and that is what the settings say. */
  readonly upToDate: Check;
  /** The CDK is bootstrapped in the account and Region, as `npx ampx sandbox` needs it. */
  readonly bootstrapped: Check;
}

/** What a plan would do, by the key of what it would make. What it would not make is there. */
export type Pending = ReadonlyMap<ResourceKey, Change>;

const YES: Check = { state: "yes" };
/** The remedy for everything that a run of the plan makes. */
export const RUN_ONBOARD = `Run ${commandForCaller("--emails")} with this team file.`;

/** Reads an access off the changes that a plan has for it. */
export function checksOf(person: Person, access: Access, pending: Pending, bootstrap: BootstrapAnswer): AccessChecks {
  return {
    user: presence([[userKey(person.userName), "There is no such user yet."]], pending),
    assigned: assignedCheck(person, access, pending),
    upToDate: upToDateCheck(person, access, pending),
    bootstrapped: bootstrapCheck(access, bootstrap),
  };
}

function assignedCheck(person: Person, access: Access, pending: Pending): Check {
  const { group } = access;
  const assigned = keyOf(assignmentOf(person, access));
  const account = accountKeys(access.accountId).map((key) => [key, NO_ACCOUNT] as const);
  if (group === undefined) return presence([...account, [assigned, "Not assigned yet."]], pending);
  const membership = keyOf({ kind: "GroupMembership", group, userName: person.userName });
  return presence(
    [
      ...account,
      [groupKey(group), `There is no group ${group} yet.`],
      [membership, `Not in group ${group} yet.`],
      [assigned, `Group ${group} is not assigned yet.`],
    ],
    pending,
  );
}

/** The first of these that is not there; what cannot be made before somebody acts comes before what only needs a run. */
function presence(wanted: readonly (readonly [key: ResourceKey, reason: string])[], pending: Pending): Check {
  const missing = wanted.flatMap(([key, reason]) => {
    const change = pending.get(key);
    return change === undefined ? [] : [{ reason, blocked: blockerOf(change, pending) }];
  });
  const [first] = missing;
  if (first === undefined) return YES;
  const blocked = missing.find((one) => one.blocked !== undefined)?.blocked;
  return blocked === undefined
    ? { state: "no", reason: first.reason, remedy: RUN_ONBOARD }
    : { state: "no", ...blocked };
}

/** Why a change cannot be made: itself, or something that it needs. */
function blockerOf(change: Change, pending: Pending): Blocker | undefined {
  const needed = dependenciesOf(resourceOf(change)).map((key) => pending.get(key)?.blocked);
  return change.blocked ?? needed.find((blocked) => blocked !== undefined);
}

function upToDateCheck(person: Person, access: Access, pending: Pending): Check {
  const { permissionSet, accountId } = access;
  if (pending.has(keyOf(assignmentOf(person, access)))) {
    return { state: "waits", reason: `${permissionSet} gets into the account with the assignment.` };
  }
  const change = pending.get(permissionSetKey(permissionSet));
  if (change !== undefined && changesRole(change)) {
    return outdated(change, pending, `Permission set ${permissionSet} is not as the settings say.`);
  }
  const provisioning = [accountId, ALL_PROVISIONED_ACCOUNTS].flatMap(
    (target) => pending.get(keyOf({ kind: "PermissionSetProvisioning", permissionSet, target })) ?? [],
  )[0];
  return provisioning === undefined
    ? YES
    : outdated(provisioning, pending, `The account runs an older version of permission set ${permissionSet}.`);
}

function outdated(change: Change, pending: Pending, reason: string): Check {
  const blocked = blockerOf(change, pending);
  return blocked === undefined ? { state: "no", reason, remedy: RUN_ONBOARD } : { state: "no", ...blocked };
}

const NO_ACCOUNT = "The account is not there yet.";

const REMEDY = "Ask somebody with AdministratorAccess in the account to bootstrap it.";

/** In the words of the check on a developer's machine. An account that is still to be made cannot be looked at. */
function bootstrapCheck({ accountId, region }: Access, answer: BootstrapAnswer): Check {
  if (isReference(accountId)) return { state: "waits", reason: NO_ACCOUNT };
  switch (answer.kind) {
    case "version": {
      if (answer.version >= BOOTSTRAP_NEEDED) return YES;
      const reason = `${region} is bootstrapped for CDK (version ${answer.version}; ${BOOTSTRAP_NEEDED} is needed).`;
      return { state: "no", reason, remedy: REMEDY };
    }
    case "missing": {
      const missing = `Account ${accountId} is not bootstrapped in ${region}: \`npx ampx sandbox\` will stop and ask for it.`;
      return { state: "no", reason: `${missing}${besides(answer.otherQualifiers ?? [])}`, remedy: REMEDY };
    }
    case "unknown":
      return { state: "unknown", reason: answer.reason, remedy: answer.remedy };
    default:
      return answer satisfies never;
  }
}

function besides(qualifiers: readonly string[]): string {
  if (qualifiers.length === 0) return "";
  const those = qualifiers.length === 1 ? `qualifier ${qualifiers[0]} is` : `qualifiers ${shownList(qualifiers)} are`;
  return ` The ${those} there, which ampx does not look at.`;
}
