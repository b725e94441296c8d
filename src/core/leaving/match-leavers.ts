import type { AccessUser } from "../access/access.ts";
import { localPart } from "../aws/email-address.ts";
import type { Problem, Source } from "../errors/problem.ts";
import { closest, didYouMean } from "../text/did-you-mean.ts";
import { shownList } from "../text/shown-list.ts";
import { quoted, visibleText } from "../text/visible-text.ts";

/** Somebody who leaves, as a file or an address says it. */
export interface AskedLeaver {
  readonly email: string;
  readonly userName: string;
  /** The file says the user name, so that it is not derived from the address. */
  readonly isNamed: boolean;
  readonly line: number;
  /** The file of that row, where there are several. */
  readonly source?: Source;
}

/** Somebody who leaves, found in the directory. */
export interface MatchedLeaver {
  readonly asked: AskedLeaver;
  readonly user: AccessUser;
}

export interface Matching {
  readonly leavers: readonly MatchedLeaver[];
  /** Those whom the directory does not have: they left, or are spelled otherwise. Nobody is guessed. */
  readonly notThere: readonly AskedLeaver[];
  /** Rows that mean more than one user: nobody says which. */
  readonly problems: readonly Problem[];
}

/** Finds for each row the one user whom it means: by user name where the file says one, and by address. */
export function matchLeavers(asked: readonly AskedLeaver[], users: readonly AccessUser[], source: Source): Matching {
  const found = asked.map((one) => ({ asked: one, meant: usersMeant(one, users) }));
  const leavers = new Map(
    found.flatMap(({ asked: one, meant: [user, ...others] }) =>
      user === undefined || others.length > 0 ? [] : [[user.id, { asked: one, user }] as const],
    ),
  );
  return {
    leavers: [...leavers.values()],
    notThere: found.filter(({ meant }) => meant.length === 0).map((one) => one.asked),
    problems: found
      .filter(({ meant }) => meant.length > 1)
      .map(({ asked: { email, line, source: own = source }, meant }) => ({
        place: own.kind === "flag" ? own : { ...own, line },
        message: `${quoted(email)} means ${meant.length} users: ${shownList(meant.map(({ userName }) => visibleText(userName)))}.`,
        remedy: "Name the one in the column username of a team file. Nothing was changed.",
      })),
  };
}

function usersMeant({ email, userName, isNamed }: AskedLeaver, users: readonly AccessUser[]): readonly AccessUser[] {
  const same = (a: string | undefined, b: string) => a?.toLowerCase() === b.toLowerCase();
  const byName = users.filter((user) => same(user.userName, userName));
  if (isNamed && byName.length > 0) return byName;
  const byEmail = isNamed ? [] : users.filter((user) => same(user.email, email) && !byName.includes(user));
  return [...byName, ...byEmail];
}

/** Who is not there, in a sentence each: gone, or spelled almost like somebody who is there and may be meant. */
export interface NotThere {
  readonly gone: readonly string[];
  readonly mistyped: readonly string[];
}

/**
 * Tells those who left before from those who may be mistyped and so keep what they have: `names` are addresses and user names of
 * the directory. That two have the same domain makes them no more alike.
 */
export function notThereWords(notThere: readonly AskedLeaver[], names: readonly string[]): NotThere {
  const told = notThere.map(({ email }) => {
    const near = names.filter((name) => closest(localPart(email), [localPart(name)]) !== undefined);
    const meant = didYouMean(email, near);
    const words = `The directory has no user ${quoted(email)}: there is nothing to take away.${meant}`;
    return { words, isMistyped: meant !== "" };
  });
  const wordsOf = (isMistyped: boolean) =>
    told.filter((one) => one.isMistyped === isMistyped).map(({ words }) => words);
  return { gone: wordsOf(false), mistyped: wordsOf(true) };
}
