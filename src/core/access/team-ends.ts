import { resolveAccounts } from "../organization/accounts.ts";
import type { AccountDirectory } from "../organization/find-accounts.ts";
import { unitPathsIn } from "../organization/organizational-unit.ts";
import { namedBy } from "../plan/row-ends.ts";
import { type Settings, withDefaults } from "../settings/settings.ts";
import { userKey } from "../state/kinds/user.ts";
import { keyOf } from "../state/kinds.ts";
import type { ResourceKey } from "../state/resource.ts";
import type { Team } from "../team/team.ts";
import type { AccessAccount } from "./access.ts";
import type { AccessDocument } from "./access-schema.ts";
import { withKnown } from "./recorded.ts";

interface TeamFacts {
  readonly teams: readonly Team[];
  readonly settings: Settings;
  /** The organization's accounts, by which cells of a team file are understood. */
  readonly directory: AccountDirectory;
}

/**
 * The same document with the last days that team files give to what is there: a row's assignment, or its membership in a group.
 * Where several rows name the same it lasts as long as the longest of them. A cell that nobody understands says nothing here:
 * a plan refuses it.
 */
export function withEnds(access: AccessDocument, facts: TeamFacts): AccessDocument {
  return withKnown(access, lastDays(access, facts));
}

/** The last day of whatever rows name; what a row without one names has none. */
function lastDays(access: AccessDocument, facts: TeamFacts): ReadonlyMap<ResourceKey, { readonly until: string }> {
  const days = new Map<ResourceKey, string | undefined>();
  for (const team of facts.teams) {
    for (const [key, until] of rowsOf(team, access, facts)) {
      const known = days.get(key);
      const isLonger = known !== undefined && (until === undefined || until > known);
      if (!days.has(key) || isLonger) days.set(key, until);
    }
  }
  return new Map([...days].flatMap(([key, until]) => (until === undefined ? [] : [[key, { until }]])));
}

/** What each row of a team names, with its last day. */
function* rowsOf(
  team: Team,
  { users, accounts, instance }: AccessDocument,
  { settings, directory }: TeamFacts,
): Generator<readonly [ResourceKey, string | undefined]> {
  const { defaults, accounts: forNew } = withDefaults(settings, instance.partition);
  const units = new Map(
    unitPathsIn(team, defaults.account).map((path) => [path, { accountIds: idsBelow(path, accounts) }] as const),
  );
  const from = { accounts: defaults.account, source: team.source };
  const { byGrant } = resolveAccounts(team, { ...directory, units }, from, forNew);
  // The directory may have somebody under another user name than their row, which means them by their address then.
  const names = new Map([
    ...users.flatMap(({ email, userName }) => (email === undefined ? [] : [[userKey(email), userName] as const])),
    ...users.map(({ userName }) => [userKey(userName), userName] as const),
  ]);
  for (const { email, username, grants } of team.members) {
    const userName = names.get(userKey(username)) ?? names.get(userKey(email)) ?? username;
    for (const grant of grants) {
      const permissionSet = grant.permissionSet?.text ?? defaults.permissionSet;
      const group = grant.group?.text ?? defaults.group;
      for (const { id: accountId } of byGrant.get(grant) ?? []) {
        const named = { userName, accountId, permissionSet, ...(group === undefined ? {} : { group }) };
        yield [keyOf(namedBy(named)), grant.until?.text];
      }
    }
  }
}

/** Accounts of a unit and of those below it. */
function idsBelow(path: string, accounts: readonly AccessAccount[]): readonly string[] {
  return accounts
    .filter(({ organizationalUnit: unit }) => unit === path || unit?.startsWith(`${path}/`))
    .map(({ id }) => id);
}
