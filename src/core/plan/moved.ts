import type { OrganizationAccount } from "../organization/organization-account.ts";
import { folded } from "../state/key-parts.ts";
import { userKey } from "../state/kinds/user.ts";
import { keyOf } from "../state/kinds.ts";
import type { AccountAssignment, ResourceKey, State } from "../state/resource.ts";
import type { HandedOver } from "./company.ts";
import type { Desired } from "./desired.ts";

interface Earlier {
  /** Keys of what runs of onboard gave and did not take again, as their records have them. */
  readonly given: ReadonlySet<ResourceKey>;
  /** People who were handed over before. */
  readonly handedOver: readonly HandedOver[];
}

/**
 * Assignments that onboard itself gave to people of the file and that their rows name no more: they have moved. Whether AWS
 * still has them is another question.
 */
export function movedFrom(
  { people, ends, state, absent }: Desired,
  { given, handedOver }: Earlier,
): ReadonlyMap<ResourceKey, AccountAssignment> {
  const users = new Map([...people, ...ends].map(({ userName }) => [userKey(userName), userName]));
  const byFolded = new Map([...users.values()].map((userName) => [folded(userName), userName]));
  const recorded = [...given].flatMap((key): readonly AccountAssignment[] => {
    const [kind, accountId = "", permissionSet = "", type, name = "", ...rest] = key.split("|");
    const userName = byFolded.get(name);
    if (kind !== "AccountAssignment" || type !== "USER" || userName === undefined || rest.length > 0) return [];
    return [{ kind, accountId, permissionSet, principal: { type, name: userName } }];
  });
  const told = handedOver.flatMap(({ userName, access }): readonly AccountAssignment[] => {
    const name = users.get(userKey(userName));
    if (name === undefined) return [];
    return access.map((one) => ({
      kind: "AccountAssignment",
      accountId: one.accountId,
      permissionSet: one.permissionSet,
      principal: { type: "USER", name },
    }));
  });
  const isLeft = (one: AccountAssignment) => !state.has(keyOf(one)) && !absent.has(keyOf(one));
  return new Map([...recorded, ...told].filter(isLeft).map((one) => [keyOf(one), one]));
}

/** Those in accounts that are ACTIVE: nothing else can be asked about. */
export function inActiveAccounts(
  assignments: ReadonlyMap<ResourceKey, AccountAssignment>,
  accounts: readonly OrganizationAccount[],
): State {
  const active = new Set(accounts.filter((one) => one.state === "ACTIVE").map(({ id }) => id));
  return new Map([...assignments].filter(([, { accountId }]) => active.has(accountId)));
}
