import type { Limits } from "../core/aws/limits.ts";
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
  const { instance, organization } = connection;
  const { limits, safety, ...reading } = bounds;
  const lockOut = await readLockOut(connection, changes, reading);
  return {
    instance,
    limits,
    safety,
    managementAccountOnly: hasManagementAccountOnly(organization),
    accounts: organization.accounts,
    ...definedOnly({ lockOut }),
  } satisfies Partial<PlanInput>;
}
