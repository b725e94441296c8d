import { resourceOf } from "../../src/core/state/change.ts";
import type { Resource } from "../../src/core/state/resource.ts";
import type { ChangeResult } from "../../src/core/state/result.ts";
import { isRemoval } from "./gateway.ts";
import { requestsOf } from "./requests-of.ts";
import type { Testimony } from "./testimony.ts";

/** What a run said of a removal and was not so: that it is gone, or that it is there still. */
export function lieInRemoval(result: ChangeResult, testimony: Testimony): string | undefined {
  const { after } = testimony;
  const resource = resourceOf(result.change);
  switch (result.outcome) {
    case "applied":
      return after.holds(resource) ? "it is there still" : undefined;
    case "outstanding":
      if (result.requestId === undefined) return undefined;
      return requestsOf(resource, after, "delete").some(({ requestId }) => requestId === result.requestId)
        ? undefined
        : `AWS has no request ${result.requestId} for it`;
    default:
      return removedAllTheSame(resource, testimony) ? `it is gone (${result.reason})` : undefined;
  }
}

/** What was there before and is not now, by nobody else's doing. */
function removedAllTheSame(resource: Resource, { before, after, startedAt, others = [] }: Testimony): boolean {
  if (!before.holds(resource) || after.holds(resource) || others.some(isRemoval)) return false;
  if (resource.kind !== "AccountAssignment") return true;
  // The request of an earlier run that was killed may have ended meanwhile.
  return requestsOf(resource, { ...before, world: after.world }, "delete").some(
    ({ createdAt, status, failsWith }) => createdAt >= startedAt && status === "SUCCEEDED" && failsWith === undefined,
  );
}
