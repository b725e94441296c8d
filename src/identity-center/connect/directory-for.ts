import { accountIdsOf } from "../../core/organization/account-ids.ts";
import type { AccountDirectory } from "../../core/organization/find-accounts.ts";
import { unitPathsIn } from "../../core/organization/organizational-unit.ts";
import type { Team } from "../../core/team/team.ts";
import { accountsFor, type OrganizationAccounts } from "./organization-accounts.ts";
import type { UnitFinder } from "./organizational-units.ts";

/** Where accounts and units are looked for. */
export interface Lookup {
  readonly organization: OrganizationAccounts;
  readonly units: UnitFinder;
}

/** The accounts among which a team's rows and these defaults mean theirs, with the units that they name. Nothing else is asked for. */
export async function directoryFor(
  team: Team,
  defaults: readonly string[],
  { organization, units }: Lookup,
): Promise<AccountDirectory> {
  const directory = await accountsFor(organization, accountIdsOf(team, defaults));
  const paths = directory.known ? unitPathsIn(team, defaults) : [];
  return { ...directory, units: await units.accountsOf(paths) };
}
