import { CreateAccountCommand, type CreateAccountStatus } from "@aws-sdk/client-organizations";
import { accountKey } from "../../core/state/change.ts";
import type { Account } from "../../core/state/resource.ts";
import { classify } from "../calls/aws-error.ts";
import { backoffMilliseconds, pause } from "../calls/backoff.ts";
import { type Done, doneBy } from "../calls/done.ts";
import { settleWrite } from "../calls/settle-write.ts";
import { whyOpen } from "../calls/still-open.ts";
import { listAccounts } from "../connect/find-organization.ts";
import type { Session } from "../session.ts";
import { isOver } from "./account-requests.ts";
import { describeAccount } from "./describe-account.ts";
import { explainFailedRequest, explainRefusal } from "./explain-account.ts";
import { moveOutOfRoot } from "./move-account.ts";

/** Requests that are followed for one account, those of others with the same name included. */
const REQUESTS = 4;
/** AWS ends a request with these for reasons that pass. */
const PASSING = new Set(["CONCURRENT_ACCOUNT_MODIFICATION", "INTERNAL_FAILURE"]);
/** Looks at a new account before it is taken as it is: AWS may need some minutes to open it. */
const LOOKS = 40;

/**
 * Makes the account, waits until AWS has opened it, and moves it to its unit. AWS takes no token by which it would know a
 * request again, so none is sent before the requests in progress have been looked through for one of an earlier run, and
 * none a second time before those that have ended and the accounts have been, too.
 * https://docs.aws.amazon.com/organizations/latest/APIReference/API_CreateAccount.html
 */
export async function createAccount(session: Session, account: Account): Promise<Done> {
  const start = () => makeOnce(session, account);
  const { Id: requestId, AccountId: id = "" } = await session.outstandingAccounts.run({ start }, session.signal);
  session.ids.set(accountKey(account.reference), id);
  session.freshAccounts.add(id);
  await untilOpen(session, id);
  if (account.organizationalUnit !== undefined) await moveOutOfRoot(session, id, account);
  return doneBy({ requestId });
}

/** A request, and whether it is known to be for this account: a request shows a name only, and names are not unique. */
interface Followed {
  readonly status: CreateAccountStatus;
  readonly isOurs: boolean;
}

async function makeOnce(session: Session, account: Account): Promise<CreateAccountStatus> {
  for (let request = 1; ; request += 1) {
    const { status, isOurs } = await requestFor(session, account, request);
    const ended = await endOf(session, status);
    const isMade = ended.State === "SUCCEEDED";
    if (isMade && (isOurs || (await hasAddress(session, ended, account)))) return ended;
    const made = await findMade(session, account);
    if (made?.isOurs === true) return made.status;
    const isWorthAnother = isMade || !isOurs || PASSING.has(ended.FailureReason ?? "");
    if (request === REQUESTS || !isWorthAnother) throw explainFailedRequest(account, ended);
    await pause(backoffMilliseconds(request), session.signal);
  }
}

/** A request of an earlier run that is still open, one whose answer was lost, or a new one. */
async function requestFor(session: Session, account: Account, attempt: number): Promise<Followed> {
  const open = attempt === 1 ? await session.accountRequests.takeOpen(account.name) : undefined;
  if (open !== undefined) return { status: open, isOurs: false };
  try {
    return await settleWrite({
      signal: session.signal,
      make: async () => ({ status: await send(session, account), isOurs: true }),
      find: () => findMade(session, account),
    });
  } catch (error) {
    throw ["refused", "not-yet"].includes(classify(error)) ? explainRefusal(account, error) : error;
  }
}

async function send(session: Session, { name, email, accessRole, tags }: Account): Promise<CreateAccountStatus> {
  const { CreateAccountStatus } = await session.aws.organizations.send(
    new CreateAccountCommand({
      AccountName: name,
      Email: email,
      RoleName: accessRole,
      Tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })),
    }),
  );
  return CreateAccountStatus ?? {};
}

/** What a request whose answer was lost has led to: an account with that address, or a request that may lead to it. */
async function findMade(session: Session, account: Account): Promise<Followed | undefined> {
  const before = new Set([...session.accounts.map(({ id }) => id), ...session.freshAccounts]);
  const requests = await session.accountRequests.named(account.name);
  const fresh = requests.filter(({ AccountId }) => AccountId === undefined || !before.has(AccountId));
  for (const status of fresh.filter(({ State }) => State === "SUCCEEDED")) {
    if (await hasAddress(session, status, account)) return { status, isOurs: true };
  }
  const { accounts } = await listAccounts(session.aws, session.instance.managementAccountId);
  const made = accounts.find(({ email }) => email?.toLowerCase() === account.email.toLowerCase());
  if (made !== undefined) return { status: { State: "SUCCEEDED", AccountId: made.id }, isOurs: true };
  const open = fresh.find(({ State }) => State === "IN_PROGRESS");
  return open === undefined ? undefined : { status: open, isOurs: false };
}

async function endOf(session: Session, request: CreateAccountStatus): Promise<CreateAccountStatus> {
  if (isOver(request)) return request;
  const requestId = request.Id ?? "";
  try {
    return await session.accountRequests.ended(requestId);
  } catch (error) {
    throw whyOpen(error, requestId, "following the new account");
  }
}

async function hasAddress(session: Session, { AccountId }: CreateAccountStatus, { email }: Account): Promise<boolean> {
  const made = AccountId === undefined ? undefined : await describeAccount(session, AccountId);
  return made?.email?.toLowerCase() === email.toLowerCase();
}

/** A new account may not be shown everywhere yet, or be PENDING_ACTIVATION for a while. */
async function untilOpen(session: Session, id: string): Promise<void> {
  for (let look = 1; look <= LOOKS; look += 1) {
    const account = await describeAccount(session, id);
    if (account?.state === "ACTIVE") return;
    await pause(backoffMilliseconds(look), session.signal);
  }
}
