import { refuse } from "../../core/errors/invalid-input.ts";
import type { Connection } from "../connect/connect.ts";
import { openSession } from "../session/session.ts";
import { createInterner } from "./access-reading.ts";
import { openGaps } from "./gaps.ts";
import type { AccessScope } from "./read-access.ts";
import { arnsOfPermissionSets, idsOfAccounts, idsOfGroups } from "./scope.ts";

/** The accounts, permission sets and groups that flags name, as ids; names that are not there are thrown, all at once. */
export async function resolveNames(
  connection: Connection,
  { accounts, permissionSets, groups }: Omit<AccessScope, "people">,
  signal?: AbortSignal,
): Promise<{ readonly accounts?: readonly string[] }> {
  const { aws, instance, organization } = connection;
  const session = openSession(aws, instance, signal, organization);
  const reading = { session, gaps: openGaps(), once: createInterner() };
  const [inAccounts, sets, named] = await Promise.all([
    accounts === undefined ? undefined : idsOfAccounts(connection, accounts),
    permissionSets === undefined ? undefined : arnsOfPermissionSets(reading, permissionSets),
    groups === undefined ? undefined : idsOfGroups(reading, groups),
  ]);
  refuse([inAccounts, sets, named].flatMap((one) => one?.problems ?? []));
  return inAccounts === undefined ? {} : { accounts: inAccounts.ids };
}
