import { memoize } from "../../../core/organization/memoize.ts";
import { unitFault } from "../../../core/organization/organizational-unit.ts";
import type { Blocker } from "../../../core/state/change.ts";
import { accountKey } from "../../../core/state/kinds/account.ts";
import type { Account, ResourceKey } from "../../../core/state/resource.ts";
import { describeAccount } from "../../connect/describe-account.ts";
import type { Observed } from "../open-kind.ts";
import type { AccountMemory } from "./account-memory.ts";

/**
 * Which of the accounts that are asked for as new are there by now: one with the same root address. Those that were there
 * when the run began are known from the list of all; only those that it has made are asked for.
 */
export async function observeAccounts(session: AccountMemory, wanted: readonly Account[]): Promise<Observed<Account>> {
  const accounts: Account[] = [];
  const blocked = new Map<ResourceKey, Blocker>();
  const inRoot = memoize(() => session.units.accountsInRoot());
  await Promise.all(
    wanted.map(async (account) => {
      const key = accountKey(account.reference);
      const present = await presentAccount(session, account);
      const blocker = (await unitBlocker(session, account)) ?? presenceBlocker(session, account, present);
      if (blocker !== undefined) blocked.set(key, blocker);
      if (present === undefined || present.state !== "ACTIVE") return;
      session.ids.set(key, present.id);
      accounts.push(await observedAccount(account, present, () => inRoot("")));
    }),
  );
  return { resources: accounts, blocked };
}

interface Present {
  readonly id: string;
  readonly name: string;
  readonly state: string;
}

async function presentAccount(session: AccountMemory, { reference, email }: Account): Promise<Present | undefined> {
  const { accounts } = await session.accounts.all();
  const listed = accounts.find((account) => account.email?.toLowerCase() === email.toLowerCase());
  if (listed !== undefined) return listed;
  const id = session.ids.get(accountKey(reference));
  return id === undefined ? undefined : describeAccount(session.aws, id);
}

async function observedAccount(
  wanted: Account,
  { id, name }: Present,
  inRoot: () => Promise<ReadonlySet<string>>,
): Promise<Account> {
  const { organizationalUnit, ...account } = wanted;
  const isMoved = organizationalUnit !== undefined && !(await inRoot()).has(id);
  return { ...account, name, ...(isMoved ? { organizationalUnit } : {}) };
}

async function unitBlocker(session: AccountMemory, { organizationalUnit }: Account): Promise<Blocker | undefined> {
  if (organizationalUnit === undefined) return undefined;
  const fault = unitFault(organizationalUnit, await session.units.locate(organizationalUnit));
  return fault === undefined ? undefined : { reason: fault.message, remedy: fault.remedy };
}

function presenceBlocker(session: AccountMemory, account: Account, present: Present | undefined): Blocker | undefined {
  if (present !== undefined && present.state !== "ACTIVE") {
    return {
      reason: `The account ${present.id} with the root address ${account.email} is ${present.state}.`,
      remedy: "Have it reopened, or write new:NAME with another name: AWS gives an address to one account only.",
    };
  }
  const { callerAccountId, managementAccountId } = session.instance;
  if (present !== undefined || callerAccountId === managementAccountId) return undefined;
  return {
    reason: `AWS makes accounts only for the management account ${managementAccountId}; you act from ${callerAccountId}.`,
    remedy: "Use credentials of the management account, or have the account made and write its id.",
  };
}
