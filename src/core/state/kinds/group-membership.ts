import { folded, keyFrom } from "../key-parts.ts";
import type { KindOf } from "../kind.ts";
import type { GroupMembership } from "../resource.ts";
import { groupKey, heldByProvider } from "./group.ts";
import { userKey } from "./user.ts";

export const groupMembership: KindOf<GroupMembership> = {
  actions: ["create"],
  rank: 4,
  keyOf: ({ group, userName }) => keyFrom("GroupMembership", folded(group), folded(userName)),
  dependenciesOf: ({ group, userName }) => [userKey(userName), groupKey(group)],
  heldByProvider: ({ group }) => heldByProvider(group),
  timeFor: ({ create }, { identityStorePerSecond }) => ({ meanwhile: create / identityStorePerSecond }),
  describe: ({ group, userName }) => `${userName} in group ${group}`,
  subject: ({ group, userName }) => `The membership of ${userName} in group ${group}`,
  doing: (_, { group, userName }) => `putting ${userName} in group ${group}`,
  tell: ({ after: { group, userName } }) => ({ concerns: "person", userName, words: `in ${group}` }),
  redact: (one, { label, screen }) => ({ ...one, group: screen(one.group), userName: label(one.userName) }),
};
