import { CreateAccountCommand, type CreateAccountStatus } from "@aws-sdk/client-organizations";
import { backoffMilliseconds, pause } from "../../../aws/backoff.ts";
import type { Account } from "../../../core/state/resource.ts";
import { endNotSeen } from "../../calls/in-progress.ts";
import { settleWrite } from "../../calls/settle-write.ts";
import { describeAccount } from "../../connect/describe-account.ts";
import { openOrganization } from "../../connect/organization-accounts.ts";
import type { AccountMemory } from "./account-memory.ts";
import { isOver } from "./account-requests.ts";
import { explainFailedRequest } from "./explain-account.ts";

/** Requests that are followed for one account, those of others with the same name included. */
const REQUESTS = 5;
/** AWS ends a request with these for reasons that pass. */
const PASSING = new Set(["CONCURRENT_ACCOUNT_MODIFICATION", "INTERNAL_FAILURE"]);
/** Who has an address that is taken may not be listed yet: so many looks, over some seconds. */
const LOOKS = 6;

/** A request, and whether it is known to be for this account: a request shows a name only, and names are not unique. */
interface Followed {
  readonly status: CreateAccountStatus;
  readonly isOurs: boolean;
}

/** Ids of requests that have been followed to their end, which a list may not show yet. */
type Over = ReadonlySet<string | undefined>;

/**
 * Resolves with the request that has made the account. AWS takes no token by which it would know a request again, so none
 * is sent before the requests in progress have been looked through for one of an earlier run, and none a second time
 * before those that have ended and the accounts have been, too.
 * https://docs.aws.amazon.com/organizations/latest/APIReference/API_CreateAccount.html
 */
export async function makeAccount(session: AccountMemory, account: Account): Promise<CreateAccountStatus> {
  const over = new Set<string | undefined>();
  let next = await ofEarlierRun(session, account);
  for (let request = 1; ; request += 1) {
    const { status, isOurs } = next ?? (await newRequest(session, account, over));
    const ended = await endOf(session, status);
    over.add(status.Id);
    const isMade = ended.State === "SUCCEEDED";
    if (isMade && (isOurs || (await hasAddress(session, ended, account)))) return ended;
    next = await findAfter(session, ended, account, over);
    if (next?.isOurs === true) return next.status;
    const isWorthAnother = next !== undefined || isMade || !isOurs || PASSING.has(ended.FailureReason ?? "");
    if (request === REQUESTS || !isWorthAnother) throw explainFailedRequest(account, ended);
    await pause(backoffMilliseconds(request), session.signal);
  }
}

async function ofEarlierRun(session: AccountMemory, { name }: Account): Promise<Followed | undefined> {
  const open = await session.requests.takeOpen(name);
  return open === undefined ? undefined : { status: open, isOurs: false };
}

/** A request of our own; or what became of one whose answer was lost. */
function newRequest(session: AccountMemory, account: Account, over: Over): Promise<Followed> {
  return settleWrite({
    signal: session.signal,
    make: async () => ({ status: await send(session, account), isOurs: true }),
    find: () => findMade(session, account, over),
  });
}

async function send(session: AccountMemory, { name, email, accessRole, tags }: Account): Promise<CreateAccountStatus> {
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

/**
 * What there is when a request has not led to the account: another request or the account itself. That its address is
 * taken may be the doing of a request of ours whose answer was lost, or of another run, before AWS lists the account.
 */
async function findAfter(
  session: AccountMemory,
  ended: CreateAccountStatus,
  account: Account,
  over: Over,
): Promise<Followed | undefined> {
  const isTaken = ended.FailureReason === "EMAIL_ALREADY_EXISTS";
  try {
    for (let look = 1; ; look += 1) {
      const found = await findMade(session, account, over);
      if (found !== undefined || !isTaken || look === LOOKS) return found;
      await pause(backoffMilliseconds(look), session.signal);
    }
  } catch (error) {
    throw endNotSeen(error, ended.Id, "looking for the new account");
  }
}

/** An account with that address that was not there before, or a request that may lead to one. */
async function findMade(session: AccountMemory, account: Account, over: Over): Promise<Followed | undefined> {
  const atFirst = await session.accounts.all();
  const before = new Set([...atFirst.accounts.map(({ id }) => id), ...session.freshAccounts]);
  const requests = await session.requests.named(account.name);
  const fresh = requests.filter(({ AccountId }) => AccountId === undefined || !before.has(AccountId));
  for (const status of fresh.filter(({ State }) => State === "SUCCEEDED")) {
    if (await hasAddress(session, status, account)) return { status, isOurs: true };
  }
  const { accounts } = await openOrganization(session.aws, session.instance.managementAccountId).all();
  const made = accounts.find(({ email }) => email?.toLowerCase() === account.email.toLowerCase());
  if (made !== undefined) return { status: { State: "SUCCEEDED", AccountId: made.id }, isOurs: true };
  const open = fresh.find(({ Id, State }) => State === "IN_PROGRESS" && !over.has(Id));
  return open === undefined ? undefined : { status: open, isOurs: false };
}

async function endOf(session: AccountMemory, request: CreateAccountStatus): Promise<CreateAccountStatus> {
  if (isOver(request)) return request;
  const requestId = request.Id ?? "";
  try {
    return await session.requests.ended(requestId);
  } catch (error) {
    throw endNotSeen(error, requestId, "following the new account");
  }
}

async function hasAddress(
  session: AccountMemory,
  { AccountId }: CreateAccountStatus,
  { email }: Account,
): Promise<boolean> {
  const made = AccountId === undefined ? undefined : await describeAccount(session.aws, AccountId);
  return made?.email?.toLowerCase() === email.toLowerCase();
}
