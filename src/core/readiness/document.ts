import type * as z from "zod";
import type { Person } from "../plan/person.ts";
import type { Immutable } from "../text/immutable.ts";
import type { Facts } from "./facts.ts";
import { missingBootstraps } from "./missing-bootstraps.ts";
import { allCanStart, type PersonReadiness, readinessOf, summaryOf } from "./readiness.ts";
import type { readinessSchema } from "./readiness-schema.ts";
import { canStart } from "./states.ts";

/** Who can start, as a part of a document that is printed. */
export type ReadinessDocument = Immutable<z.output<typeof readinessSchema>>;

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
