import { AwsError, type Context, type Operation, timestamp } from "../operation.ts";
import { type PageRequest, paginate } from "../paginate.ts";
import type { PermissionSet, ProvisionedPermissionSet, ProvisioningRequest } from "../world/identity-center-records.ts";
import { provisionedKey } from "../world/identity-center-tables.ts";
import { newUuid } from "../world/ids.ts";
import { instanceOf, type PermissionSetInput, permissionSetOf, permissionSetToChange } from "./access.ts";
import { listStatuses, type StatusListInput, unknownRequest } from "./assignment-status.ts";
import { endOfRoleUpdate, outstanding } from "./asynchronous-requests.ts";
import { provisionNotFound, reasonAccountFails, reasonRoleFails, tooManyRequests } from "./failures.ts";

type ProvisioningStatus = "LATEST_PERMISSION_SET_PROVISIONED" | "LATEST_PERMISSION_SET_NOT_PROVISIONED";

interface ProvisionInput extends PermissionSetInput {
  readonly TargetType: "AWS_ACCOUNT" | "ALL_PROVISIONED_ACCOUNTS";
  readonly TargetId?: string;
}

interface Filtered extends PageRequest {
  readonly ProvisioningStatus?: ProvisioningStatus;
}

/** The roles that permission sets have in accounts: which there are, which are outdated, and bringing them up to date. */
export const provisioningOperations = {
  ProvisionPermissionSet: (input: ProvisionInput, context) => {
    const { world, limits } = context;
    const permissionSet = permissionSetToChange(context, input, "ProvisionPermissionSet");
    if ((input.TargetType === "AWS_ACCOUNT") !== (input.TargetId !== undefined)) {
      throw new AwsError("ValidationException", "TargetId is required for AWS_ACCOUNT, and allowed for nothing else.");
    }
    if (outstanding(world, ["PROVISION"]).length >= limits.outstandingProvisionings) throw tooManyRequests();
    const request = requestFrom(context, permissionSet, input.TargetId);
    world.requests.set(request.requestId, request);
    return { PermissionSetProvisioningStatus: describe(request) };
  },

  DescribePermissionSetProvisioningStatus: (
    input: { readonly InstanceArn: string; readonly ProvisionPermissionSetRequestId: string },
    context,
  ) => {
    instanceOf(context, input.InstanceArn, "DescribePermissionSetProvisioningStatus");
    const request = context.world.requests.get(input.ProvisionPermissionSetRequestId);
    if (request?.kind !== "PROVISION") throw unknownRequest(input.ProvisionPermissionSetRequestId);
    return { PermissionSetProvisioningStatus: describe(request) };
  },

  ListPermissionSetProvisioningStatus: (input: StatusListInput, context) => {
    instanceOf(context, input.InstanceArn, "ListPermissionSetProvisioningStatus");
    const { items, nextToken } = listStatuses(context, input, "PROVISION");
    return { PermissionSetsProvisioningStatus: items, NextToken: nextToken };
  },

  ListAccountsForProvisionedPermissionSet: (input: PermissionSetInput & Filtered, context) => {
    const { arn } = permissionSetOf(context, input, "ListAccountsForProvisionedPermissionSet");
    const found = withStatus(context, input, context.world.provisioned.by("permissionSet", arn));
    const { items, nextToken } = paginate(found, ({ accountId }) => accountId, input);
    return { AccountIds: items.map(({ accountId }) => accountId), NextToken: nextToken };
  },

  ListPermissionSetsProvisionedToAccount: (
    input: Filtered & { readonly InstanceArn: string; readonly AccountId: string },
    context,
  ) => {
    instanceOf(context, input.InstanceArn, "ListPermissionSetsProvisionedToAccount");
    const found = withStatus(context, input, context.world.provisioned.by("account", input.AccountId));
    const { items, nextToken } = paginate(found, ({ permissionSetArn }) => permissionSetArn, input);
    return { PermissionSets: items.map(({ permissionSetArn }) => permissionSetArn), NextToken: nextToken };
  },
} satisfies Record<string, Operation>;

function withStatus(
  { world }: Context,
  { ProvisioningStatus }: Filtered,
  roles: readonly ProvisionedPermissionSet[],
): readonly ProvisionedPermissionSet[] {
  const statusOf = ({ permissionSetArn, version }: ProvisionedPermissionSet): ProvisioningStatus =>
    version === world.permissionSets.get(permissionSetArn)?.version
      ? "LATEST_PERMISSION_SET_PROVISIONED"
      : "LATEST_PERMISSION_SET_NOT_PROVISIONED";
  return roles.filter((role) => ProvisioningStatus === undefined || statusOf(role) === ProvisioningStatus);
}

/** An account that cannot be brought up to date makes the request fail, but does not hold up the others. */
function requestFrom(context: Context, permissionSet: PermissionSet, accountId: string | undefined) {
  const { world, now, latency } = context;
  const all = world.provisioned.by("permissionSet", permissionSet.arn).map((role) => role.accountId);
  const targets = accountId === undefined ? all : [accountId];
  const ends = targets.map((account) => endOfRoleUpdate(world, account, now, latency.provisioning));
  const failures = targets.map((account) => context.failsWith ?? reasonToFail(context, permissionSet, account));
  const failsWith = context.failsWith ?? failures.find((reason) => reason !== undefined);
  return {
    requestId: newUuid(world),
    kind: "PROVISION",
    instanceArn: permissionSet.instanceArn,
    permissionSetArn: permissionSet.arn,
    ...(accountId === undefined ? {} : { accountId }),
    accounts: targets.filter((_, index) => failures[index] === undefined),
    version: permissionSet.version,
    ...(permissionSet.inlinePolicy !== undefined && { inlinePolicy: permissionSet.inlinePolicy }),
    createdAt: now,
    endsAt: Math.max(now, ...ends),
    status: "IN_PROGRESS",
    ...(failsWith === undefined ? {} : { failsWith }),
  } satisfies ProvisioningRequest;
}

/** Provisioning brings roles up to date; it does not make one where no assignment has. */
function reasonToFail({ world, now, limits }: Context, { arn }: PermissionSet, accountId: string): string | undefined {
  if (world.provisioned.has(provisionedKey(accountId, arn))) {
    return reasonAccountFails(world, accountId, now) ?? reasonRoleFails(world, arn, accountId, limits);
  }
  return provisionNotFound(accountId);
}

function describe(request: ProvisioningRequest): Record<string, unknown> {
  return {
    Status: request.status,
    RequestId: request.requestId,
    AccountId: request.accountId,
    PermissionSetArn: request.permissionSetArn,
    FailureReason: request.failureReason,
    CreatedDate: timestamp(request.createdAt),
  };
}
