import type { Action } from "../../src/core/state/change.ts";
import type { Resource } from "../../src/core/state/resource.ts";
import type { Lookup } from "./world-lookup.ts";

/** What is asked of a request, of whichever kind it is. */
interface AsyncRequest {
  readonly requestId: string;
  readonly createdAt: number;
  readonly status: string;
  readonly failsWith?: string | undefined;
}

/** The asynchronous requests about an account, an assignment or a provisioning. */
export function requestsOf(
  resource: Resource,
  { world, permissionSet, accountId, principalId }: Lookup,
  action: Action = "create",
): readonly AsyncRequest[] {
  if (resource.kind === "Account") {
    return Object.values(world.createAccountRequests)
      .filter(({ email }) => email.toLowerCase() === resource.email.toLowerCase())
      .map(({ id, requestedAt, state, failsWith }) => ({
        requestId: id,
        createdAt: requestedAt,
        status: state,
        failsWith,
      }));
  }
  return Object.values(world.requests).filter((request) => {
    if (resource.kind === "AccountAssignment") {
      return (
        request.kind === (action === "delete" ? "DELETE_ASSIGNMENT" : "CREATE_ASSIGNMENT") &&
        request.accountId === accountId(resource.accountId) &&
        request.permissionSetArn === permissionSet(resource.permissionSet)?.arn &&
        request.principalId === principalId(resource.principal)
      );
    }
    if (resource.kind !== "PermissionSetProvisioning" || request.kind !== "PROVISION") return false;
    const isAbout = resource.target === "ALL_PROVISIONED_ACCOUNTS" || request.accounts.includes(resource.target);
    return isAbout && request.permissionSetArn === permissionSet(resource.permissionSet)?.arn;
  });
}
