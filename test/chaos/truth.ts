import { resourceOf } from "../../src/core/state/change.ts";
import { describeChange } from "../../src/core/state/describe.ts";
import type { Resource } from "../../src/core/state/resource.ts";
import type { ChangeResult } from "../../src/core/state/result.ts";
import type { SentWrite } from "./gateway.ts";
import type { Lookup } from "./world-lookup.ts";

/** A run that ended by itself: what it said, and what the world was before and after it. */
export interface Testimony {
  readonly results: readonly ChangeResult[];
  readonly converged: boolean | null;
  readonly before: Lookup;
  readonly after: Lookup;
  /** Milliseconds since the epoch. */
  readonly startedAt: number;
  /** What of the team is not there after it. */
  readonly missing: readonly string[];
  /** Roles that are behind then. Another run that writes the same permission set makes them so again at any time. */
  readonly outdated: readonly string[];
  /** What a run at the same time, which may have made things too, sent to AWS. */
  readonly others?: readonly SentWrite[];
  /** AWS was told to answer reads from the past: then not seeing what is there is no lie. */
  readonly isStale: boolean;
}

/** What the run said and was not so. */
export function untruths(testimony: Testimony): readonly string[] {
  const { results, converged, missing, isStale, others } = testimony;
  const told = results.flatMap((result) => {
    const lie = lieIn(result, testimony);
    return lie === undefined ? [] : [`said ${result.outcome} of ${describeChange(result.change)}: ${lie}`];
  });
  const isAlone = others === undefined;
  const left = [...missing, ...(isAlone ? testimony.outdated : [])];
  if (converged === true && left.length > 0) told.push(`said converged, but ${left.join("; ")}`);
  if (converged === false && left.length === 0 && isAlone && !isStale)
    told.push("said not converged, but all is there");
  return told;
}

function lieIn(result: ChangeResult, testimony: Testimony): string | undefined {
  const { after, others } = testimony;
  const resource = resourceOf(result.change);
  switch (result.outcome) {
    case "applied":
      // Another run may have changed the set again, and then its accounts are outdated again.
      if (resource.kind === "PermissionSetProvisioning" && others !== undefined) return undefined;
      return after.holds(resource) ? undefined : "it is not there";
    case "outstanding":
      // An answer was lost: it may be there or not, and AWS gave no id.
      if (result.requestId === undefined) return undefined;
      return requestsOf(resource, after).some(({ requestId }) => requestId === result.requestId)
        ? undefined
        : `AWS has no request ${result.requestId} for it`;
    default:
      return madeAllTheSame(resource, testimony) ? `it is there (${result.reason})` : undefined;
  }
}

/** What was not there before and is now, by nobody else's doing. */
function madeAllTheSame(resource: Resource, { before, after, startedAt, others = [] }: Testimony): boolean {
  if (before.holds(resource) || !after.holds(resource, "record")) return false;
  if (others.some((write) => makes(write, resource, after))) return false;
  const isOnlyMoved = resource.kind === "Account" && before.accountId(resource.reference) !== undefined;
  if (isOnlyMoved || !["Account", "AccountAssignment", "PermissionSetProvisioning"].includes(resource.kind))
    return true;
  // The request of an earlier run that was killed may have ended meanwhile.
  return requestsOf(resource, after).some(
    ({ createdAt, status, failsWith }) => createdAt >= startedAt && status === "SUCCEEDED" && failsWith === undefined,
  );
}

/** What is asked of a request, of whichever kind it is. */
interface AsyncRequest {
  readonly requestId: string;
  readonly createdAt: number;
  readonly status: string;
  readonly failsWith?: string | undefined;
}

/** The asynchronous requests about an account, an assignment or a provisioning. */
function requestsOf(
  resource: Resource,
  { world, permissionSet, accountId, principalId }: Lookup,
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
        request.kind === "CREATE_ASSIGNMENT" &&
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

function makes({ operation, input }: SentWrite, resource: Resource, world: Lookup): boolean {
  switch (resource.kind) {
    case "Account":
      return (
        (operation === "CreateAccount" && input.Email === resource.email) ||
        (operation === "MoveAccount" && input.AccountId === world.accountId(resource.reference))
      );
    case "Bootstrap":
      return operation === "ExecuteChangeSet";
    case "User":
      return operation === "CreateUser" && input.UserName === resource.userName;
    case "Group":
      return operation === "CreateGroup" && input.DisplayName === resource.displayName;
    case "GroupMembership":
      return (
        operation === "CreateGroupMembership" &&
        input.GroupId === world.groupId(resource.group) &&
        (input.MemberId as { readonly UserId?: unknown }).UserId === world.userId(resource.userName)
      );
    case "PermissionSet":
      return (
        (operation === "CreatePermissionSet" && input.Name === resource.name) ||
        input.PermissionSetArn === world.permissionSet(resource.name)?.arn
      );
    case "PermissionSetProvisioning":
      return operation === "ProvisionPermissionSet";
    case "AccountAssignment":
      return (
        operation === "CreateAccountAssignment" &&
        input.TargetId === world.accountId(resource.accountId) &&
        input.PrincipalId === world.principalId(resource.principal)
      );
    default:
      return resource satisfies never;
  }
}
