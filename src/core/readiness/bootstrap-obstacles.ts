import { type BootstrapAnswer, environmentKey } from "../aws/cdk-bootstrap.ts";
import { type Access, bootstrapIn } from "../plan/person.ts";
import { accountKeys } from "../state/kinds/account.ts";
import { keyOf } from "../state/kinds.ts";
import { commandForCaller } from "../text/command-line.ts";
import { bootstrapLack, bootstrapSentence, worksMeanwhile } from "./bootstrap-lack.ts";
import type { Facts } from "./facts.ts";
import { ACCOUNT_ABSENT, isAbsent, lacking } from "./lacking.ts";
import type { Obstacle } from "./obstacle.ts";

const notLookedAt = (): BootstrapAnswer => ({
  kind: "unknown",
  reason: "Nobody has looked whether the account is bootstrapped for CDK.",
  remedy: `${commandForCaller("status", "--emails", "FILE")} looks.`,
});

/** What an account is like that AWS has just made. */
export const NEW_ACCOUNT: BootstrapAnswer = { kind: "missing" };

const NOT_BOOTSTRAPPED = {
  stage: "bootstrapped",
  state: "not-bootstrapped",
  rank: "cause",
  remedy: "Run --emails with --bootstrap, or ask somebody with AdministratorAccess in the account to do it.",
  undone: false,
} as const;

/** An account that is still to be made cannot be looked at. */
export function bootstrapObstacles(access: Access, facts: Facts): readonly Obstacle[] {
  const { accountId } = access;
  const planned = facts.changes.get(keyOf(bootstrapIn(access, "")));
  const [account] = accountKeys(accountId);
  if (planned !== undefined) {
    if (worksMeanwhile(planned)) return [];
    const before = planned.before?.kind === "Bootstrap" ? planned.before : undefined;
    const answer: BootstrapAnswer = before === undefined ? NEW_ACCOUNT : { kind: "version", version: before.version };
    return lacking(facts, planned.key, "bootstrapped", "not-bootstrapped", sentence(bootstrapLack(answer)));
  }
  if (account !== undefined && (facts.results === undefined || isAbsent(facts, account))) {
    return [{ ...NOT_BOOTSTRAPPED, rank: "follows", reason: ACCOUNT_ABSENT }];
  }
  const isNew = account !== undefined && facts.changes.get(account)?.action === "create";
  const answer = isNew ? NEW_ACCOUNT : (facts.bootstraps.get(environmentKey(access)) ?? notLookedAt());
  if (answer.kind === "unknown") {
    const { reason, remedy } = answer;
    return [{ ...NOT_BOOTSTRAPPED, state: "bootstrap-unknown", reason, remedy }];
  }
  const lack = bootstrapLack(answer);
  return lack === undefined ? [] : [{ ...NOT_BOOTSTRAPPED, reason: sentence(lack) }];

  function sentence(words = ""): string {
    return bootstrapSentence(access, words);
  }
}
