import type { AccountAssignment, AssignmentRequest, ProvisioningRequest } from "../world/identity-center-records.ts";
import { assignmentKey, provisionedKey } from "../world/identity-center-tables.ts";
import { newHex } from "../world/ids.ts";
import type { World } from "../world/world.ts";
import { dueRequests } from "./asynchronous-requests.ts";

/** Ends the asynchronous requests whose time has come, in the order in which they end. */
export function settleRequests(world: World, now: number): void {
  for (const request of dueRequests(world, now)) {
    const { failsWith } = request;
    if (request.kind === "PROVISION") completeProvisioning(world, request);
    else if (failsWith === undefined) completeAssignment(world, request);
    const outcome = failsWith === undefined ? succeeded : { status: "FAILED" as const, failureReason: failsWith };
    world.requests.set(request.requestId, { ...request, ...outcome });
  }
}

const succeeded = { status: "SUCCEEDED" } as const;

function completeAssignment(world: World, request: AssignmentRequest): void {
  if (request.kind === "CREATE_ASSIGNMENT") completeCreation(world, request);
  else completeDeletion(world, request);
}

function completeCreation(world: World, request: AssignmentRequest): void {
  const { instanceArn, accountId, permissionSetArn, principalType, principalId } = request;
  const assignment: AccountAssignment = { instanceArn, accountId, permissionSetArn, principalType, principalId };
  world.assignments.set(assignmentKey(assignment), assignment);
  const role = provisionedKey(accountId, permissionSetArn);
  if (world.provisioned.has(role)) return;
  const version = world.permissionSets.get(permissionSetArn)?.version ?? 1;
  world.provisioned.set(role, { accountId, permissionSetArn, version, roleSuffix: newHex(world, 16) });
}

/** The last assignment takes the role with it; a later one makes a role with another suffix. */
function completeDeletion(world: World, request: AssignmentRequest): void {
  const { accountId, permissionSetArn } = request;
  world.assignments.delete(assignmentKey(request));
  const role = provisionedKey(accountId, permissionSetArn);
  if (world.assignments.idsBy("role", role).length === 0) world.provisioned.delete(role);
}

function completeProvisioning(world: World, { accounts, permissionSetArn, version }: ProvisioningRequest): void {
  for (const accountId of accounts) {
    const key = provisionedKey(accountId, permissionSetArn);
    const role = world.provisioned.get(key);
    if (role !== undefined) world.provisioned.set(key, { ...role, version });
  }
}
