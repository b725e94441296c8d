import type { Action } from "./change.ts";

const DOING = { create: "creating", update: "updating", delete: "deleting" } as const satisfies Record<Action, string>;

/** What an action is called while it is done, for kinds that have no word of their own. */
export function doingTo(action: Action): string {
  return DOING[action];
}
