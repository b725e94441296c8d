import { inReadingOrder, problemAt } from "../errors/fault.ts";
import { isElsewhere, lineWords, type Problem, placeAt, type Spot } from "../errors/problem.ts";
import type { Team, TeamCell, TeamGrant } from "../team/team.ts";
import { shownList } from "../text/shown-list.ts";
import type { AccountFinding } from "./find-accounts.ts";

/** What a text means in the rows of this person: `new` is another account for each. */
export type Find = (text: string, username: string) => AccountFinding;

/** The accounts that a grant names, or those that the defaults name for it, at the beginning of its row. */
export function cellsOf(grant: TeamGrant, defaults: readonly string[]): readonly TeamCell[] {
  const start = rowStart(grant);
  return grant.accounts.length > 0 ? grant.accounts : defaults.map((text) => ({ text, ...start }));
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
        if (fault === undefined || briefFault === undefined) return [];
        return [{ cell, place: placeAt(source, cell), fault, briefFault }];
      }),
    ),
  );
  const inOrder = inReadingOrder(faulty);
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
            others.map((one) => one.cell),
            cell,
          ),
      }),
    ];
  });
}

const MOST_LINES = 10;

/** ` It is the same in lines 3, 4.`; with their file where that is another one. */
function sameIn(cells: readonly TeamCell[], first: TeamCell): string {
  const others = new Map(cells.map((cell) => [lineWords(cell, first), cell]));
  others.delete(lineWords(first, first));
  if (others.size === 0) return "";
  if ([...others.values()].some((cell) => isElsewhere(cell, first)))
    return ` It is the same in ${shownList([...others.keys()], MOST_LINES)}.`;
  const lines = [...others.values()].map(({ line }) => String(line));
  return ` It is the same in line${lines.length === 1 ? "" : "s"} ${shownList(lines, MOST_LINES)}.`;
}

/** Where a row begins. */
export function rowStart({ line, source }: Pick<TeamGrant, "line" | "source">): Spot {
  return { line, column: 1, ...(source === undefined ? {} : { source }) };
}
