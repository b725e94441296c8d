import type {
  AccountAssignment,
  AssignmentRequest,
  AsynchronousRequest,
  ProvisioningRequest,
} from "../world/identity-center-records.ts";
import { assignmentKey, provisionedKey } from "../world/identity-center-tables.ts";
import { newHex } from "../world/ids.ts";
import type { World } from "../world/world.ts";
import { dueRequests } from "./asynchronous-requests.ts";
import { provisionNotFound } from "./failures.ts";

/** Ends the asynchronous requests whose time has come, in the order in which they end. */
export function settleRequests(world: World, now: number): void {
  for (const request of dueRequests(world, now)) {
    const failsWith = request.failsWith ?? reasonMeanwhile(world, request);
    if (request.kind === "PROVISION") completeProvisioning(world, request);
    else if (failsWith === undefined) completeAssignment(world, request);
    const outcome = failsWith === undefined ? succeeded : { status: "FAILED" as const, failureReason: failsWith };
    world.requests.set(request.requestId, { ...request, ...outcome });
  }
}

/** The last assignment may have taken a role with it while it was being provisioned. */
function reasonMeanwhile({ provisioned }: World, request: AsynchronousRequest): string | undefined {
  if (request.kind !== "PROVISION") return undefined;
  const gone = request.accounts.find((account) => !provisioned.has(provisionedKey(account, request.permissionSetArn)));
  return gone === undefined ? undefined : provisionNotFound(gone);
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
  const { version = 1, inlinePolicy } = world.permissionSets.get(permissionSetArn) ?? {};
  const roleSuffix = newHex(world, 16);
  world.provisioned.set(role, { accountId, permissionSetArn, version, roleSuffix, ...having(inlinePolicy) });
}

/** The last assignment takes the role with it; a later one makes a role with another suffix. */
function completeDeletion(world: World, request: AssignmentRequest): void {
  const { accountId, permissionSetArn } = request;
  world.assignments.delete(assignmentKey(request));
  const role = provisionedKey(accountId, permissionSetArn);
  if (world.assignments.idsBy("role", role).length === 0) world.provisioned.delete(role);
}

function completeProvisioning(world: World, request: ProvisioningRequest): void {
  const { accounts, permissionSetArn, version, inlinePolicy } = request;
  for (const accountId of accounts) {
    const key = provisionedKey(accountId, permissionSetArn);
    const role = world.provisioned.get(key);
    if (role === undefined) continue;
    const { roleSuffix } = role;
    world.provisioned.set(key, { accountId, permissionSetArn, version, roleSuffix, ...having(inlinePolicy) });
  }
}

function having(inlinePolicy: string | undefined) {
  return inlinePolicy === undefined ? {} : { inlinePolicy };
}
