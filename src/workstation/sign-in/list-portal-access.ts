import { mapConcurrently } from "../../aws/concurrency.ts";
import type { PortalAccess } from "../../core/handover/portal-access.ts";
import type { Portal } from "./portal.ts";

/** How many accounts are asked for their roles at a time; the portal's own page asks for a few, too. */
const AT_A_TIME = 8;

/**
 * Every account and permission set the portal offers the signed-in person, sorted by name. With `accounts` (ids or
 * exact names) only those are asked for their roles, if there are such; what else there is stays out.
 */
export async function listPortalAccess(portal: Portal, accounts?: readonly string[]): Promise<readonly PortalAccess[]> {
  const all = await portal.listAccounts();
  const named = all.filter(
    ({ accountId, accountName }) => accounts?.includes(accountId) || accounts?.includes(accountName),
  );
  const found = await mapConcurrently(named.length > 0 ? named : all, AT_A_TIME, async ({ accountId, accountName }) => {
    const permissionSets = await portal.listAccountRoles(accountId);
    return permissionSets.map((permissionSet) => ({ accountId, accountName, permissionSet }));
  });
  return found
    .flat()
    .sort(
      (a, b) =>
        a.accountName.localeCompare(b.accountName) ||
        a.accountId.localeCompare(b.accountId) ||
        a.permissionSet.localeCompare(b.permissionSet),
    );
}
