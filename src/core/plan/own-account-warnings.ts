import { ownAccountName } from "../organization/new-account.ts";
import { isReference, referenceTo } from "../state/account-reference.ts";
import type { Change } from "../state/change.ts";
import { accountKey } from "../state/kinds/account.ts";
import { userKey } from "../state/kinds/user.ts";
import { keyOf } from "../state/kinds.ts";
import type { State } from "../state/resource.ts";
import { shownList } from "../text/shown-list.ts";
import { visibleText } from "../text/visible-text.ts";
import { type Access, assignmentOf, type Person } from "./person.ts";

/** How many are named before the rest is counted. */
const MOST_NAMED = 3;

/**
 * Who newly gets into an account that is there already, found as their own by its root address. An earlier run may have
 * made it and then ended; or it is somebody else's, whose user name differs in its domain only.
 */
export function ownAccountWarnings(
  people: readonly Person[],
  observed: State,
  changes: readonly Change[],
): readonly string[] {
  const pending = new Set(changes.map(({ key }) => key));
  const isNew = (person: Person, access: Access) =>
    pending.has(userKey(person.userName)) || pending.has(keyOf(assignmentOf(person, access)));
  const found = people.flatMap((person) =>
    person.access
      .filter((access) => isOwn(person, access, observed) && isNew(person, access))
      .map(({ accountId, accountName }) =>
        isReference(accountId) ? `${person.email}: ${accountName}` : `${person.email}: ${accountName} (${accountId})`,
      ),
  );
  if (found.length === 0) return [];
  const who = found.length === 1 ? "1 person's new account is" : `${found.length} people's new accounts are`;
  return [
    `${who} there already, by the root address: ${shownList(found, MOST_NAMED)}. If one was made for somebody else, write new:NAME with another name.`,
  ];
}

function isOwn({ userName }: Person, { accountId, accountName }: Access, observed: State): boolean {
  const reference = referenceTo(ownAccountName(userName));
  const account = observed.get(accountKey(reference));
  if (account?.kind !== "Account") return false;
  return accountId === reference || accountName === visibleText(account.name);
}
