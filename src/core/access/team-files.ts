import { sourceName } from "../errors/problem.ts";
import { placesOfPeople } from "../team/places-of-people.ts";
import type { Team } from "../team/team.ts";
import type { AccessDocument } from "./access-schema.ts";

/** The same document with the team files that name each person, by user name or address. One file alone is said nowhere. */
export function withTeamFiles(access: AccessDocument, teams: readonly Team[]): AccessDocument {
  const placesOf = placesOfPeople(teams);
  const filesOf = (names: readonly string[]) => [...new Set(placesOf(names).map(sourceName))];
  if (filesOf(teams.flatMap(({ members }) => members.map(({ email }) => email))).length < 2) return access;
  return {
    ...access,
    users: access.users.map((user) => {
      const teamFiles = filesOf([user.userName, user.email ?? user.userName]);
      return teamFiles.length === 0 ? user : { ...user, teamFiles };
    }),
  };
}
