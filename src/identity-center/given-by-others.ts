import { resolveAccounts } from "../core/organization/accounts.ts";
import type { Desired, DesiredInput } from "../core/plan/desired.ts";
import { namedElsewhere } from "../core/plan/named-elsewhere.ts";
import type { Resource } from "../core/state/resource.ts";
import type { Team } from "../core/team/team.ts";
import { directoryFor } from "./connect/directory-for.ts";
import type { AccountTerms } from "./team-accounts.ts";

/** Tells what the company's other team files give the same people, each file's rows meaning accounts as they would in its own run. */
export async function givenByOthers(
  { people, ends }: Desired,
  teams: readonly Team[],
  about: Pick<DesiredInput, "settings" | "fallbackRegion" | "today">,
  { defaults, accounts, lookup }: AccountTerms,
): Promise<(resource: Resource) => boolean> {
  const read = teams.map(async (team) => {
    const directory = await directoryFor(team, defaults.accounts, lookup);
    return resolveAccounts(team, directory, defaults, accounts).byGrant;
  });
  const byGrant = new Map((await Promise.all(read)).flatMap((one) => [...one]));
  return namedElsewhere([...people, ...ends], { ...about, teams, accountsOf: (grant) => byGrant.get(grant) ?? [] });
}
