import { type Action, type Blocker, resourceOf } from "../change.ts";
import { doingTo } from "../doing.ts";
import { folded, keyFrom } from "../key-parts.ts";
import type { KindOf } from "../kind.ts";
import type { DisabledUser } from "../observation.ts";
import type { ResourceKey, User } from "../resource.ts";

/** The key of the user with this user name. */
export function userKey(userName: string): ResourceKey {
  return keyFrom("User", folded(userName));
}

/**
 * Why somebody who is disabled cannot start, whatever they are assigned, nor join a group.
 * https://docs.aws.amazon.com/singlesignon/latest/userguide/disableuser.html
 */
export function disabledBlocker({ userName, page }: DisabledUser): Blocker {
  return {
    reason: `User ${userName} is disabled in Identity Center, and so can neither sign in nor join a group.`,
    remedy: `Enable the user in the identity provider that keeps the users, or else on this page of the console (“Enable user access”), then run the same command again: ${page}`,
  };
}

/** A user is there or not: the names that somebody has are theirs, and a file never overwrites them. */
export const user: KindOf<User> = {
  actions: ["create", "delete"],
  rank: 1,
  rankOfDeletion: 2,
  keyOf: ({ userName }) => userKey(userName),
  dependenciesOf: () => [],
  holderOf: ({ userName }) => userKey(userName),
  heldByProvider: ({ userName }, action) =>
    action === "delete"
      ? {
          reason: `${userName} comes from an external identity provider: deleted here, they would be back with its next synchronization.`,
          remedy: "Remove the person in your identity provider, let it synchronize, then run the same command again.",
        }
      : {
          reason: `${userName} is not in the directory, and an external identity provider owns it: a user made here could not sign in.`,
          remedy: "Add the person in your identity provider, let it synchronize, then run the same command again.",
        },
  timeFor: (count, { identityStorePerSecond }) => ({
    meanwhile: Math.max(count.create, count.delete) / identityStorePerSecond,
  }),
  describe: ({ userName }) => `user ${userName}`,
  subject: ({ userName }) => `User ${userName}`,
  doing: (action, { userName }) => `${doingTo(action)} user ${userName}`,
  tell: (change) => {
    const { userName, displayName, email } = resourceOf(change);
    const named = displayName === "" ? "user" : `user “${displayName}”`;
    return { concerns: "person", userName, words: named + signInWords(change.action, userName, email) };
  },
  redact: (one, { label }) => {
    const name = label(one.userName);
    return { ...one, userName: name, email: name, givenName: "", familyName: "", displayName: "" };
  },
};

/** What somebody signs in with who is made under another name than the address: AWS never lets it be changed. */
function signInWords(action: Action, userName: string, email: string): string {
  if (action !== "create" || folded(userName) === folded(email)) return "";
  return `, who signs in as “${userName}”`;
}
