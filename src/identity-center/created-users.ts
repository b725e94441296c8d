import type { ChangeResult } from "../core/state/result.ts";
import type { Session } from "./session/session.ts";

/** The users that this run made, with the ids AWS gave them: they cannot sign in yet. */
export function createdUsers(
  { ids }: Session,
  results: readonly ChangeResult[],
): readonly { readonly userName: string; readonly userId: string }[] {
  return results.flatMap(({ outcome, change: { action, key, after } }) => {
    const userId = ids.get(key);
    if (outcome !== "applied" || action !== "create" || after.kind !== "User" || userId === undefined) return [];
    return [{ userName: after.userName, userId }];
  });
}
