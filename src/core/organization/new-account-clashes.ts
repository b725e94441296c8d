import { problemAt } from "../errors/fault.ts";
import { lineWords, type Problem, type Spot } from "../errors/problem.ts";
import type { Team } from "../team/team.ts";
import { quoted } from "../text/visible-text.ts";
import { cellsOf, type Find } from "./account-cells.ts";
import { newAccountText } from "./new-account-text.ts";

/** One `new` or `new:NAME`, or the `new` of the defaults, and whose it is. */
interface Use extends Spot {
  readonly reference: string;
  readonly email: string;
  /** It has no NAME, so that it is to be this person's own. */
  readonly isOwn: boolean;
  readonly username: string;
}

/**
 * New accounts that would become one without anybody having said so: `new` for two people whose user names differ only
 * in their domain, or two spellings of a NAME. An account that is shared on purpose is spelled alike.
 */
export function newAccountClashes(team: Team, defaults: readonly string[], find: Find): readonly Problem[] {
  const owners = new Map<string, Use>();
  return usesIn(team, defaults, find).flatMap((use) => {
    const first = owners.get(use.email);
    if (first === undefined) owners.set(use.email, use);
    if (first === undefined || isMeant(first, use)) return [];
    return [problemAt(team.source, use, use.isOwn && first.isOwn ? sameOwner(first, use) : sameAddress(first, use))];
  });
}

function isMeant(first: Use, use: Use): boolean {
  const isOther = first.username !== use.username;
  return first.reference === use.reference && !(first.isOwn && use.isOwn && isOther);
}

function sameOwner(first: Use, use: Use) {
  return {
    message: `“new” would be the same account ${quoted(use.reference)} as for the person in ${lineWords(first, use)}.`,
    remedy: "Write new:NAME for one of them; for an account that both are to have, the same new:NAME for both.",
  };
}

function sameAddress(first: Use, use: Use) {
  return {
    message: `${quoted(use.reference)} would have the root address ${use.email}, like ${quoted(first.reference)} in ${lineWords(first, use)}.`,
    remedy: "Spell them alike if they are one account, otherwise choose names that differ in letters or digits.",
  };
}

function usesIn({ members }: Team, defaults: readonly string[], find: Find): readonly Use[] {
  return members.flatMap(({ grants, username }) =>
    grants.flatMap((grant) =>
      cellsOf(grant, defaults).flatMap(({ text, ...spot }) => {
        const { wanted } = find(text, username);
        if (wanted === undefined) return [];
        const { reference, email } = wanted;
        const isOwn = newAccountText(text)?.name === undefined;
        return [{ reference, email: email.toLowerCase(), isOwn, username, ...spot }];
      }),
    ),
  );
}
