import type { OrganizationAccount } from "../core/organization/organization-account.ts";
import { type DesiredInput, desiredState } from "../core/plan/desired.ts";
import type { OpenKinds } from "./kinds/kinds.ts";
import { beginLooking, type Looks, type Scope } from "./looks.ts";

/** Stands for whichever accounts a row means while that is being looked up: people and permission sets are the same in all. */
const ANY_ACCOUNT: OrganizationAccount = { id: "000000000000", name: "", state: "UNKNOWN", isManagement: false };

/** Begins to look at all that does not depend on which accounts the rows mean. */
export function lookBeforeAccounts(
  kinds: OpenKinds,
  about: Omit<DesiredInput, "wantedAccounts" | "accountsOf">,
  scope: Scope,
): Looks {
  return beginLooking(kinds, desiredState({ ...about, wantedAccounts: [], accountsOf: () => [ANY_ACCOUNT] }), scope);
}
