import type { Unread } from "./access.ts";

/** Without these it is known all the same who has what; without anything else somebody or something may be missing. */
const NEEDLESS = ["names and states of accounts", "organizational units", "what is in permission sets"];

/** Of what could not be read, that without which nobody can say who has what. */
export function missingAccess(unread: readonly Unread[]): readonly Unread[] {
  return unread.filter(
    ({ what }) => !NEEDLESS.some((needless) => what === needless || what.startsWith(`${needless}:`)),
  );
}
