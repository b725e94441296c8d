import type { Blocker, Change } from "../state/change.ts";
import type { Instance } from "../state/observation.ts";
import { isDeletion } from "../state/order.ts";
import type { ResourceKey } from "../state/resource.ts";
import type { HoldersLook } from "./holds.ts";
import { lastAdministratorBlocks, touchesManagement } from "./last-administrators.ts";
import { type CallerRole, callerRole, ownAccessBlocks, touchesCaller } from "./own-access.ts";

/** What has to be read before anything is taken away, so that nobody is locked out. */
export interface LooksNeeded {
  /** Who holds the permission set through which the caller acts, in its account. */
  readonly own?: CallerRole;
  /** Who holds anything in the management account. */
  readonly management?: true;
}

/** What was read for it. */
export interface LockOutFacts {
  readonly callerArn: string;
  readonly own?: HoldersLook;
  readonly management?: HoldersLook;
}

interface Circumstances {
  readonly callerArn: string;
  readonly instance: Pick<Instance, "managementAccountId">;
  /** Whether a group has anything in the management account; absent: nobody knows. */
  readonly givesThere?: (group: string) => boolean;
}

/** Nothing has to be read where nothing is taken that could lock somebody out. */
export function looksNeeded(changes: readonly Change[], circumstances: Circumstances): LooksNeeded {
  const { callerArn, instance, givesThere = () => true } = circumstances;
  const deletions = changes.filter(isDeletion);
  const caller = callerRole(callerArn);
  const isOwn = caller !== undefined && deletions.some((one) => touchesCaller(one, caller));
  const isThere = deletions.some((one) => touchesManagement(one, instance.managementAccountId, givesThere));
  return { ...(isOwn ? { own: caller } : {}), ...(isThere ? { management: true } : {}) };
}

/**
 * Deletions that would lock somebody out: the caller, or everybody out of the management account. Nothing allows them; each
 * is a blocked change with the way out.
 */
export function lockOuts(
  changes: readonly Change[],
  managementAccountId: string,
  { callerArn, own, management }: LockOutFacts,
): ReadonlyMap<ResourceKey, Blocker> {
  const deletions = changes.filter(isDeletion);
  const caller = callerRole(callerArn);
  return new Map([
    ...(management === undefined ? [] : lastAdministratorBlocks(deletions, managementAccountId, management)),
    ...(own === undefined || caller === undefined ? [] : ownAccessBlocks(deletions, caller, own)),
  ]);
}
