import { resourceOf } from "../../src/core/state/change.ts";
import { describeChange } from "../../src/core/state/describe.ts";
import type { Resource } from "../../src/core/state/resource.ts";
import type { ChangeResult } from "../../src/core/state/result.ts";
import type { SentWrite } from "./gateway.ts";
import { takenWithoutGiving } from "./order-of-writes.ts";
import { requestsOf } from "./requests-of.ts";
import type { Testimony } from "./testimony.ts";
import { lieInRemoval } from "./truth-of-removals.ts";
import type { Lookup } from "./world-lookup.ts";

/** What the run said and was not so. */
export function untruths(testimony: Testimony): readonly string[] {
  const { results, converged, missing, isStale, others } = testimony;
  const told = results.flatMap((result) => {
    const lie = result.change.action === "delete" ? lieInRemoval(result, testimony) : lieIn(result, testimony);
    return lie === undefined ? [] : [`said ${result.outcome} of ${describeChange(result.change)}: ${lie}`];
  });
  told.push(...takenWithoutGiving(results));
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
