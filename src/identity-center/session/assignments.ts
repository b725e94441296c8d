import {
  type AccountAssignment,
  type AccountAssignmentForPrincipal,
  ListAccountAssignmentsCommand,
  ListAccountAssignmentsForPrincipalCommand,
  ListAccountsForProvisionedPermissionSetCommand,
  type PrincipalType,
  type ProvisioningStatus,
} from "@aws-sdk/client-sso-admin";
import { classify } from "../../aws/aws-error.ts";
import { readPages } from "../../aws/pages.ts";
import type { Session } from "./session.ts";

/**
 * Who holds a permission set in an account; nobody where one of the two has gone meanwhile.
 * https://docs.aws.amazon.com/singlesignon/latest/APIReference/API_ListAccountAssignments.html
 */
export async function assignmentsOfRole(
  { aws, instance: { instanceArn: InstanceArn } }: Session,
  AccountId: string,
  PermissionSetArn: string,
): Promise<readonly AccountAssignment[]> {
  try {
    const { items } = await readPages("sso:ListAccountAssignments", async (NextToken) => {
      const about = { InstanceArn, AccountId, PermissionSetArn, MaxResults: 100, NextToken };
      const page = await aws.ssoAdmin.send(new ListAccountAssignmentsCommand(about));
      return { items: page.AccountAssignments ?? [], next: page.NextToken };
    });
    return items;
  } catch (error) {
    if (classify(error) === "not-found") return [];
    throw error;
  }
}

/**
 * What a user or group is assigned. Whether AWS lists for a user what their groups have is documented nowhere: only what is
 * said to be assigned to the one that was asked about counts.
 * https://docs.aws.amazon.com/singlesignon/latest/APIReference/API_ListAccountAssignmentsForPrincipal.html
 */
export async function assignmentsOfPrincipal(
  { aws, instance: { instanceArn: InstanceArn } }: Session,
  type: PrincipalType,
  id: string,
): Promise<readonly AccountAssignmentForPrincipal[]> {
  const { items } = await readPages("sso:ListAccountAssignmentsForPrincipal", async (NextToken) => {
    const about = { InstanceArn, PrincipalId: id, PrincipalType: type, MaxResults: 100, NextToken };
    const page = await aws.ssoAdmin.send(new ListAccountAssignmentsForPrincipalCommand(about));
    return { items: page.AccountAssignments ?? [], next: page.NextToken };
  });
  return items.filter(({ PrincipalId = id, PrincipalType = type }) => PrincipalId === id && PrincipalType === type);
}

/**
 * The accounts in which a permission set is provisioned.
 * https://docs.aws.amazon.com/singlesignon/latest/APIReference/API_ListAccountsForProvisionedPermissionSet.html
 */
export async function accountsOfPermissionSet(
  { aws, instance: { instanceArn: InstanceArn } }: Session,
  PermissionSetArn: string | undefined,
  ProvisioningStatus?: ProvisioningStatus,
): Promise<readonly string[]> {
  const { items } = await readPages("sso:ListAccountsForProvisionedPermissionSet", async (NextToken) => {
    const about = { InstanceArn, PermissionSetArn, ProvisioningStatus, MaxResults: 100, NextToken };
    const page = await aws.ssoAdmin.send(new ListAccountsForProvisionedPermissionSetCommand(about));
    return { items: page.AccountIds ?? [], next: page.NextToken };
  });
  return items;
}
