import type { ChangeResult } from "../../src/core/state/result.ts";
import { isRemoval, type SentWrite } from "./gateway.ts";

/** Whatever one run gives comes before the first thing that it takes: each call that does not, in a few words. */
export function takenBeforeGiven(writes: readonly SentWrite[]): readonly string[] {
  const first = writes.findIndex(isRemoval);
  if (first === -1) return [];
  return writes
    .slice(first)
    .filter((write) => !isRemoval(write))
    .map(({ operation }) => `sent ${operation} after ${writes[first]?.operation}`);
}

/** Who lost something though the run did not give them all that it had to. What a group gets may be anybody's. */
export function takenWithoutGiving(results: readonly ChangeResult[]): readonly string[] {
  const missing = results.filter(({ change, outcome }) => change.action !== "delete" && outcome !== "applied");
  const lacking = new Set(missing.flatMap(({ change }) => holderOf(change) ?? []));
  const isToWait = (holder: string) =>
    holder === ANYBODY ? lacking.size > 0 : lacking.has(holder) || lacking.has(ANYBODY);
  return results.flatMap(({ change, outcome }) => {
    if (change.action !== "delete" || outcome !== "applied") return [];
    const holder = holderOf(change);
    return holder !== undefined && isToWait(holder) ? [`took ${change.key}, and did not give all to ${holder}`] : [];
  });
}

const ANYBODY = "anybody";

function holderOf({ before, after }: ChangeResult["change"]): string | undefined {
  const resource = after ?? before;
  switch (resource?.kind) {
    case "User":
    case "GroupMembership":
      return resource.userName.toLowerCase();
    case "Group":
      return ANYBODY;
    case "AccountAssignment": {
      const { type, name, gone } = resource.principal;
      if (gone) return undefined;
      return type === "USER" ? name.toLowerCase() : ANYBODY;
    }
    default:
      return undefined;
  }
}
