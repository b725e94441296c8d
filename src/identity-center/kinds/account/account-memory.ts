import type { Outstanding } from "../../calls/outstanding.ts";
import type { UnitFinder } from "../../connect/organizational-units.ts";
import type { Session } from "../../session/session.ts";
import type { AccountRequests } from "./account-requests.ts";

/** What is remembered of accounts for one run. */
export interface AccountMemory extends Session {
  readonly units: UnitFinder;
  readonly outstanding: Outstanding;
  readonly requests: AccountRequests;
  /** Ids of accounts that this run has made: AWS may not let anybody into them yet. */
  readonly freshAccounts: Set<string>;
}
