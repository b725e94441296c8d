import type { Person } from "../plan/person.ts";
import { keysBehind } from "../plan/person.ts";
import type { Plan } from "../plan/plan.ts";
import type { ResourceKey } from "../state/resource.ts";
import type { ChangeOutcome, ChangeResult } from "../state/result.ts";

export type ReportSummary = Readonly<Record<ChangeOutcome | "unchanged", number>>;

/** What a run did: the plan it carried out, what became of each change, and whether AWS now shows what was wanted. */
export interface Report extends Omit<Plan, "kind" | "summary"> {
  readonly kind: "report";
  readonly summary: ReportSummary;
  readonly results: readonly ChangeResult[];
  /** The ids that AWS has given to accounts which the plan knows by a reference, by that reference. */
  readonly accountIds: Readonly<Record<string, string>>;
  /** True when a new look at AWS found nothing left to do; `null` when it could not look. */
  readonly converged: boolean | null;
}

/** The report of a plan that was carried out. */
export function reportOf(
  plan: Plan,
  results: readonly ChangeResult[],
  converged: boolean | null,
  accountIds: Report["accountIds"] = {},
): Report {
  const count = (outcome: ChangeOutcome) => results.filter((result) => result.outcome === outcome).length;
  return {
    ...plan,
    kind: "report",
    summary: {
      applied: count("applied"),
      failed: count("failed"),
      skipped: count("skipped"),
      outstanding: count("outstanding"),
      unchanged: plan.summary.unchanged,
    },
    results,
    accountIds,
    converged,
  };
}

/** The accounts that the run has made, in the order of the plan. One may have its id though it failed later on its way. */
export function madeAccounts({
  results,
  accountIds,
}: Report): readonly { readonly name: string; readonly id: string }[] {
  return results.flatMap(({ change: { action, after } }) => {
    if (action !== "create" || after.kind !== "Account") return [];
    const id = accountIds[after.reference];
    return id === undefined ? [] : [{ name: after.name, id }];
  });
}

/** What stands between a person and one account; none of it when the access is ready. */
export interface AccessOutcome {
  readonly person: Person;
  readonly access: Person["access"][number];
  /** The results that are not "applied", the cause first. */
  readonly obstacles: readonly Exclude<ChangeResult, { outcome: "applied" }>[];
}

/** For each person and account, whether the way in is complete: the user, the permission set, the group, the assignment. */
export function accessOutcomes(people: readonly Person[], results: readonly ChangeResult[]): readonly AccessOutcome[] {
  const byKey = new Map<ResourceKey, ChangeResult>(results.map((result) => [result.change.key, result]));
  return people.flatMap((person) =>
    person.access.map((access) => ({
      person,
      access,
      obstacles: keysBehind(person, access)
        .flatMap((key) => byKey.get(key) ?? [])
        .filter((result) => result.outcome !== "applied")
        .sort((a, b) => severity(a) - severity(b)),
    })),
  );
}

function severity({ outcome }: ChangeResult): number {
  return ["failed", "outstanding", "skipped", "applied"].indexOf(outcome);
}

/** People with what they can use, in accounts by their ids; whoever can use nothing is left out. */
export function readyPeople({ people, results, accountIds }: Report): readonly Person[] {
  const ready = new Set(
    accessOutcomes(people, results)
      .filter((outcome) => reasonOf(outcome) === undefined)
      .map(({ access }) => access),
  );
  return people
    .map((person) => ({
      ...person,
      access: person.access
        .filter((access) => ready.has(access))
        .map((access) => ({ ...access, accountId: accountIds[access.accountId] ?? access.accountId })),
    }))
    .filter(({ access }) => access.length > 0);
}

/** In one sentence, why an access is not there. */
export function reasonOf({ obstacles }: AccessOutcome): string | undefined {
  const [first] = obstacles;
  if (first === undefined) return undefined;
  return first.outcome === "failed" ? `${first.reason} ${first.remedy}` : first.reason;
}
