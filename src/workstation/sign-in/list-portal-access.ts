import type { PortalAccess } from "../../core/handover/portal-access.ts";
import type { Portal, PortalAccount } from "./portal.ts";

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
  const waiting = [...(named.length > 0 ? named : all)];
  const found: PortalAccess[] = [];
  const ask = async () => {
    for (let account = waiting.shift(); account !== undefined; account = waiting.shift()) {
      found.push(...(await accessIn(account, portal)));
    }
  };
  await Promise.all(Array.from({ length: AT_A_TIME }, ask));
  return found.sort(
    (a, b) =>
      a.accountName.localeCompare(b.accountName) ||
      a.accountId.localeCompare(b.accountId) ||
      a.permissionSet.localeCompare(b.permissionSet),
  );
}

async function accessIn({ accountId, accountName }: PortalAccount, portal: Portal): Promise<readonly PortalAccess[]> {
  const roles = await portal.listAccountRoles(accountId);
  return roles.map((permissionSet) => ({ accountId, accountName, permissionSet }));
}
