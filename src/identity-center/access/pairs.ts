import { ListPermissionSetsProvisionedToAccountCommand } from "@aws-sdk/client-sso-admin";
import { classify } from "../../aws/aws-error.ts";
import { mapConcurrently } from "../../aws/concurrency.ts";
import { readPages } from "../../aws/pages.ts";
import type { Assignment } from "../../core/access/access.ts";
import { accountsOfPermissionSet, assignmentsOfRole } from "../session/assignments.ts";
import type { Session } from "../session/session.ts";
import { type AccessReading, AT_ONCE } from "./access-reading.ts";

/** A permission set in an account in which it is provisioned: what assignments are listed for. */
export interface Pair {
  readonly accountId: string;
  readonly permissionSetArn: string;
}

/** The accounts in which each of these permission sets is provisioned, as pairs. */
export async function pairsOfSets(reading: AccessReading, arns: readonly string[]): Promise<readonly Pair[]> {
  const { gaps, session } = reading;
  const found = await mapConcurrently(arns, AT_ONCE, async (permissionSetArn) => {
    const listing = orNothing(accountsOfPermissionSet(session, permissionSetArn));
    const accountIds = (await gaps.orGap("accounts-of-permission-sets", permissionSetArn, listing)) ?? [];
    return accountIds.map((accountId) => ({ accountId, permissionSetArn }));
  });
  return found.flat();
}

/** The permission sets that are provisioned in each of these accounts, as pairs. */
export async function pairsOfAccounts(reading: AccessReading, accountIds: readonly string[]): Promise<readonly Pair[]> {
  const { gaps, session } = reading;
  const found = await mapConcurrently(accountIds, AT_ONCE, async (accountId) => {
    const arns = await gaps.orGap(
      "permission-sets-in-accounts",
      accountId,
      orNothing(setsOfAccount(session, accountId)),
    );
    return (arns ?? []).map((permissionSetArn) => ({ accountId, permissionSetArn }));
  });
  return found.flat();
}

/** https://docs.aws.amazon.com/singlesignon/latest/APIReference/API_ListPermissionSetsProvisionedToAccount.html */
async function setsOfAccount({ aws, instance }: Session, AccountId: string): Promise<readonly string[]> {
  const { items } = await readPages("sso:ListPermissionSetsProvisionedToAccount", async (NextToken) => {
    const about = { InstanceArn: instance.instanceArn, AccountId, MaxResults: 100, NextToken };
    const page = await aws.ssoAdmin.send(new ListPermissionSetsProvisionedToAccountCommand(about));
    return { items: page.PermissionSets ?? [], next: page.NextToken };
  });
  return items;
}

/** Who is assigned, for each pair. */
export async function assignmentsOfPairs(reading: AccessReading, pairs: readonly Pair[]): Promise<Assignment[]> {
  const assignments: Assignment[] = [];
  const { once, session } = reading;
  let done = 0;
  await mapConcurrently(pairs, AT_ONCE, async ({ accountId, permissionSetArn }) => {
    const listed = await reading.gaps.orGap(
      "assignments-in-accounts",
      accountId,
      assignmentsOfRole(session, accountId, permissionSetArn),
    );
    for (const { PrincipalId, PrincipalType } of listed ?? []) {
      if (PrincipalId === undefined || PrincipalType === undefined) continue;
      if (PrincipalType === "GROUP") reading.onGroup?.(PrincipalId);
      assignments.push({
        accountId,
        permissionSetArn: once(permissionSetArn),
        principalType: PrincipalType,
        principalId: once(PrincipalId),
      });
    }
    done += 1;
    reading.onProgress?.(done, pairs.length);
  });
  return assignments;
}

/** None where what they are asked of has gone meanwhile. */
async function orNothing(listing: Promise<readonly string[]>): Promise<readonly string[]> {
  try {
    return await listing;
  } catch (error) {
    if (classify(error) === "not-found") return [];
    throw error;
  }
}
