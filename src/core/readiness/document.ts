import type { Person } from "../plan/person.ts";
import type { Facts } from "./facts.ts";
import { missingBootstraps } from "./missing-bootstraps.ts";
import {
  allCanStart,
  type PersonReadiness,
  type ReadinessSummary,
  readinessOf,
  summaryOf,
  type Verdict,
} from "./readiness.ts";
import { type CanStart, canStart, type ReadinessState } from "./states.ts";

/** Who can start, as a part of a document that is printed. */
export interface ReadinessDocument {
  readonly ready: CanStart;
  readonly summary: ReadinessSummary;
  readonly people: readonly {
    readonly email: string;
    readonly userName: string;
    readonly ready: CanStart;
    readonly state: ReadinessState;
    readonly signsIn: boolean;
    readonly access: readonly AccessInDocument[];
  }[];
}

type AccessInDocument = Verdict & {
  readonly accountId: string;
  readonly accountName: string;
  readonly permissionSet: string;
  readonly ready: CanStart;
};

/** The readiness of these people as plain JSON, in accounts by their ids as far as there are any. */
export function readinessDocument(
  readiness: readonly PersonReadiness[],
  accountIds: Readonly<Record<string, string>> = {},
): ReadinessDocument {
  const summary = summaryOf(readiness);
  return {
    ready: allCanStart(summary),
    summary,
    people: readiness.map(({ person: { email, userName }, state, signsIn, access }) => ({
      email,
      userName,
      ready: canStart(state),
      state,
      signsIn,
      access: access.map(({ access: { accountId, accountName, permissionSet }, checks: _, ...verdict }) => ({
        accountId: accountIds[accountId] ?? accountId,
        accountName,
        permissionSet,
        ready: canStart(verdict.state),
        ...verdict,
      })),
    })),
  };
}

/** What JSON says of a plan or of a report beside what they are made of: it follows from these facts. */
export function derivedMembers(
  people: readonly Person[],
  facts: Facts,
  accountIds: Readonly<Record<string, string>> = {},
) {
  return {
    missingBootstraps: missingBootstraps(people, facts, accountIds),
    readiness: readinessDocument(readinessOf(people, facts), accountIds),
  };
}
