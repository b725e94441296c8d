import { endsSoon, hasEnded } from "../team/until.ts";
import { byCodeUnits } from "../text/by-code-units.ts";
import type { AccessDocument } from "./access-schema.ts";
import { namesBy } from "./names-by.ts";

/** Something that ends with a day, in words. */
interface Ending {
  readonly until: string;
  readonly words: string;
}

/**
 * What ends within 14 days after a document was read, and what is there still though its last day is past, in sentences, by
 * day: `ana@example.com: amplify-policy in Sandbox North ends 2026-12-04`.
 */
export function endingsSoon(access: AccessDocument): readonly string[] {
  const today = access.ended.slice(0, "2026-11-29".length);
  return endingsOf(access)
    .filter(({ until }) => hasEnded(until, today) || endsSoon(until, today))
    .sort((a, b) => byCodeUnits(a.until, b.until) || byCodeUnits(a.words, b.words))
    .map(({ until, words }) =>
      hasEnded(until, today) ? `${words} has ended (${until}) and is there still` : `${words} ends ${until}`,
    );
}

function endingsOf({ users, accounts, permissionSets, groups, assignments }: AccessDocument): readonly Ending[] {
  const userName = namesBy(users.map(({ id, userName }) => [id, userName]));
  const account = namesBy(accounts.map(({ id, name }) => [id, name]));
  const set = namesBy(permissionSets.map(({ arn, name }) => [arn, name]));
  return [
    ...assignments.flatMap(({ until, principalId, permissionSetArn, accountId }) =>
      until === undefined
        ? []
        : [{ until, words: `${userName(principalId)}: ${set(permissionSetArn)} in ${account(accountId)}` }],
    ),
    ...groups.flatMap(({ name, joined = [] }) =>
      joined.flatMap(({ userId, until }) =>
        until === undefined ? [] : [{ until, words: `${userName(userId)}: membership in group ${name}` }],
      ),
    ),
  ];
}
