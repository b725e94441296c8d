import { type Environment, environmentKey } from "../aws/cdk-bootstrap.ts";
import { isReference } from "../state/account-reference.ts";
import type { Access, Person } from "./person.ts";

/** Each account and Region that somebody works in, once, in the order of the team file; with the first who does. */
export function environmentsIn(people: readonly Person[]): readonly Access[] {
  const all = people.flatMap(({ access }) => access);
  return [...new Map(all.map((one) => [environmentKey(one), one])).values()];
}

/** The same without the accounts that are still to be made, into which nobody can look. */
export function environmentsThere(people: readonly Person[]): readonly Environment[] {
  return environmentsIn(people).flatMap(({ accountId, region }) =>
    isReference(accountId) ? [] : [{ accountId, region }],
  );
}
