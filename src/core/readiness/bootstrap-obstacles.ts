import { BOOTSTRAP_NEEDED, type BootstrapAnswer, environmentKey } from "../aws/cdk-bootstrap.ts";
import { type Access, bootstrapIn } from "../plan/person.ts";
import { accountKeys } from "../state/kinds/account.ts";
import { keyOf } from "../state/kinds.ts";
import { commandForCaller } from "../text/command-line.ts";
import { shownList } from "../text/shown-list.ts";
import type { Facts } from "./facts.ts";
import { ACCOUNT_ABSENT, isAbsent, lacking } from "./lacking.ts";
import type { Obstacle } from "./obstacle.ts";

const notLookedAt = (): BootstrapAnswer => ({
  kind: "unknown",
  reason: "Nobody has looked whether the account is bootstrapped for CDK.",
  remedy: `${commandForCaller("status", "--emails", "FILE")} looks.`,
});

/** What an account is like that AWS has just made. */
const NEW_ACCOUNT: BootstrapAnswer = { kind: "missing" };

/** An account that is still to be made cannot be looked at. */
export function bootstrapObstacles(access: Access, facts: Facts): readonly Obstacle[] {
  const { accountId } = access;
  const change = keyOf(bootstrapIn(access, ""));
  const [account] = accountKeys(accountId);
  if (facts.changes.has(change)) {
    return lacking(facts, change, "bootstrapped", "not-bootstrapped", notBootstrapped(access));
  }
  if (account !== undefined && (facts.results === undefined || isAbsent(facts, account))) {
    return [{ ...NOT_BOOTSTRAPPED, rank: "follows", reason: ACCOUNT_ABSENT }];
  }
  if (account !== undefined && facts.changes.get(account)?.action === "create")
    return answerObstacles(access, NEW_ACCOUNT);
  return answerObstacles(access, facts.bootstraps.get(environmentKey(access)) ?? notLookedAt());
}

const NOT_BOOTSTRAPPED = {
  stage: "bootstrapped",
  state: "not-bootstrapped",
  rank: "cause",
  remedy: "Run --emails with --bootstrap, or ask somebody with AdministratorAccess in the account to do it.",
  undone: false,
} as const;

/** In the words of the check on a developer's machine. */
function answerObstacles(access: Access, answer: BootstrapAnswer): readonly Obstacle[] {
  switch (answer.kind) {
    case "version": {
      if (answer.version >= BOOTSTRAP_NEEDED) return [];
      const version = `(version ${answer.version}; ${BOOTSTRAP_NEEDED} is needed)`;
      return [{ ...NOT_BOOTSTRAPPED, reason: `${access.region} is bootstrapped for CDK ${version}.` }];
    }
    case "missing": {
      const reason = `${notBootstrapped(access)}${besides(answer.otherQualifiers ?? [])}`;
      return [{ ...NOT_BOOTSTRAPPED, reason }];
    }
    case "unknown": {
      const { reason, remedy } = answer;
      return [{ ...NOT_BOOTSTRAPPED, state: "bootstrap-unknown", reason, remedy }];
    }
    default:
      return answer satisfies never;
  }
}

function notBootstrapped({ accountId, region }: Access): string {
  return `Account ${accountId} is not bootstrapped in ${region}: \`npx ampx sandbox\` will stop and ask for it.`;
}

function besides(qualifiers: readonly string[]): string {
  if (qualifiers.length === 0) return "";
  const those = qualifiers.length === 1 ? `qualifier ${qualifiers[0]} is` : `qualifiers ${shownList(qualifiers)} are`;
  return ` The ${those} there, which ampx does not look at.`;
}
