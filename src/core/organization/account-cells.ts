import { problemAt } from "../errors/fault.ts";
import type { Problem } from "../errors/problem.ts";
import type { Team, TeamCell, TeamGrant } from "../team/team.ts";
import { shownList } from "../text/shown-list.ts";
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

/**
 * What is wrong with the accounts that rows name, or that the defaults name for them, each thing once: at the first of its places, with
 * the others. Which accounts there are is told once.
 */
export function cellProblems({ source, members }: Team, defaults: readonly string[], find: Find): readonly Problem[] {
  const faulty = members.flatMap(({ grants, username }) =>
    grants.flatMap((grant) =>
      cellsOf(grant, defaults).flatMap((cell) => {
        const { fault, briefFault = fault } = find(cell.text, username);
        return fault === undefined || briefFault === undefined ? [] : [{ cell, fault, briefFault }];
      }),
    ),
  );
  const inOrder = faulty.sort((a, b) => a.cell.line - b.cell.line || a.cell.column - b.cell.column);
  const places = new Map<string, (typeof inOrder)[number][]>();
  for (const one of inOrder) {
    const key = JSON.stringify(one.fault);
    const same = places.get(key) ?? [];
    places.set(key, same);
    same.push(one);
  }
  let isListed = false;
  return [...places.values()].flatMap(([first, ...others]) => {
    if (first === undefined) return [];
    const { cell, fault, briefFault } = first;
    const { message, remedy } = isListed ? briefFault : fault;
    isListed ||= fault !== briefFault;
    return [
      problemAt(source, cell, {
        message,
        remedy:
          remedy +
          sameIn(
            others.map(({ cell: { line } }) => line),
            cell.line,
          ),
      }),
    ];
  });
}

const MOST_LINES = 10;

function sameIn(lines: readonly number[], first: number): string {
  const others = [...new Set(lines)].filter((line) => line !== first).map(String);
  if (others.length === 0) return "";
  return ` It is the same in line${others.length === 1 ? "" : "s"} ${shownList(others, MOST_LINES)}.`;
}
