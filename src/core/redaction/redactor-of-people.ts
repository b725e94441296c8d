import type { Leaver } from "../plan/leaver.ts";
import type { Person } from "../plan/person.ts";
import type { Plan } from "../plan/plan.ts";
import type { RowEnd } from "../plan/row-ends.ts";
import { labelledByLine, labelledByNumber } from "./named-person.ts";
import { createRedactor, type TeamRedactor } from "./redactor.ts";

/** Whom a plan names. */
interface PlannedPeople extends Pick<Plan, "ends" | "leavers" | "concerned" | "accounts"> {
  readonly people: readonly Omit<Person, "namesDerived">[];
}

/** The redactor of a plan's people, those included whose rows have all ended, with the names of their accounts and profiles. */
export function redactorOfPlan(plan: PlannedPeople): TeamRedactor {
  const { people, ends = [], leavers = [], concerned = [] } = plan;
  const rows = new Map(leavers.map(({ userName, line, file }) => [userName, { line, file }]));
  const known = new Set(people.map(({ userName }) => userName));
  const gone = new Map(ends.filter(({ userName }) => !known.has(userName)).map((end) => [end.userName, end]));
  const ended = [...gone.values()].map((end) => ({ ...end, displayName: "" }));
  const named = people.map(({ email, userName, displayName, access }) => {
    const { line, file } = access[0] ?? rows.get(userName) ?? {};
    return { email, userName, displayName, line, file };
  });
  const others = accountsOfEnds([...ends, ...(plan.accounts ?? [])]);
  const accounts = [...accountsOf(people), ...others, ...leavers.flatMap(placesOf)];
  const labelled = [...labelledByLine([...named, ...ended], rowPlace), ...labelledByNumber(concerned)];
  return createRedactor(labelled, { accounts });
}

function rowPlace({ line, file }: { readonly line?: number | undefined; readonly file?: string | undefined }) {
  return { line, source: file === undefined ? undefined : ({ kind: "file", file } as const) };
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

/** The names of accounts that rows name which have ended or end soon, or nobody's rows at all. */
export function accountsOfEnds(ends: readonly Pick<RowEnd, "accountId" | "accountName">[]): readonly string[] {
  return ends.flatMap(({ accountId, accountName }) => [accountName, accountId]);
}
