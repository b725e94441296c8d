import type { AccountAssignmentOperationStatus } from "@aws-sdk/client-sso-admin";
import { backoffMilliseconds, pause } from "../../../aws/backoff.ts";
import type { Session } from "../../session/session.ts";
import { describeAccount } from "./describe-account.ts";

/** Identity Center cannot get into a new account for some minutes, and says so in these words. */
const TOO_NEW = /longer than usual|unable to complete your request at this time|role propagation/i;
/** Tries in a new account, with up to half a minute between two. */
const TRIES = 14;
const LONGEST_PAUSE = 30_000;
/** An account that joined the organization so long ago is open to Identity Center. Milliseconds. */
const FRESH_FOR = 60 * 60_000;

/**
 * The end of an assignment; where it has FAILED because the account was made a moment ago, the end of the one that got in,
 * or the last failure after some minutes.
 */
export async function settledWhereNew(
  session: Session,
  freshAccounts: Set<string>,
  account: string,
  assign: () => Promise<AccountAssignmentOperationStatus>,
): Promise<AccountAssignmentOperationStatus> {
  for (let attempt = 1; ; attempt += 1) {
    const ended = await assign();
    const isTooNew = ended.Status === "FAILED" && TOO_NEW.test(ended.FailureReason ?? "");
    if (!isTooNew || attempt === TRIES || !(await isFresh(session, freshAccounts, account))) return ended;
    await pause(backoffMilliseconds(attempt, 500, LONGEST_PAUSE), session.signal);
  }
}

/** Whether this run has made the account, or another one that was interrupted has, a moment ago. */
async function isFresh(session: Session, freshAccounts: Set<string>, account: string): Promise<boolean> {
  if (freshAccounts.has(account)) return true;
  const wasAskedForAsNew = [...session.ids.values()].includes(account);
  if (!wasAskedForAsNew) return false;
  // What cannot be asked is told as AWS has ended it.
  const described = await describeAccount(session, account).catch(() => undefined);
  const isFresh = Date.now() - (described?.joinedAt ?? 0) < FRESH_FOR;
  if (isFresh) freshAccounts.add(account);
  return isFresh;
}
