import { type Place, type Problem, renderProblem } from "../core/errors/problem.ts";
import { type ResolvedAccounts, resolveAccounts } from "../core/organization/accounts.ts";
import type { DefaultAccounts } from "../core/organization/default-accounts.ts";
import type { NewAccountSettings } from "../core/organization/new-account.ts";
import { unitFault } from "../core/organization/organizational-unit.ts";
import type { Account } from "../core/state/resource.ts";
import type { Team } from "../core/team/team.ts";
import { withoutEndedRows } from "../core/team/until.ts";
import { directoryFor, type Lookup } from "./connect/directory-for.ts";
import type { UnitFinder } from "./connect/organizational-units.ts";

/** By what rows mean accounts. */
export interface AccountTerms {
  readonly defaults: DefaultAccounts;
  readonly accounts: NewAccountSettings;
  readonly lookup: Lookup;
}

interface TeamAccounts extends Pick<ResolvedAccounts, "byGrant" | "wanted" | "problems"> {
  readonly warnings: readonly string[];
}

/** The accounts that a team's rows mean. `unitPlace` is where the unit of new ones was named. */
export async function accountsOfTeam(
  team: Team,
  { defaults, accounts, lookup }: AccountTerms,
  { today, unitPlace }: { readonly today: string; readonly unitPlace: Place },
): Promise<TeamAccounts> {
  const directory = await directoryFor(team, defaults.accounts, lookup);
  const all = resolveAccounts(team, directory, defaults, accounts);
  const { problems } = resolveAccounts(withoutEndedRows(team, today), directory, defaults, accounts);
  return {
    ...all,
    problems: [...problems, ...(await unitProblems(lookup.units, all.wanted, unitPlace))],
    warnings: [...all.warnings.map(renderProblem), ...endedRowsWarnings(all.problems, problems)],
  };
}

/** What an ended row names may be gone with it, such as an account that was closed: nothing is removed then, which is told. */
function endedRowsWarnings(all: readonly Problem[], ofOthers: readonly Problem[]): readonly string[] {
  const known = new Set(ofOthers.map(renderProblem));
  const told = all.map(renderProblem).filter((text) => !known.has(text));
  return told.map((text) => `A row that has ended removes nothing here. ${text}`);
}

/** All new accounts go to one unit. */
async function unitProblems(units: UnitFinder, [first]: readonly Account[], place: Place): Promise<readonly Problem[]> {
  const { organizationalUnit } = first ?? {};
  if (organizationalUnit === undefined) return [];
  const fault = unitFault(organizationalUnit, await units.locate(organizationalUnit));
  return fault === undefined ? [] : [{ place, ...fault }];
}
