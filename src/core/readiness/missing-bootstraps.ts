import type * as z from "zod";
import { bootstrapCommand, environmentKey } from "../aws/cdk-bootstrap.ts";
import { environmentsIn } from "../plan/environments.ts";
import { bootstrapIn, type Person } from "../plan/person.ts";
import { accountKeys } from "../state/kinds/account.ts";
import { keyOf } from "../state/kinds.ts";
import type { Immutable } from "../text/immutable.ts";
import { bootstrapLack } from "./bootstrap-lack.ts";
import { NEW_ACCOUNT } from "./bootstrap-obstacles.ts";
import type { Facts } from "./facts.ts";
import { isAbsent } from "./lacking.ts";
import type { missingBootstrapSchema } from "./readiness-schema.ts";

/** An account and Region of the team in which `npx ampx sandbox` would stop, or nobody knows whether it would. */
export type MissingBootstrap = Immutable<z.output<typeof missingBootstrapSchema>>;

/**
 * What the plan does not bootstrap and should be, by what is known. An environment that nobody looked at is not told of, nor
 * an account that could not be made. New accounts have a command once they have ids.
 */
export function missingBootstraps(
  people: readonly Person[],
  facts: Facts,
  accountIds: Readonly<Record<string, string>> = {},
): readonly MissingBootstrap[] {
  return environmentsIn(people).flatMap((access): readonly MissingBootstrap[] => {
    const { accountName, region } = access;
    const accountId = accountIds[access.accountId] ?? access.accountId;
    const environment = { accountId, accountName, region };
    if (facts.changes.has(keyOf(bootstrapIn(access, "")))) return [];
    const [account] = accountKeys(access.accountId);
    const isNew = account !== undefined && facts.changes.get(account)?.action === "create";
    if (isNew && facts.results !== undefined && isAbsent(facts, account)) return [];
    const answer = isNew ? NEW_ACCOUNT : facts.bootstraps.get(environmentKey(access));
    const reason = answer && bootstrapLack(answer);
    if (answer === undefined || reason === undefined) return [];
    const isUnnamed = isNew && accountIds[access.accountId] === undefined;
    if (answer.kind === "unknown" || isUnnamed) return [{ ...environment, reason }];
    return [{ ...environment, reason, command: bootstrapCommand(environment, answer) }];
  });
}
