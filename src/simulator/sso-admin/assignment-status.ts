import { AwsError, type Context, type Operation, timestamp } from "../operation.ts";
import { type PageRequest, paginate } from "../paginate.ts";
import type { AssignmentRequest, AsynchronousRequest } from "../world/identity-center-records.ts";
import { instanceOf } from "./access.ts";

/** A list of statuses, of one state if the filter says so. */
export interface StatusListInput extends PageRequest {
  readonly InstanceArn: string;
  readonly Filter?: { readonly Status?: AsynchronousRequest["status"] };
}

/** How the requests made by CreateAccountAssignment and DeleteAccountAssignment are doing. */
export const assignmentStatusOperations = {
  DescribeAccountAssignmentCreationStatus: (
    input: { readonly InstanceArn: string; readonly AccountAssignmentCreationRequestId: string },
    context,
  ) => {
    const { InstanceArn, AccountAssignmentCreationRequestId: id } = input;
    instanceOf(context, InstanceArn, "DescribeAccountAssignmentCreationStatus");
    return { AccountAssignmentCreationStatus: describeAssignmentRequest(find(context, id, "CREATE_ASSIGNMENT")) };
  },

  DescribeAccountAssignmentDeletionStatus: (
    input: { readonly InstanceArn: string; readonly AccountAssignmentDeletionRequestId: string },
    context,
  ) => {
    const { InstanceArn, AccountAssignmentDeletionRequestId: id } = input;
    instanceOf(context, InstanceArn, "DescribeAccountAssignmentDeletionStatus");
    return { AccountAssignmentDeletionStatus: describeAssignmentRequest(find(context, id, "DELETE_ASSIGNMENT")) };
  },

  ListAccountAssignmentCreationStatus: (input: StatusListInput, context) => {
    instanceOf(context, input.InstanceArn, "ListAccountAssignmentCreationStatus");
    const { items, nextToken } = listStatuses(context, input, "CREATE_ASSIGNMENT");
    return { AccountAssignmentsCreationStatus: items, NextToken: nextToken };
  },

  ListAccountAssignmentDeletionStatus: (input: StatusListInput, context) => {
    instanceOf(context, input.InstanceArn, "ListAccountAssignmentDeletionStatus");
    const { items, nextToken } = listStatuses(context, input, "DELETE_ASSIGNMENT");
    return { AccountAssignmentsDeletionStatus: items, NextToken: nextToken };
  },
} satisfies Record<string, Operation>;

/** One page of the requests of a kind, the newest first. */
export function listStatuses({ world }: Context, input: StatusListInput, kind: AsynchronousRequest["kind"]) {
  const wanted = input.Filter?.Status;
  const requests = wanted === undefined ? world.requests.by("kind", kind) : world.requests.by("status", wanted);
  const found = requests.filter((request) => request.kind === kind).reverse();
  const { items, nextToken } = paginate(found, ({ requestId }) => requestId, input);
  const metadata = items.map(({ requestId, status, createdAt }) => ({
    Status: status,
    RequestId: requestId,
    CreatedDate: timestamp(createdAt),
  }));
  return { items: metadata, nextToken };
}

/** The error for an id that no request of the asked kind has. */
export function unknownRequest(requestId: string): AwsError {
  return new AwsError("ResourceNotFoundException", `Could not find request with id ${requestId}`);
}

/** An assignment request in AWS's members. */
export function describeAssignmentRequest(request: AssignmentRequest): Record<string, unknown> {
  return {
    Status: request.status,
    RequestId: request.requestId,
    FailureReason: request.failureReason,
    TargetId: request.accountId,
    TargetType: "AWS_ACCOUNT",
    PermissionSetArn: request.permissionSetArn,
    PrincipalType: request.principalType,
    PrincipalId: request.principalId,
    CreatedDate: timestamp(request.createdAt),
  };
}

function find({ world }: Context, requestId: string, kind: AssignmentRequest["kind"]): AssignmentRequest {
  const request = world.requests.get(requestId);
  if (request === undefined || request.kind === "PROVISION" || request.kind !== kind) throw unknownRequest(requestId);
  return request;
}
