import { backoffMilliseconds, pause } from "../../../aws/backoff.ts";
import type { Limits } from "../../../core/aws/limits.ts";
import { OnboardError } from "../../../core/errors/onboard-error.ts";
import { accountKey } from "../../../core/state/kinds/account.ts";
import type { Account } from "../../../core/state/resource.ts";
import { visibleText } from "../../../core/text/visible-text.ts";
import { type Done, doneBy } from "../../calls/done.ts";
import { endNotSeen, inProgress } from "../../calls/in-progress.ts";
import { createOutstanding } from "../../calls/outstanding.ts";
import { describeAccount } from "../../connect/describe-account.ts";
import type { UnitFinder } from "../../connect/organizational-units.ts";
import type { Session } from "../../session/session.ts";
import { type OpenKind, wantedOf } from "../open-kind.ts";
import type { AccountMemory } from "./account-memory.ts";
import { type AccountRequests, createAccountRequests } from "./account-requests.ts";
import { explainRefusal } from "./explain-account.ts";
import { makeAccount } from "./make-account.ts";
import { moveAccount, moveOutOfRoot } from "./move-account.ts";
import { observeAccounts } from "./observe-accounts.ts";

/** Looks at a new account before the next run has to: AWS may need some minutes to open it. */
const LOOKS = 40;

interface Shared {
  readonly limits: Limits;
  readonly units: UnitFinder;
  readonly freshAccounts: Set<string>;
}

/** AWS accounts, looked at, made and moved for one run. */
export function openAccounts(
  session: Session,
  { limits, units, freshAccounts }: Shared,
  requests: AccountRequests = createAccountRequests(session.aws, session.signal),
): OpenKind<Account> {
  const memory: AccountMemory = {
    ...session,
    units,
    freshAccounts,
    outstanding: createOutstanding(limits.outstandingAccounts),
    requests,
  };
  return {
    observe: (look) => observeAccounts(memory, wantedOf(look, "Account")),
    create: (account) => createAccount(memory, account),
    update: (_, account) => moveAccount(memory, account),
    delete: "never",
    explain: (error, change) => (change.action === "create" ? explainRefusal(change.after, error) : undefined),
  };
}

/**
 * Makes the account, waits until AWS has opened it, and moves it to its unit. From the moment in which it is there, an
 * interruption leaves the change outstanding: the next run finds the account by its root address.
 * https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_accounts_create.html
 */
async function createAccount(session: AccountMemory, account: Account): Promise<Done> {
  const start = () => makeAccount(session, account);
  const { Id: requestId, AccountId: id = "" } = await session.outstanding.run({ start }, session.signal);
  session.ids.set(accountKey(account.reference), id);
  session.freshAccounts.add(id);
  try {
    await untilOpen(session, id);
  } catch (error) {
    throw endNotSeen(error, requestId, `looking at the new account ${id}`);
  }
  if (account.organizationalUnit !== undefined) await place(session, id, account, requestId);
  return doneBy({ requestId });
}

/** A new account may not be shown everywhere yet, or be PENDING_ACTIVATION for a while. */
async function untilOpen(session: Session, id: string): Promise<void> {
  let state: string | undefined;
  for (let look = 1; look <= LOOKS; look += 1) {
    state = (await describeAccount(session.aws, id))?.state;
    if (state === "ACTIVE") return;
    await pause(backoffMilliseconds(look), session.signal);
  }
  throw new OnboardError({
    kind: "failed",
    message: `AWS ${state === undefined ? "does not show the new account" : `has the new account as ${visibleText(state)}`} (${id}) and has not opened it.`,
    remedy: "Run the same command again later.",
  });
}

async function place(
  session: AccountMemory,
  id: string,
  account: Account,
  requestId: string | undefined,
): Promise<void> {
  try {
    await moveOutOfRoot(session, id, account);
  } catch (error) {
    const isInterrupted = session.signal?.aborted === true && error === session.signal.reason;
    throw isInterrupted && error instanceof OnboardError ? inProgress(requestId, error) : error;
  }
}
