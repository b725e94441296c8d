import {
  ListAccountAssignmentsCommand,
  ListAccountsForProvisionedPermissionSetCommand,
  ListPermissionSetsProvisionedToAccountCommand,
} from "@aws-sdk/client-sso-admin";
import { classify } from "../../aws/aws-error.ts";
import { mapConcurrently } from "../../aws/concurrency.ts";
import { type ListReading, readPages } from "../../aws/pages.ts";
import type { Assignment } from "../../core/access/access.ts";
import { type AccessReading, AT_ONCE } from "./access-reading.ts";

/** A permission set in an account in which it is provisioned: what assignments are listed for. */
export interface Pair {
  readonly accountId: string;
  readonly permissionSetArn: string;
}

/**
 * The accounts in which each of these permission sets is provisioned, as pairs.
 * https://docs.aws.amazon.com/singlesignon/latest/APIReference/API_ListAccountsForProvisionedPermissionSet.html
 */
export async function pairsOfSets(reading: AccessReading, arns: readonly string[]): Promise<readonly Pair[]> {
  const { InstanceArn, ssoAdmin } = wireOf(reading);
  const found = await mapConcurrently(arns, AT_ONCE, (permissionSetArn) =>
    reading.gaps.orGap(
      "accounts-of-permission-sets",
      permissionSetArn,
      orNothing("sso:ListAccountsForProvisionedPermissionSet", async (NextToken) => {
        const page = await ssoAdmin.send(
          new ListAccountsForProvisionedPermissionSetCommand({
            InstanceArn,
            PermissionSetArn: permissionSetArn,
            MaxResults: 100,
            NextToken,
          }),
        );
        const items = (page.AccountIds ?? []).map((accountId) => ({ accountId, permissionSetArn }));
        return { items, next: page.NextToken };
      }),
    ),
  );
  return found.flatMap((pairs) => pairs ?? []);
}

/**
 * The permission sets that are provisioned in each of these accounts, as pairs.
 * https://docs.aws.amazon.com/singlesignon/latest/APIReference/API_ListPermissionSetsProvisionedToAccount.html
 */
export async function pairsOfAccounts(reading: AccessReading, accountIds: readonly string[]): Promise<readonly Pair[]> {
  const { InstanceArn, ssoAdmin } = wireOf(reading);
  const found = await mapConcurrently(accountIds, AT_ONCE, (accountId) =>
    reading.gaps.orGap(
      "permission-sets-in-accounts",
      accountId,
      orNothing("sso:ListPermissionSetsProvisionedToAccount", async (NextToken) => {
        const page = await ssoAdmin.send(
          new ListPermissionSetsProvisionedToAccountCommand({
            InstanceArn,
            AccountId: accountId,
            MaxResults: 100,
            NextToken,
          }),
        );
        const items = (page.PermissionSets ?? []).map((permissionSetArn) => ({ accountId, permissionSetArn }));
        return { items, next: page.NextToken };
      }),
    ),
  );
  return found.flatMap((pairs) => pairs ?? []);
}

/**
 * Who is assigned, for each pair.
 * https://docs.aws.amazon.com/singlesignon/latest/APIReference/API_ListAccountAssignments.html
 */
export async function assignmentsOfPairs(reading: AccessReading, pairs: readonly Pair[]): Promise<Assignment[]> {
  const { InstanceArn, ssoAdmin } = wireOf(reading);
  const assignments: Assignment[] = [];
  const { once } = reading;
  let done = 0;
  await mapConcurrently(pairs, AT_ONCE, async ({ accountId, permissionSetArn }) => {
    const listed = await reading.gaps.orGap(
      "assignments-in-accounts",
      accountId,
      orNothing("sso:ListAccountAssignments", async (NextToken) => {
        const page = await ssoAdmin.send(
          new ListAccountAssignmentsCommand({
            InstanceArn,
            AccountId: accountId,
            PermissionSetArn: permissionSetArn,
            MaxResults: 100,
            NextToken,
          }),
        );
        return { items: page.AccountAssignments ?? [], next: page.NextToken };
      }),
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

/** All items of a list; none where what they are asked of has gone meanwhile. */
async function orNothing<Item>(
  operation: string,
  fetch: Parameters<typeof readPages<Item>>[1],
): Promise<ListReading<Item>["items"]> {
  try {
    return (await readPages(operation, fetch)).items;
  } catch (error) {
    if (classify(error) === "not-found") return [];
    throw error;
  }
}

function wireOf({ session }: AccessReading) {
  return { InstanceArn: session.instance.instanceArn, ssoAdmin: session.aws.ssoAdmin };
}
