import { classify } from "../../../aws/aws-error.ts";
import { backoffMilliseconds, pause } from "../../../aws/backoff.ts";
import { environmentKey } from "../../../core/aws/cdk-bootstrap.ts";
import { BOOTSTRAPS_AT_ONCE } from "../../../core/aws/limits.ts";
import type { Blocker } from "../../../core/state/change.ts";
import { accountKeys } from "../../../core/state/kinds/account.ts";
import { keyOf } from "../../../core/state/kinds.ts";
import type { Bootstrap, ResourceKey } from "../../../core/state/resource.ts";
import type { AccountConfig } from "../../accounts/assume-role.ts";
import { enterAccount, keysOf } from "../../accounts/enter-account.ts";
import { readBootstraps } from "../../accounts/read-bootstraps.ts";
import type { Done } from "../../calls/done.ts";
import { createOutstanding, type Outstanding } from "../../calls/outstanding.ts";
import { bootstrapEnvironment } from "../../cdk/bootstrap-environment.ts";
import { accountIdOf, identifierOf, type Session } from "../../session/session.ts";
import { type Observed, type OnPart, type OpenKind, wantedOf } from "../open-kind.ts";

interface Shared {
  /** Accounts that this run has made: AWS may not let anybody into them yet. */
  readonly freshAccounts: ReadonlySet<string>;
}

/** What is remembered of stacks for one run. */
interface Memory extends Session, Shared {
  readonly outstanding: Outstanding;
  /** Qualifiers of other stacks that were found where the one for ampx is missing. */
  readonly otherQualifiers: Map<ResourceKey, readonly string[]>;
}

/** Bootstrap stacks, looked at and made for one run. */
export function openBootstraps(session: Session, { freshAccounts }: Shared): OpenKind<Bootstrap> {
  const outstanding = createOutstanding(BOOTSTRAPS_AT_ONCE);
  const memory: Memory = { ...session, freshAccounts, outstanding, otherQualifiers: new Map() };
  return {
    observe: async (look) => {
      await look.seen("Account");
      return observeBootstraps(memory, wantedOf(look, "Bootstrap"));
    },
    create: (bootstrap, onPart) => makeBootstrap(memory, bootstrap, onPart),
    update: (_, bootstrap, onPart) => makeBootstrap(memory, bootstrap, onPart),
    delete: "never",
  };
}

/** Which of these stacks are there, and in which version. One that nobody may look at is not made either. */
async function observeBootstraps(session: Memory, wanted: readonly Bootstrap[]): Promise<Observed<Bootstrap>> {
  const bootstraps: Bootstrap[] = [];
  const blocked = new Map<ResourceKey, Blocker>();
  const present = wanted.flatMap((bootstrap) => {
    const accountId = accountIdOf(session, bootstrap.accountId);
    return accountId === undefined ? [] : [{ bootstrap, accountId, region: bootstrap.region }];
  });
  const roles = new Set(present.map(({ bootstrap }) => bootstrap.accessRole));
  for (const role of roles) {
    const there = present.filter(({ bootstrap }) => bootstrap.accessRole === role);
    const answers = await readBootstraps(session, role, there);
    for (const { bootstrap, ...environment } of there) {
      const answer = answers.get(environmentKey(environment));
      if (answer?.kind === "version") bootstraps.push({ ...bootstrap, version: answer.version });
      if (answer?.kind === "unknown") {
        blocked.set(keyOf(bootstrap), { reason: answer.reason, remedy: answer.remedy });
      }
      if (answer?.kind === "missing") session.otherQualifiers.set(keyOf(bootstrap), answer.otherQualifiers ?? []);
    }
  }
  return { resources: bootstraps, blocked };
}

/** An account is entered for so long, in seconds: the most that AWS gives from one role to another. */
const HOUR = 3_600;
/** Tries to get into a new account, with up to half a minute between two: its role is not there at once. */
const TRIES = 14;
const LONGEST_PAUSE = 30_000;

/** Bootstraps the CDK in one Region of an account, a few accounts at a time. */
async function makeBootstrap(session: Memory, bootstrap: Bootstrap, onPart: OnPart): Promise<Done> {
  const [newAccount] = accountKeys(bootstrap.accountId);
  const accountId = newAccount === undefined ? bootstrap.accountId : identifierOf(session, newAccount);
  const start = async () => {
    const config = await enter(session, { ...bootstrap, accountId });
    await bootstrapEnvironment({
      credentials: await keysOf(config),
      endpoint: session.aws.endpoint,
      environment: { accountId, region: bootstrap.region },
      besides: session.otherQualifiers.get(keyOf(bootstrap)),
      signal: session.signal,
      onProgress: onPart,
    });
    return {};
  };
  return session.outstanding.run({ start, account: accountId }, session.signal);
}

async function enter(session: Memory, { accountId, region, accessRole }: Bootstrap): Promise<AccountConfig> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await enterAccount(session, { roleName: accessRole, accountId, region, seconds: HOUR });
    } catch (error) {
      const isTooNew = classify(error) === "denied" && session.freshAccounts.has(accountId);
      if (!isTooNew || attempt === TRIES) throw error;
      await pause(backoffMilliseconds(attempt, 500, LONGEST_PAUSE), session.signal);
    }
  }
}
