import type * as z from "zod";
import { accessKey } from "../state/kinds/account-assignment.ts";
import { keyOf } from "../state/kinds.ts";
import type { Observation } from "../state/observation.ts";
import type { AccountAssignment, GroupMembership, State } from "../state/resource.ts";
import { endsSoon } from "../team/until.ts";
import type { Immutable } from "../text/immutable.ts";
import type { Access, Person } from "./person.ts";
import type { rowEndSchema } from "./row-end-schema.ts";

/** A row that has ended or ends soon, with whose it is. Plain JSON. */
export type RowEnd = Immutable<z.output<typeof rowEndSchema>>;

/** What a row names for one account, and so what is taken away when it has ended: the assignment, or the membership. */
export function namedBy({
  userName,
  accountId,
  permissionSet,
  group,
}: Pick<RowEnd, "userName" | "accountId" | "permissionSet" | "group">): AccountAssignment | GroupMembership {
  return group === undefined
    ? { kind: "AccountAssignment", accountId, permissionSet, principal: { type: "USER", name: userName } }
    : { kind: "GroupMembership", group, userName };
}

/** A row of a person for one account, in the form in which its end is told. */
export function rowEndOf(
  when: RowEnd["when"],
  { email, userName }: Pick<Person, "email" | "userName">,
  { accountId, accountName, permissionSet, group, line, file }: Omit<Access, "region" | "profile">,
  until: string,
): RowEnd {
  const place = { accountId, accountName, permissionSet, ...(group === undefined ? {} : { group }) };
  return { when, email, userName, ...place, until, line, ...(file === undefined ? {} : { file }) };
}

/** Those of the people's rows that end soon, in the order of the file. */
export function rowsEndingSoon(people: readonly Person[], today: string): readonly RowEnd[] {
  return people.flatMap((person) =>
    person.access.flatMap((access) =>
      access.until !== undefined && endsSoon(access.until, today)
        ? [rowEndOf("soon", person, access, access.until)]
        : [],
    ),
  );
}

/** The same rows with what AWS has of those that are over. */
export function rowEndsAt(ends: readonly RowEnd[], { state, alsoThrough = [] }: Observation): readonly RowEnd[] {
  return ends.map(({ hasAccess: _, through: __, ...end }) => {
    if (end.when === "soon") return end;
    const groups = alsoThrough.filter((one) => accessKey(one) === accessKey(end)).flatMap((one) => one.groups);
    const hasAccess = state.has(keyOf(namedBy(end))) || groups.length > 0;
    return { ...end, hasAccess, ...(groups.length === 0 ? {} : { through: groups }) };
  });
}

/** Why access that a row named stays although the row has ended, in sentences: nothing more is taken away than it named. */
export function staysWords(end: RowEnd, desired: State): string | undefined {
  const { group, through = [], accountName } = end;
  if (group !== undefined && desired.has(keyOf(namedBy(end)))) {
    return `Another row keeps ${end.email} in group ${group}: what that gives in ${accountName} stays.`;
  }
  if (through.length === 0) return undefined;
  const which = `${through.length === 1 ? "group" : "groups"} ${through.join(", ")}`;
  return `${end.email} stays in ${accountName} through ${which}, which the row does not name.`;
}
