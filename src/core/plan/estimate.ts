import { BOOTSTRAPS_AT_ONCE, type Limits } from "../aws/limits.ts";
import type { Change } from "../state/change.ts";
import { stuckKeys } from "./blocked-keys.ts";

/** How long AWS takes for one assignment. AWS publishes no figure; a few seconds is what users report. */
const SECONDS_AN_ASSIGNMENT = 4;
/** How long one re-provisioning takes, likewise. */
const SECONDS_A_PROVISIONING = 5;
/** How long AWS takes to make an account, and how many it makes at a time; it publishes neither. */
const SECONDS_AN_ACCOUNT = 60;
/** How long CloudFormation takes for the CDK's bootstrap stack. */
const SECONDS_A_BOOTSTRAP = 60;
/** Calls that make one permission set: create, then one for each part of it. */
const CALLS_A_PERMISSION_SET = 4;

/**
 * Seconds that AWS's own limits make these changes take, those that cannot be made left out, rounded up. Users, calls,
 * assignments and bootstraps overlap, so the slowest counts; what waits for it (the first user, the last assignment) is
 * added, and so is the time for new accounts, which everything in them waits for.
 */
export function estimateSeconds(changes: readonly Change[], limits: Limits): number {
  const stuck = stuckKeys(changes);
  const open = changes.filter(({ key }) => !stuck.has(key));
  if (open.length === 0) return 0;
  const count = (kind: Change["after"]["kind"]) => open.filter((change) => change.after.kind === kind).length;
  const assignments = count("AccountAssignment");
  const provisionings = count("PermissionSetProvisioning");
  const directory = Math.max(count("User"), count("GroupMembership")) / limits.identityStorePerSecond;
  const calls =
    (2 * assignments + 2 * provisionings + CALLS_A_PERMISSION_SET * count("PermissionSet")) / limits.ssoAdminPerSecond;
  const outstanding = (assignments * SECONDS_AN_ASSIGNMENT) / limits.outstandingAssignments;
  const provisioning = Math.ceil(provisionings / limits.outstandingProvisionings) * SECONDS_A_PROVISIONING;
  const tail = assignments > 0 ? SECONDS_AN_ASSIGNMENT : 0;
  const made = open.filter(({ action, after }) => action === "create" && after.kind === "Account").length;
  const accounts = Math.ceil(made / limits.outstandingAccounts) * SECONDS_AN_ACCOUNT;
  const bootstraps = Math.ceil(count("Bootstrap") / BOOTSTRAPS_AT_ONCE) * SECONDS_A_BOOTSTRAP;
  return Math.ceil(accounts + Math.max(directory, calls, outstanding, provisioning, bootstraps) + tail);
}
