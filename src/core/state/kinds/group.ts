import { type Blocker, resourceOf } from "../change.ts";
import { doingTo } from "../doing.ts";
import { folded, keyFrom } from "../key-parts.ts";
import type { KindOf } from "../kind.ts";
import type { Group, ResourceKey } from "../resource.ts";

/** The key of the group with this display name. */
export function groupKey(displayName: string): ResourceKey {
  return keyFrom("Group", folded(displayName));
}

/** Why nothing about the group can be changed where an external identity provider keeps it. */
export function groupHeldByProvider(displayName: string): Blocker {
  return {
    reason: `Group ${displayName} is kept by an external identity provider: a change made here would be lost or collide at its next synchronization.`,
    remedy: "Change the group in your identity provider, let it synchronize, then run the same command again.",
  };
}

export const group: KindOf<Group> = {
  actions: ["create", "delete"],
  rank: 2,
  rankOfDeletion: 3,
  keyOf: ({ displayName }) => groupKey(displayName),
  dependenciesOf: () => [],
  heldByProvider: ({ displayName }) => groupHeldByProvider(displayName),
  timeFor: () => ({}),
  describe: ({ displayName }) => `group ${displayName}`,
  subject: ({ displayName }) => `Group ${displayName}`,
  doing: (action, { displayName }) => `${doingTo(action)} group ${displayName}`,
  tell: (change) => ({ concerns: "all", words: `group ${resourceOf(change).displayName}` }),
  redact: (one, { screen }) => ({ ...one, displayName: screen(one.displayName) }),
};
