import {
  BOOTSTRAP_NEEDED,
  type BootstrapAnswer,
  bootstrapCommand,
  type Environment,
  environmentKey,
} from "../aws/cdk-bootstrap.ts";
import { isReference } from "../state/account-reference.ts";
import { environmentsIn } from "./environments.ts";
import type { Person } from "./person.ts";

/** An account and Region of the team in which `npx ampx sandbox` would stop, or nobody knows whether it would. */
export interface MissingBootstrap extends Environment {
  readonly accountName: string;
  /** In a few words, why. */
  readonly reason: string;
  /** What whoever may do so types; absent where that is not known yet. */
  readonly command?: string;
}

/** What the plan does not bootstrap and should be, by what was read. An environment that nobody looked at is not told of. */
export function missingBootstraps(
  people: readonly Person[],
  answers: ReadonlyMap<string, BootstrapAnswer>,
): readonly MissingBootstrap[] {
  return environmentsIn(people).flatMap(({ accountId, accountName, region }) => {
    const environment = { accountId, accountName, region };
    if (isReference(accountId)) return [{ ...environment, reason: "a new account is not bootstrapped" }];
    const answer = answers.get(environmentKey(environment));
    const reason = answer === undefined ? undefined : reasonOf(answer);
    if (answer === undefined || reason === undefined) return [];
    if (answer.kind === "unknown") return [{ ...environment, reason }];
    return [{ ...environment, reason, command: bootstrapCommand(environment, answer) }];
  });
}

/**
 * The same at the end of a run, when new accounts have ids. A new one has no stack, and so no other qualifier either; one
 * that could not be made needs none.
 */
export function withCommands(
  missing: readonly MissingBootstrap[],
  accountIds: Readonly<Record<string, string>>,
): readonly MissingBootstrap[] {
  return missing.flatMap((one) => {
    if (!isReference(one.accountId)) return [one];
    const accountId = accountIds[one.accountId];
    if (accountId === undefined) return [];
    return [{ ...one, accountId, command: bootstrapCommand({ ...one, accountId }, { kind: "missing" }) }];
  });
}

function reasonOf(answer: BootstrapAnswer): string | undefined {
  switch (answer.kind) {
    case "version":
      return answer.version >= BOOTSTRAP_NEEDED
        ? undefined
        : `version ${answer.version} is too old: ${BOOTSTRAP_NEEDED} is needed`;
    case "missing": {
      const others = answer.otherQualifiers ?? [];
      return others.length === 0
        ? "not bootstrapped"
        : `bootstrapped as ${others.join(", ")} only, which ampx does not see`;
    }
    case "unknown":
      return `not known: ${answer.reason}`;
    default:
      return answer satisfies never;
  }
}
