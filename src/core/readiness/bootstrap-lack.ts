import {
  BOOTSTRAP_NEEDED,
  BOOTSTRAP_RECOMMENDED,
  type BootstrapAnswer,
  type Environment,
  environmentKey,
} from "../aws/cdk-bootstrap.ts";
import { environmentsIn } from "../plan/environments.ts";
import { bootstrapIn, type Person } from "../plan/person.ts";
import type { Change } from "../state/change.ts";
import { keyOf } from "../state/kinds.ts";
import { shownList } from "../text/shown-list.ts";
import type { Facts } from "./facts.ts";

/**
 * Why `npx ampx sandbox` stops in an environment, or may, in a few words; nothing where it does not. Plan, report, status and
 * annotations say it in these.
 */
export function bootstrapLack(answer: BootstrapAnswer): string | undefined {
  switch (answer.kind) {
    case "version": {
      const { version } = answer;
      return version >= BOOTSTRAP_NEEDED ? undefined : `version ${version} is too old: ${BOOTSTRAP_NEEDED} is needed`;
    }
    case "missing": {
      const others = answer.otherQualifiers ?? [];
      return others.length === 0
        ? "not bootstrapped"
        : `bootstrapped as ${shownList(others)} only, which ampx does not see`;
    }
    case "unknown":
      return `not known: ${answer.reason}`;
    default:
      return answer satisfies never;
  }
}

/** The same as a sentence that stands alone: the administrator and the developer read it of the same environment. */
export function bootstrapSentence({ accountId, region }: Environment, words: string): string {
  return `The CDK in ${region} of account ${accountId}: ${words}.`;
}

/** Whether a planned bootstrap is only a newer one: what is there does for `npx ampx sandbox`, before and after. */
export function worksMeanwhile({ before }: Change): boolean {
  return before?.kind === "Bootstrap" && before.version >= BOOTSTRAP_NEEDED;
}

/**
 * Bootstraps that do, and are older than AWS recommends, told once for all. What the plan updates is none of them.
 * https://github.com/aws/aws-cdk/issues/31885
 */
export function oldBootstrapWarnings(people: readonly Person[], facts: Facts): readonly string[] {
  const old = environmentsIn(people).flatMap((access) => {
    const answer = facts.bootstraps.get(environmentKey(access));
    if (answer?.kind !== "version" || answer.version < BOOTSTRAP_NEEDED) return [];
    if (answer.version >= BOOTSTRAP_RECOMMENDED || facts.changes.has(keyOf(bootstrapIn(access, "")))) return [];
    return [`${access.accountName} in ${access.region} (version ${answer.version})`];
  });
  if (old.length === 0) return [];
  return [
    `The CDK bootstrap is older than version ${BOOTSTRAP_RECOMMENDED}, which AWS recommends: ${shownList(old)}. An older one also deploys from a bucket of the expected name that belongs to somebody else, if its own was deleted (aws-cdk issue 31885). --bootstrap updates it.`,
  ];
}
