import type { Blocker, Change } from "../state/change.ts";
import { userKey } from "../state/kinds/user.ts";
import { keyOf } from "../state/kinds.ts";
import type { ResourceKey } from "../state/resource.ts";
import { blockedKeys } from "./blocked-keys.ts";
import { type Access, assignmentOf, keysBehind, type Person } from "./person.ts";

/**
 * The changes, in which nobody is made to whom nothing of what their rows ask for can be given, for the reason why it
 * cannot: a user without access would be told to choose a password for nothing.
 */
export function withoutUsersForNothing(changes: readonly Change[], people: readonly Person[]): readonly Change[] {
  const blockers = new Map(changes.flatMap(({ key, blocked }) => (blocked === undefined ? [] : [[key, blocked]])));
  if (blockers.size === 0) return changes;
  const stuck = blockedKeys(changes);
  const reasons = new Map(
    people.flatMap((person) => {
      const [reason, ...others] = person.access.map((access) => reasonAgainst(person, access, stuck, blockers));
      return reason === undefined || others.includes(undefined) ? [] : [[userKey(person.userName), reason]];
    }),
  );
  return changes.map((change) => {
    const blocked = change.action === "create" ? (change.blocked ?? reasons.get(change.key)) : undefined;
    return blocked === undefined ? change : { ...change, blocked };
  });
}

/** Why this access cannot be given: neither an assignment that cannot be made lets in, nor a group that cannot be joined. */
function reasonAgainst(
  person: Person,
  access: Access,
  stuck: ReadonlySet<ResourceKey>,
  blockers: ReadonlyMap<ResourceKey, Blocker>,
): Blocker | undefined {
  const { group } = access;
  const { userName } = person;
  const given = [assignmentOf(person, access), ...(group === undefined ? [] : [membershipOf(group, userName)])];
  if (!given.some((resource) => stuck.has(keyOf(resource)))) return undefined;
  const cause = keysBehind(person, access).find((key) => blockers.has(key));
  return cause === undefined ? undefined : blockers.get(cause);
}

function membershipOf(group: string, userName: string) {
  return { kind: "GroupMembership", group, userName } as const;
}
