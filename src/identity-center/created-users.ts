import type { ChangeResult } from "../core/state/result.ts";
import type { Session } from "./session.ts";

/** The users that this run made, with the ids AWS gave them: they cannot sign in yet. */
export function createdUsers(
  { ids }: Session,
  results: readonly ChangeResult[],
): readonly { readonly userName: string; readonly userId: string }[] {
  return results.flatMap(({ outcome, change }) => {
    const userId = ids.get(change.key);
    if (outcome !== "applied" || change.after?.kind !== "User" || userId === undefined) return [];
    return [{ userName: change.after.userName, userId }];
  });
}
