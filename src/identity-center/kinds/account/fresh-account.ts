import { describeAccount } from "../../connect/describe-account.ts";
import type { Session } from "../../session/session.ts";

/** An account that joined the organization so long ago is open to Identity Center. Milliseconds. */
const FRESH_FOR = 60 * 60_000;

/** Whether this run has made the account, or another one that was interrupted has, a moment ago. */
export async function isFreshAccount(session: Session, freshAccounts: Set<string>, account: string): Promise<boolean> {
  if (freshAccounts.has(account)) return true;
  const wasAskedForAsNew = [...session.ids.values()].includes(account);
  if (!wasAskedForAsNew) return false;
  // What cannot be asked is told as AWS has ended it.
  const described = await describeAccount(session.aws, account).catch(() => undefined);
  const isFresh = Date.now() - (described?.joinedAt ?? 0) < FRESH_FOR;
  if (isFresh) freshAccounts.add(account);
  return isFresh;
}
