import type { Unread } from "./access.ts";
import { UNREAD_KINDS } from "./unread-kinds.ts";

/** Of what could not be read, that without which nobody can say who has what. */
export function missingAccess(unread: readonly Unread[]): readonly Unread[] {
  return unread.filter(({ kind }) => !("isNeedless" in UNREAD_KINDS[kind]));
}
