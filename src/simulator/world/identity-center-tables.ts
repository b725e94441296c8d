import type { AccountAssignment, AsynchronousRequest, ProvisionedPermissionSet } from "./identity-center-records.ts";
import { Table } from "./table.ts";

/** `role` is a {@link provisionedKey}. */
export type AssignmentTable = Table<AccountAssignment, "role" | "permissionSet" | "principal">;
export type ProvisionedTable = Table<ProvisionedPermissionSet, "account" | "permissionSet">;
/** `kind` finds all requests of a kind, `status` those of all kinds with a status. */
export type RequestTable = Table<AsynchronousRequest, "kind" | "status">;

export function assignmentTable(): AssignmentTable {
  return new Table({
    role: ({ accountId, permissionSetArn }) => [provisionedKey(accountId, permissionSetArn)],
    permissionSet: ({ permissionSetArn }) => [permissionSetArn],
    principal: ({ principalId }) => [principalId],
  });
}

export function provisionedTable(): ProvisionedTable {
  return new Table({
    account: ({ accountId }) => [accountId],
    permissionSet: ({ permissionSetArn }) => [permissionSetArn],
  });
}

export function requestTable(): RequestTable {
  return new Table({ kind: ({ kind }) => [kind], status: ({ status }) => [status] });
}

/** The key of an account's role in the table of what is provisioned. */
export function provisionedKey(accountId: string, permissionSetArn: string): string {
  return `${accountId} ${permissionSetArn}`;
}

/** The key of an assignment in its table: one tuple has at most one assignment. */
export function assignmentKey(assignment: Omit<AccountAssignment, "instanceArn">): string {
  const { accountId, permissionSetArn, principalType, principalId } = assignment;
  return `${accountId} ${permissionSetArn} ${principalType} ${principalId}`;
}
