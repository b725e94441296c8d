import { groupKey } from "../../core/state/kinds/group.ts";
import { userKey } from "../../core/state/kinds/user.ts";
import { type Look, wantedOf } from "./open-kind.ts";

/** The user names that wanted assignments and memberships are for without the user being wanted, too: who stays as they are. */
export function userNamesMeant(look: Look): readonly string[] {
  const assigned = wantedOf(look, "AccountAssignment").flatMap(({ principal: { type, name, gone } }) =>
    type === "USER" && !gone ? [name] : [],
  );
  const members = wantedOf(look, "GroupMembership").map(({ userName }) => userName);
  const wanted = new Set(wantedOf(look, "User").map(({ userName }) => userKey(userName)));
  return [...new Map([...assigned, ...members].map((name) => [userKey(name), name]))]
    .filter(([key]) => !wanted.has(key))
    .map(([, name]) => name);
}

/** Likewise the groups. */
export function groupNamesMeant(look: Look): readonly string[] {
  const assigned = wantedOf(look, "AccountAssignment").flatMap(({ principal: { type, name, gone } }) =>
    type === "GROUP" && !gone ? [name] : [],
  );
  const joined = wantedOf(look, "GroupMembership").map(({ group }) => group);
  const wanted = new Set(wantedOf(look, "Group").map(({ displayName }) => groupKey(displayName)));
  return [...new Map([...assigned, ...joined].map((name) => [groupKey(name), name]))]
    .filter(([key]) => !wanted.has(key))
    .map(([, name]) => name);
}
