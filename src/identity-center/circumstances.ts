import { ACCOUNT_ID } from "../core/aws/ids.ts";
import type { Limits } from "../core/aws/limits.ts";
import type { AccountDirectory } from "../core/organization/find-accounts.ts";
import { accountOfChange } from "../core/plan/places-named.ts";
import type { PlanInput } from "../core/plan/plan.ts";
import { hasManagementAccountOnly } from "../core/safety/management-account.ts";
import type { Safety } from "../core/settings/settings.ts";
import type { Change } from "../core/state/change.ts";
import { definedOnly } from "../core/text/defined-only.ts";
import { type LockOutReading, readLockOut } from "./access/read-lock-out.ts";
import type { Connection } from "./connect/connect.ts";

interface Bounds extends LockOutReading {
  readonly limits: Limits;
  readonly safety: Safety;
}

/** What every plan is made with, whatever it is for: where it is, what bounds it, and who would be locked out by its changes. */
export async function circumstancesOf(connection: Connection, changes: readonly Change[], bounds: Bounds) {
  const { instance } = connection;
  const { limits, safety, ...reading } = bounds;
  const lockOut = await readLockOut(connection, changes, reading);
  const directory = await accountsOf(connection, changes);
  return {
    instance,
    limits,
    safety,
    managementAccountOnly: hasManagementAccountOnly(directory),
    accounts: directory.accounts,
    ...definedOnly({ lockOut }),
  } satisfies Partial<PlanInput>;
}

/**
 * The accounts that changes are made in, by which a plan calls them by their names. Whether there is another than the management
 * account is asked where something is done there; in the end only the list of all tells that there is none.
 */
async function accountsOf(
  { instance, organization }: Connection,
  changes: readonly Change[],
): Promise<AccountDirectory> {
  const ids = changes.flatMap((change) => accountOfChange(change) ?? []).filter((id) => ACCOUNT_ID.test(id));
  const directory = await organization.withIds(ids);
  const perhapsNoOther = hasManagementAccountOnly({ ...directory, partial: false });
  return directory.partial && perhapsNoOther && ids.includes(instance.managementAccountId)
    ? organization.all()
    : directory;
}
