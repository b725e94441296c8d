import { classify, failureOf } from "../../aws/aws-error.ts";
import { mapConcurrently } from "../../aws/concurrency.ts";
import {
  type BootstrapAnswer,
  type BootstrapAnswers,
  type Environment,
  environmentKey,
} from "../../core/aws/cdk-bootstrap.ts";
import { commandForCaller } from "../../core/text/command-line.ts";
import { explain } from "../calls/explain.ts";
import type { Session } from "../session/session.ts";
import type { AccountConfig } from "./assume-role.ts";
import { enterAccount } from "./enter-account.ts";
import { readEnvironment } from "./read-environment.ts";

/** The role is an administrator's, and looking needs no more than this. */
const READING = ["ssm:GetParameter", "ssm:GetParametersByPath"];
/** Accounts that are asked at a time. */
const AT_ONCE = 10;

/** A way into an account, or why there is none. */
type Entrance =
  | { readonly config: AccountConfig; readonly who: string; readonly closed?: undefined }
  | { readonly closed: BootstrapAnswer };

/**
 * Reads in which of these environments the CDK is bootstrapped, through a role in each account; the caller's own account
 * needs none. Each account is entered once. What AWS refuses is `unknown` with the reason, never `missing`; only
 * credentials that AWS does not accept, and an interruption, are errors.
 */
export async function readBootstraps(
  session: Session,
  accessRole: string,
  environments: readonly Environment[],
): Promise<BootstrapAnswers> {
  const regions = new Map<string, Set<string>>();
  for (const { accountId, region } of environments) {
    regions.set(accountId, (regions.get(accountId) ?? new Set()).add(region));
  }
  const answers = await mapConcurrently([...regions], AT_ONCE, async ([accountId, asked]) => {
    const entrance = await enter(session, accessRole, accountId);
    return readRegions(session, entrance, accountId, [...asked]);
  });
  return new Map(answers.flat());
}

async function readRegions(
  { signal }: Session,
  entrance: Entrance,
  accountId: string,
  regions: readonly string[],
): Promise<readonly (readonly [key: string, answer: BootstrapAnswer])[]> {
  const answered: (readonly [string, BootstrapAnswer])[] = [];
  for (const region of regions) {
    signal?.throwIfAborted();
    const answer = entrance.closed ?? (await readEnvironment(entrance.config, entrance.who, region, signal));
    answered.push([environmentKey({ accountId, region }), answer]);
  }
  return answered;
}

async function enter(session: Session, roleName: string, accountId: string): Promise<Entrance> {
  const { aws, instance, signal } = session;
  const who = accountId === instance.callerAccountId ? "Your own role" : `Role ${roleName}`;
  try {
    return { config: await enterAccount(session, { roleName, accountId, region: aws.region, only: READING }), who };
  } catch (error) {
    if (signal?.aborted) throw signal.reason;
    if (classify(error) === "credentials") throw explain(error, "entering the team's accounts (sts:AssumeRole)");
    return { closed: noWayIn(error, roleName) };
  }
}

function noWayIn(error: unknown, roleName: string): BootstrapAnswer {
  const { name, message } = failureOf(error);
  if (classify(error) !== "denied") {
    const reason = `Role ${roleName} could not be assumed (${name}): ${message.replace(/\.?$/, ".")}`;
    return { kind: "unknown", isClosed: true, reason, remedy: "Run the command again." };
  }
  return {
    kind: "unknown",
    isClosed: true,
    reason: `Role ${roleName} could not be assumed (${name}): it is not there, does not trust your account, or you may not assume it.`,
    remedy: `Name the role that leads there as accounts.accessRole in onboard.json. What it takes is printed by ${commandForCaller("policy", "--for", "local-admin-check")}.`,
  };
}
