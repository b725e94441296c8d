import type { Leaver } from "../plan/leaver.ts";
import type { Person } from "../plan/person.ts";
import type { Plan } from "../plan/plan.ts";
import type { RowEnd } from "../plan/row-ends.ts";
import { labelledByLine } from "./named-person.ts";
import { createRedactor, type TeamRedactor } from "./redactor.ts";

/** Whom a plan names. */
interface PlannedPeople extends Pick<Plan, "ends" | "leavers"> {
  readonly people: readonly Omit<Person, "namesDerived">[];
}

/** The redactor of a plan's people, those included whose rows have all ended, with the names of their accounts and profiles. */
export function redactorOfPlan({ people, ends = [], leavers = [] }: PlannedPeople): TeamRedactor {
  const lines = new Map(leavers.map(({ userName, line }) => [userName, line]));
  const known = new Set(people.map(({ userName }) => userName));
  const gone = new Map(ends.filter(({ userName }) => !known.has(userName)).map((end) => [end.userName, end]));
  const ended = [...gone.values()].map(({ email, userName, line }) => ({ email, userName, displayName: "", line }));
  const named = people.map(({ email, userName, displayName, access }) => ({
    email,
    userName,
    displayName,
    line: access[0]?.line ?? lines.get(userName),
  }));
  const accounts = [...accountsOf(people), ...accountsOfEnds(ends), ...leavers.flatMap(placesOf)];
  return createRedactor(
    labelledByLine([...named, ...ended], ({ line }) => line),
    { accounts },
  );
}

function placesOf({ held }: Leaver): readonly string[] {
  return held.flatMap(({ accountName, accountId, permissionSet }) => [accountName, accountId, permissionSet]);
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

/** The names of the accounts of rows that have ended or end soon. */
export function accountsOfEnds(ends: readonly RowEnd[]): readonly string[] {
  return ends.flatMap(({ accountId, accountName }) => [accountName, accountId]);
}
