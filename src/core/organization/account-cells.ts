import { problemAt } from "../errors/fault.ts";
import type { Problem } from "../errors/problem.ts";
import type { Team, TeamCell, TeamGrant } from "../team/team.ts";
import type { AccountFinding } from "./find-accounts.ts";

/** What a text means in the rows of this person: `new` is another account for each. */
export type Find = (text: string, username: string) => AccountFinding;

/** The accounts that a grant names, or those that the defaults name for it, at the beginning of its row. */
export function cellsOf({ accounts, line }: TeamGrant, defaults: readonly string[]): readonly TeamCell[] {
  return accounts.length > 0 ? accounts : defaults.map((text) => ({ text, line, column: 1 }));
}

/** What is to be known of how AWS spells the accounts that rows name, once for each spelling. */
export function spellingNotes({ source, members }: Team, find: Find): readonly Problem[] {
  const cells = members.flatMap(({ grants, username }) =>
    grants.flatMap(({ accounts }) => accounts.map((cell) => ({ cell, username }))),
  );
  const noted = cells.flatMap(({ cell, username }) => {
    const { note } = find(cell.text, username);
    return note === undefined ? [] : [[cell.text, problemAt(source, cell, note)] as const];
  });
  return [...new Map(noted.reverse()).values()].reverse();
}

/** What is wrong with the accounts that rows name, or that the defaults name for them, each where it stands. */
export function cellProblems({ source, members }: Team, defaults: readonly string[], find: Find): readonly Problem[] {
  return members.flatMap(({ grants, username }) =>
    grants.flatMap((grant) =>
      cellsOf(grant, defaults).flatMap((cell) => {
        const { fault } = find(cell.text, username);
        return fault === undefined ? [] : [problemAt(source, cell, fault)];
      }),
    ),
  );
}
