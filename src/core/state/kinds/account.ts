import { isReference } from "../account-reference.ts";
import { resourceOf } from "../change.ts";
import { folded, keyFrom } from "../key-parts.ts";
import type { KindOf } from "../kind.ts";
import type { Account, ResourceKey } from "../resource.ts";

/** How long AWS takes to make an account; it publishes no figure. */
const SECONDS = 60;

/** The key of the account with this reference. */
export function accountKey(reference: string): ResourceKey {
  return keyFrom("Account", folded(reference));
}

/** The key of the account that a reference stands for; none for an id, behind which there is an account already. */
export function accountKeys(accountId: string): readonly ResourceKey[] {
  return isReference(accountId) ? [accountKey(accountId)] : [];
}

/** Accounts are made and moved. To close one is no deletion: it stays for 90 days, and its address is gone for good. */
export const account: KindOf<Account> = {
  actions: ["create", "update"],
  rank: 0,
  keyOf: ({ reference }) => accountKey(reference),
  dependenciesOf: () => [],
  // It is moved out of the root only, where AWS puts new ones: wherever else it stands, somebody has put it.
  merged: (before, { organizationalUnit }) =>
    organizationalUnit === undefined || before.organizationalUnit !== undefined
      ? before
      : { ...before, organizationalUnit },
  timeFor: ({ create }, { outstandingAccounts }) => ({ before: Math.ceil(create / outstandingAccounts) * SECONDS }),
  describe: ({ name }) => `account ${name}`,
  subject: ({ name }) => `Account ${name}`,
  doing: (action, { name }) => `${action === "update" ? "moving" : "creating"} account ${name}`,
  tell: (change) => {
    const { name, email, organizationalUnit } = resourceOf(change);
    const where = organizationalUnit === undefined ? "" : `ou:${organizationalUnit}`;
    const words =
      change.action === "update"
        ? `move account ${name} from the root to ${where}`
        : `new account ${name}: root address ${email}${where === "" ? "" : `, ${where}`}`;
    return { concerns: "all", words };
  },
  redact: (one, { screen }) => ({
    ...one,
    reference: screen(one.reference),
    name: screen(one.name),
    email: "(an address)",
    tags: {},
  }),
};
