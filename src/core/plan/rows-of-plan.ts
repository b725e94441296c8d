import { userKey } from "../state/kinds/user.ts";
import type { State } from "../state/resource.ts";
import type { TeamRow } from "../team/team-file.ts";
import type { Person } from "./person.ts";

/** The rows of a team file that would ask for the same: for whoever has the plan and not the file it came from. */
export function rowsOfPlan(people: readonly Person[], desired: State): readonly TeamRow[] {
  return people.flatMap((person) => {
    const user = desired.get(userKey(person.userName));
    const names = user?.kind === "User" ? user : { givenName: "", familyName: "" };
    return person.access.map(({ accountId, permissionSet, group = "", region, profile, until = "", line, file }) => ({
      line,
      ...(file === undefined ? {} : { source: { kind: "file", file } as const }),
      cells: {
        email: person.email,
        username: person.userName,
        given_name: names.givenName,
        family_name: names.familyName,
        display_name: person.displayName,
        account: accountId,
        permission_set: permissionSet,
        group,
        region,
        profile,
        until,
      },
    }));
  });
}
