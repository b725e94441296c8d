import type { AsynchronousRequest } from "../world/identity-center-records.ts";
import type { World } from "../world/world.ts";

/** The requests that are still in progress, of these kinds. */
export function outstanding(world: World, kinds: readonly AsynchronousRequest["kind"][]): AsynchronousRequest[] {
  return world.requests.by("status", "IN_PROGRESS").filter(({ kind }) => kinds.includes(kind));
}

/**
 * When work of this length ends in an account, if it starts as soon as the account is free: AWS updates one role at a
 * time in each account. Two accounts do not wait for each other.
 */
export function endOfRoleUpdate(world: World, accountId: string, now: number, duration: number): number {
  const busyUntil = outstanding(world, ["CREATE_ASSIGNMENT", "DELETE_ASSIGNMENT", "PROVISION"])
    .filter((request) => touches(request, accountId))
    .reduce((latest, { endsAt }) => Math.max(latest, endsAt), now);
  return busyUntil + duration;
}

/** The requests whose time has come, in the order in which they end. */
export function dueRequests(world: World, now: number): AsynchronousRequest[] {
  return world.requests
    .by("status", "IN_PROGRESS")
    .filter(({ endsAt }) => endsAt <= now)
    .sort((a, b) => a.endsAt - b.endsAt);
}

function touches(request: AsynchronousRequest, accountId: string): boolean {
  if (request.kind === "PROVISION") return request.accounts.includes(accountId);
  return request.updatesRole && request.accountId === accountId;
}
