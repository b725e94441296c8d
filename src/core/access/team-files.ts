import { sourceName } from "../errors/problem.ts";
import { userKey } from "../state/kinds/user.ts";
import type { Team } from "../team/team.ts";
import type { AccessDocument } from "./access-schema.ts";

/** The same document with the team files that name each person, by user name or address. One file alone is said nowhere. */
export function withTeamFiles(access: AccessDocument, teams: readonly Team[]): AccessDocument {
  const named = new Map<string, Set<string>>();
  const all = new Set<string>();
  for (const { source, members } of teams) {
    for (const { email, username, grants } of members) {
      const files = grants.map((grant) => sourceName(grant.source ?? source));
      for (const file of files) all.add(file);
      for (const key of [userKey(email), userKey(username)]) {
        named.set(key, new Set([...(named.get(key) ?? []), ...files]));
      }
    }
  }
  if (all.size < 2) return access;
  const filesOf = (names: readonly string[]) => [
    ...new Set(names.flatMap((name) => [...(named.get(userKey(name)) ?? [])])),
  ];
  return {
    ...access,
    users: access.users.map((user) => {
      const teamFiles = filesOf([user.userName, user.email ?? user.userName]);
      return teamFiles.length === 0 ? user : { ...user, teamFiles };
    }),
  };
}
