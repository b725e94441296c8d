import type * as z from "zod";
import type { Person } from "../plan/person.ts";
import type { Plan } from "../plan/plan.ts";
import { factsOfRun } from "../readiness/facts.ts";
import { type MissingBootstrap, missingBootstraps } from "../readiness/missing-bootstraps.ts";
import { type PersonReadiness, readinessOf } from "../readiness/readiness.ts";
import type { ChangeOutcome, ChangeResult } from "../state/result.ts";
import type { Immutable } from "../text/immutable.ts";
import type { reportSchema } from "./report-schema.ts";

/**
 * What a run has to show at its end: what it did, what new users need, and the files that it has written. What follows from
 * these is derived when it is printed.
 */
export type RunReport = Omit<Immutable<z.output<typeof reportSchema>>, "missingBootstraps" | "readiness">;

/** What a run did: the plan it carried out, what became of each change, and whether AWS now shows what was wanted. */
export type Report = Omit<RunReport, "firstSignIn" | "sessions" | "setUp" | "files" | "next">;

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

/** Who can start after this run, as far as it knows. */
export function readinessAfter(report: Report): readonly PersonReadiness[] {
  return readinessOf(report.people, factsOfRun(report, report.results));
}

/** Where the CDK is not bootstrapped after this run, or may not be. */
export function stillMissing(report: Report): readonly MissingBootstrap[] {
  return missingBootstraps(report.people, factsOfRun(report, report.results), report.accountIds);
}

/** People with the access that they can sign in to, in accounts by their ids; whoever has none is left out. */
export function handedOver(readiness: readonly PersonReadiness[], accountIds: Report["accountIds"]): readonly Person[] {
  return readiness
    .map(({ person, access }) => ({
      ...person,
      access: access
        .filter(({ signsIn }) => signsIn)
        .map((one) => ({ ...one.access, accountId: accountIds[one.access.accountId] ?? one.access.accountId })),
    }))
    .filter(({ access }) => access.length > 0);
}
