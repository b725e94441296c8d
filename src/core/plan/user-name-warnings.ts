import type { Change } from "../state/change.ts";
import { shownList } from "../text/shown-list.ts";

/**
 * Who is made under a user name that is not the address, which AWS never lets be changed:
 * https://docs.aws.amazon.com/singlesignon/latest/IdentityStoreAPIReference/API_UpdateUser.html
 */
export function userNameWarnings(changes: readonly Change[]): readonly string[] {
  const named = changes.flatMap(({ action, after }) => {
    if (action !== "create" || after?.kind !== "User") return [];
    const { email, userName } = after;
    return userName.toLowerCase() === email.toLowerCase() ? [] : [email];
  });
  if (named.length === 0) return [];
  const who = named.length === 1 ? "1 person signs in" : `${named.length} people sign in`;
  return [
    `${who} with another name than the address, and AWS never lets it be changed: ${shownList(named)}. Correct the column username first if it is not meant.`,
  ];
}
