import type { Place } from "../errors/problem.ts";
import { userKey } from "../state/kinds/user.ts";
import type { Team } from "./team.ts";

/** Where the rows of teams stand that name somebody by one of these names: user names or addresses. */
export type PlacesOf = (names: readonly string[]) => readonly Place[];

export function placesOfPeople(teams: readonly Team[]): PlacesOf {
  const places = new Map<string, Place[]>();
  for (const { source, members } of teams) {
    for (const { email, username, grants } of members) {
      const own = grants.map(({ line, source: from = source }): Place => ({ ...from, line }));
      for (const key of new Set([userKey(email), userKey(username)])) {
        const known = places.get(key) ?? [];
        places.set(key, known);
        known.push(...own);
      }
    }
  }
  return (names) => names.flatMap((name) => places.get(userKey(name)) ?? []);
}
