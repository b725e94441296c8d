import { AwsError, type Context, type Operation } from "../operation.ts";
import { type PageRequest, paginate } from "../paginate.ts";
import type { Group, User } from "../world/directory-records.ts";
import type {
  AccountAssignment,
  AssignmentRequest,
  Instance,
  PrincipalType,
} from "../world/identity-center-records.ts";
import { assignmentKey, provisionedKey } from "../world/identity-center-tables.ts";
import { newUuid } from "../world/ids.ts";
import {
  instanceOf,
  type PermissionSetInput,
  permissionSetOf,
  permissionSetToChange,
  requireManagementAccount,
} from "./access.ts";
import { describeAssignmentRequest } from "./assignment-status.ts";
import { endOfRoleUpdate, outstanding } from "./asynchronous-requests.ts";
import { reasonAccountFails, reasonRoleFails, tooManyRequests } from "./failures.ts";

interface AssignmentInput extends PermissionSetInput {
  readonly TargetId: string;
  readonly PrincipalType: PrincipalType;
  readonly PrincipalId: string;
}

interface ForPrincipalInput extends PageRequest {
  readonly InstanceArn: string;
  readonly PrincipalId: string;
  readonly PrincipalType: PrincipalType;
  readonly Filter?: { readonly AccountId?: string };
}

/** Who has which permission set in which account. Creating and deleting are asynchronous: the answer is a status to follow. */
export const accountAssignmentOperations = {
  CreateAccountAssignment: (input: AssignmentInput, context) => {
    const instance = instanceOf(context, input.InstanceArn, "CreateAccountAssignment");
    const assignment = assignmentFrom(context, input, "CreateAccountAssignment");
    const principal = principalOf(context, instance, assignment);
    const request = start(context, assignment, createPlan(context, assignment, principal));
    return { AccountAssignmentCreationStatus: describeAssignmentRequest(request) };
  },

  DeleteAccountAssignment: (input: AssignmentInput, context) => {
    const assignment = assignmentFrom(context, input, "DeleteAccountAssignment");
    const request = start(context, assignment, deletePlan(context, assignment));
    return { AccountAssignmentDeletionStatus: describeAssignmentRequest(request) };
  },

  ListAccountAssignments: (input: PermissionSetInput & PageRequest & { readonly AccountId: string }, context) => {
    const { arn } = permissionSetOf(context, input, "ListAccountAssignments");
    const { assignments } = context.world;
    const { items, nextToken } = paginate(
      assignments.idsBy("role", provisionedKey(input.AccountId, arn)),
      (key) => key,
      input,
    );
    return {
      AccountAssignments: items.flatMap((key) => assignments.get(key) ?? []).map(describe),
      NextToken: nextToken,
    };
  },

  /**
   * Assignments that a user gets through groups are among the user's, as rows of the group, or not: `answers.groupAssignments`. A page may hold fewer than were
   * asked for though there are more: here it holds half of them.
   * https://docs.aws.amazon.com/singlesignon/latest/APIReference/API_ListAccountAssignmentsForPrincipal.html
   */
  ListAccountAssignmentsForPrincipal: (input: ForPrincipalInput, context) => {
    const { world } = context;
    const { arn } = instanceOf(context, input.InstanceArn, "ListAccountAssignmentsForPrincipal");
    requireManagementAccount(context, "ListAccountAssignmentsForPrincipal", arn);
    const memberships = world.answers.groupAssignments ? world.memberships.by("user", input.PrincipalId) : [];
    const groups = memberships.map(({ groupId }) => groupId);
    const found = [input.PrincipalId, ...groups]
      .flatMap((principalId) => world.assignments.by("principal", principalId))
      .filter(
        ({ instanceArn, accountId }) => instanceArn === arn && accountId === (input.Filter?.AccountId ?? accountId),
      );
    const page = { ...input, MaxResults: Math.ceil((input.MaxResults ?? 100) / 2) };
    const { items, nextToken } = paginate(found, assignmentKey, page);
    return { AccountAssignments: items.map(describe), NextToken: nextToken };
  },
} satisfies Record<string, Operation>;

/** Whether the request ends well, when, and whether a role of the account changes. */
interface Plan {
  readonly kind: AssignmentRequest["kind"];
  readonly endsAt: number;
  readonly updatesRole: boolean;
  readonly failsWith: string | undefined;
}

function assignmentFrom(context: Context, input: AssignmentInput, action: string): AccountAssignment {
  const permissionSet = permissionSetToChange(context, input, action);
  const accountId = input.TargetId;
  if (accountId === context.world.organization?.managementAccountId) {
    requireManagementAccount(context, action, `arn:aws:sso:::account/${accountId}`);
  }
  return {
    instanceArn: permissionSet.instanceArn,
    accountId,
    permissionSetArn: permissionSet.arn,
    principalType: input.PrincipalType,
    principalId: input.PrincipalId,
  };
}

function principalOf(
  { world }: Context,
  instance: Instance,
  { principalType, principalId }: AccountAssignment,
): User | Group {
  const principal = (principalType === "USER" ? world.users : world.groups).get(principalId);
  if (principal?.identityStoreId === instance.identityStoreId) return principal;
  throw new AwsError("ResourceNotFoundException", `${principalType} ${principalId} was not found in the directory.`);
}

/**
 * The first assignment of a permission set in an account makes the role there; later ones find it. That a later one
 * leaves an outdated role as it is, is an assumption: AWS's documentation can be read either way.
 */
function createPlan(context: Context, assignment: AccountAssignment, principal: User | Group): Plan {
  const { world, now, latency, limits } = context;
  const isTooNew = now < principal.createdAt + latency.newPrincipal;
  const { accountId, permissionSetArn } = assignment;
  const roleInTheMaking = outstanding(world, ["CREATE_ASSIGNMENT"]).find(
    (request) =>
      request.kind === "CREATE_ASSIGNMENT" &&
      request.accountId === accountId &&
      request.permissionSetArn === permissionSetArn &&
      request.updatesRole &&
      request.failsWith === undefined,
  );
  const hasRole = world.provisioned.has(provisionedKey(accountId, permissionSetArn)) || roleInTheMaking !== undefined;
  const roleFails = hasRole ? undefined : reasonRoleFails(world, permissionSetArn, accountId, limits);
  return {
    kind: "CREATE_ASSIGNMENT",
    updatesRole: !hasRole,
    endsAt: hasRole
      ? Math.max(now + latency.assignment, roleInTheMaking?.endsAt ?? 0)
      : endOfRoleUpdate(world, accountId, now, latency.firstAssignment),
    failsWith:
      context.failsWith ??
      reasonAccountFails(world, accountId, now) ??
      (isTooNew ? assigneeNotFound(assignment, principal) : undefined) ??
      roleFails,
  };
}

/**
 * Assignments of who was deleted in Identity Center can be deleted, those of who SCIM has deleted cannot:
 * https://github.com/hashicorp/terraform-provider-aws/issues/19341
 */
function deletePlan(context: Context, assignment: AccountAssignment): Plan {
  const { world, now, latency } = context;
  const lost = world.lostPrincipals.get(assignment.principalId);
  const exists = world.assignments.has(assignmentKey(assignment));
  const role = provisionedKey(assignment.accountId, assignment.permissionSetArn);
  const updatesRole = exists && world.assignments.idsBy("role", role).length === 1;
  return {
    kind: "DELETE_ASSIGNMENT",
    updatesRole,
    endsAt: updatesRole ? endOfRoleUpdate(world, assignment.accountId, now, latency.deletion) : now + latency.deletion,
    failsWith:
      context.failsWith ??
      reasonAccountFails(world, assignment.accountId, now) ??
      (exists ? undefined : "Received a 404 status error: Assignment not found.") ??
      (lost && assigneeNotFound(assignment, lost)),
  };
}

/** What Identity Center reports about a principal that it cannot find in the directory. */
function assigneeNotFound(
  { principalType }: AccountAssignment,
  { id, identityStoreId }: { readonly id: string; readonly identityStoreId: string },
): string {
  return `Received a 404 status error: the ${principalType} assignee ${id} was not found in directory ${identityStoreId}`;
}

function start({ world, now, limits }: Context, assignment: AccountAssignment, plan: Plan): AssignmentRequest {
  const running = outstanding(world, ["CREATE_ASSIGNMENT", "DELETE_ASSIGNMENT"]);
  if (running.some((request) => request.kind !== "PROVISION" && assignmentKey(request) === assignmentKey(assignment))) {
    throw new AwsError(
      "ConflictException",
      "Another request for the same account assignment is in progress. Please try again later.",
    );
  }
  if (running.length >= limits.outstandingAssignments) throw tooManyRequests();
  const { failsWith, ...rest } = plan;
  const request: AssignmentRequest = {
    requestId: newUuid(world),
    ...assignment,
    ...rest,
    createdAt: now,
    status: "IN_PROGRESS",
    ...(failsWith === undefined ? {} : { failsWith }),
  };
  world.requests.set(request.requestId, request);
  return request;
}

function describe(assignment: AccountAssignment): Record<string, unknown> {
  return {
    AccountId: assignment.accountId,
    PermissionSetArn: assignment.permissionSetArn,
    PrincipalType: assignment.principalType,
    PrincipalId: assignment.principalId,
  };
}
