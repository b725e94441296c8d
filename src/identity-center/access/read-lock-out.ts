import { holdersLook } from "../../core/access/holders-look.ts";
import { type LockOutFacts, looksNeeded } from "../../core/safety/lock-out.ts";
import type { Change } from "../../core/state/change.ts";
import type { Connection } from "../connect/connect.ts";
import { readAccess } from "./read-access.ts";

export interface LockOutReading {
  /** Whether a group has anything in the management account; absent: nobody knows. */
  readonly givesThere?: (group: string) => boolean;
  readonly signal?: AbortSignal;
  readonly onStep?: (step: string) => void;
}

/**
 * Reads who else holds what these changes would take from the caller, or from administrators of the management account.
 * `undefined` where nothing of that is touched: then nothing is read.
 */
export async function readLockOut(
  connection: Connection,
  changes: readonly Change[],
  { givesThere, signal, onStep }: LockOutReading = {},
): Promise<LockOutFacts | undefined> {
  const { callerArn, instance } = connection;
  const needed = looksNeeded(changes, { callerArn, instance, ...(givesThere === undefined ? {} : { givesThere }) });
  const accounts = [
    ...(needed.own === undefined ? [] : [needed.own.accountId]),
    ...(needed.management ? [instance.managementAccountId] : []),
  ];
  if (accounts.length === 0) return undefined;
  onStep?.("Reading who else is let in there");
  const access = await readAccess(connection, {
    scope: { accounts: [...new Set(accounts)] },
    withoutUnits: true,
    ...(signal === undefined ? {} : { signal }),
  });
  const look = holdersLook(access);
  return {
    callerArn,
    ...(needed.own === undefined ? {} : { own: look }),
    ...(needed.management ? { management: look } : {}),
  };
}
