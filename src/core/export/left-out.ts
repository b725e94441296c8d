import type { AccessDocument } from "../access/access-schema.ts";
import { endingWordsOf } from "../access/ending-words.ts";

/** What there is and no code can say, a sentence each. */
export function leftOutOf({ assignments, users, groups, permissionSets, unread }: AccessDocument): readonly string[] {
  const orphans = assignments.filter(({ orphan }) => orphan);
  const disabled = users.filter(({ status }) => status === "disabled");
  const filledElsewhere = groups.filter(({ external }) => external);
  return [
    ...unread.map(({ what, reason }) => `Not read: ${what}. ${reason}`),
    ...orphans.map(
      ({ accountId, principalType, principalId }) =>
        `An assignment in ${accountId} of a ${principalType.toLowerCase()} that no longer exists: ${principalId}`,
    ),
    ...disabled.map(({ userName }) => `That ${userName} is disabled: no code can say so, and none changes it`),
    ...permissionSets.flatMap((set) =>
      endingWordsOf(set).map((words) => `That ${set.name} ${words}: code that is applied earlier takes that out`),
    ),
    ...filledElsewhere.map(({ name }) => `Who is in ${name}: its people come from an external directory`),
  ];
}
