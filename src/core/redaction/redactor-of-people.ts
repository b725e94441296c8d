import type { Person } from "../plan/person.ts";
import { labelledByLine } from "./named-person.ts";
import { createRedactor, type TeamRedactor } from "./redactor.ts";

/** The redactor of a plan's people, with the names of the accounts and profiles that it gives them. */
export function redactorOfPeople(people: readonly Omit<Person, "namesDerived">[]): TeamRedactor {
  return createRedactor(
    labelledByLine(people, ({ access }) => access[0]?.line),
    { accounts: accountsOf(people) },
  );
}

/** The names of everything that may be named after one of these people. */
export function accountsOf(people: readonly Pick<Person, "access">[]): readonly string[] {
  return people.flatMap(({ access }) =>
    access.flatMap(({ accountId, accountName, profile, permissionSet, group = "" }) => [
      accountName,
      accountId,
      profile,
      permissionSet,
      group,
    ]),
  );
}
