import { type Blocker, type Change, resourceOf } from "../state/change.ts";
import { keyOf } from "../state/kinds.ts";
import type { ResourceKey } from "../state/resource.ts";
import { keysBehind, type Person } from "./person.ts";

/** One reason why changes cannot be made, with all of these and everybody who goes without for it. */
export interface BlockedCause {
  readonly blocked: Blocker;
  readonly changes: readonly Change[];
  readonly people: readonly Person[];
}

/** Each cause once, in the order of the plan. */
export function blockedCauses(changes: readonly Change[], people: readonly Person[]): readonly BlockedCause[] {
  const causes = new Map<string, { blocked: Blocker; changes: Change[] }>();
  for (const change of changes) {
    const { blocked } = change;
    if (blocked === undefined) continue;
    const name = `${blocked.reason}\n${blocked.remedy}`;
    const cause = causes.get(name) ?? { blocked, changes: [] };
    causes.set(name, cause);
    cause.changes.push(change);
  }
  if (causes.size === 0) return [];
  const behind = people.map((person) => [person, keysOf(person)] as const);
  return [...causes.values()].map((cause) => {
    const stuck = cause.changes.map((change) => keyOf(resourceOf(change)));
    return {
      ...cause,
      people: behind.filter(([, keys]) => stuck.some((key) => keys.has(key))).map(([person]) => person),
    };
  });
}

/** What a person's access needs, in every account. */
function keysOf(person: Person): ReadonlySet<ResourceKey> {
  return new Set(person.access.flatMap((access) => keysBehind(person, access)));
}
