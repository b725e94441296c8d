import {
  type AccountAssignmentOperationStatus,
  CreateAccountAssignmentCommand,
  DeleteAccountAssignmentCommand,
  DescribeAccountAssignmentCreationStatusCommand,
  DescribeAccountAssignmentDeletionStatusCommand,
  ListAccountAssignmentCreationStatusCommand,
  ListAccountAssignmentDeletionStatusCommand,
} from "@aws-sdk/client-sso-admin";
import type { Aws } from "../../calls/aws.ts";
import type { StatusListing } from "../../calls/status-lists.ts";

export type AssignmentStatus = AccountAssignmentOperationStatus;

/** The tuple that an assignment is, as AWS names it. */
export interface AssignmentTarget {
  readonly InstanceArn: string;
  readonly TargetType: "AWS_ACCOUNT";
  readonly TargetId: string;
  readonly PermissionSetArn: string;
  readonly PrincipalType: "USER" | "GROUP";
  readonly PrincipalId: string;
}

/** Starting a request and following it: the same three calls for making an assignment and for removing one. */
export interface AssignmentCalls {
  readonly start: (target: AssignmentTarget) => Promise<AssignmentStatus>;
  readonly describe: (requestId: string) => Promise<AssignmentStatus>;
  readonly listing: StatusListing;
}

/** https://docs.aws.amazon.com/singlesignon/latest/APIReference/API_CreateAccountAssignment.html */
export function creationCalls({ ssoAdmin }: Aws, InstanceArn: string): AssignmentCalls {
  return {
    start: async (target) =>
      (await ssoAdmin.send(new CreateAccountAssignmentCommand(target))).AccountAssignmentCreationStatus ?? {},
    describe: async (AccountAssignmentCreationRequestId) => {
      const input = { InstanceArn, AccountAssignmentCreationRequestId };
      const answer = await ssoAdmin.send(new DescribeAccountAssignmentCreationStatusCommand(input));
      return answer.AccountAssignmentCreationStatus ?? {};
    },
    listing: {
      operation: "sso:ListAccountAssignmentCreationStatus",
      page: async (input) => {
        const answer = await ssoAdmin.send(new ListAccountAssignmentCreationStatusCommand({ InstanceArn, ...input }));
        return { statuses: answer.AccountAssignmentsCreationStatus ?? [], next: answer.NextToken };
      },
    },
  };
}

/** https://docs.aws.amazon.com/singlesignon/latest/APIReference/API_DeleteAccountAssignment.html */
export function deletionCalls({ ssoAdmin }: Aws, InstanceArn: string): AssignmentCalls {
  return {
    start: async (target) =>
      (await ssoAdmin.send(new DeleteAccountAssignmentCommand(target))).AccountAssignmentDeletionStatus ?? {},
    describe: async (AccountAssignmentDeletionRequestId) => {
      const input = { InstanceArn, AccountAssignmentDeletionRequestId };
      const answer = await ssoAdmin.send(new DescribeAccountAssignmentDeletionStatusCommand(input));
      return answer.AccountAssignmentDeletionStatus ?? {};
    },
    listing: {
      operation: "sso:ListAccountAssignmentDeletionStatus",
      page: async (input) => {
        const answer = await ssoAdmin.send(new ListAccountAssignmentDeletionStatusCommand({ InstanceArn, ...input }));
        return { statuses: answer.AccountAssignmentsDeletionStatus ?? [], next: answer.NextToken };
      },
    },
  };
}
