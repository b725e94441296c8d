import { resourceOf } from "../change.ts";
import { folded, keyFrom } from "../key-parts.ts";
import type { KindOf } from "../kind.ts";
import type { GroupMembership } from "../resource.ts";
import { groupHeldByProvider, groupKey } from "./group.ts";
import { userKey } from "./user.ts";

export const groupMembership: KindOf<GroupMembership> = {
  actions: ["create", "delete"],
  rank: 4,
  rankOfDeletion: 0,
  keyOf: ({ group, userName }) => keyFrom("GroupMembership", folded(group), folded(userName)),
  dependenciesOf: ({ group, userName }) => [userKey(userName), groupKey(group)],
  holderOf: ({ userName }) => userKey(userName),
  heldByProvider: ({ group, userName }, action) =>
    action === "delete"
      ? {
          reason: `Group ${group} is kept by an external identity provider: ${userName}, taken out of it here, would be back with its next synchronization.`,
          remedy: `Take ${userName} out of the group in your identity provider, and let it synchronize.`,
        }
      : groupHeldByProvider(group),
  timeFor: (count, { identityStorePerSecond }) => ({
    meanwhile: Math.max(count.create, count.delete) / identityStorePerSecond,
  }),
  describe: ({ group, userName }) => `${userName} in group ${group}`,
  subject: ({ group, userName }) => `The membership of ${userName} in group ${group}`,
  doing: (action, { group, userName }) =>
    action === "delete" ? `taking ${userName} out of group ${group}` : `putting ${userName} in group ${group}`,
  tell: (change) => {
    const { group, userName } = resourceOf(change);
    return { concerns: "person", userName, words: `in ${group}` };
  },
  redact: (one, { label, screen }) => ({ ...one, group: screen(one.group), userName: label(one.userName) }),
};
