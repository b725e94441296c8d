import type { OrganizationAccount } from "../organization/organization-account.ts";
import { userKey } from "../state/kinds/user.ts";
import { keyOf } from "../state/kinds.ts";
import type { Resource } from "../state/resource.ts";
import type { Team, TeamGrant } from "../team/team.ts";
import { type DesiredInput, desiredState } from "./desired.ts";
import type { Person } from "./person.ts";

interface Elsewhere extends Pick<DesiredInput, "settings" | "fallbackRegion" | "today"> {
  /** The other team files of the company. */
  readonly teams: readonly Team[];
  /** The accounts that a row of theirs means; none where that cannot be known. */
  readonly accountsOf: (grant: TeamGrant) => readonly OrganizationAccount[];
}

/**
 * Tells what another team file of the company names: that is for that file to keep or to end. Whoever has a row there of which nobody
 * knows what it means keeps everything.
 */
export function namedElsewhere(
  people: readonly Pick<Person, "email" | "userName">[],
  { teams, ...input }: Elsewhere,
): (resource: Resource) => boolean {
  const own = new Map(people.map(({ email, userName }) => [userKey(email), userName]));
  const others = teams.map((team) => ({
    ...team,
    members: team.members.map((one) => ({ ...one, username: own.get(userKey(one.email)) ?? one.username })),
  }));
  const named = new Set(
    others.flatMap((team) => [...desiredState({ ...input, team, wantedAccounts: [] }).state.keys()]),
  );
  const unclear = new Set(
    others.flatMap(({ members }) =>
      members.flatMap(({ username, grants }) =>
        grants.some((grant) => input.accountsOf(grant).length === 0) ? [userKey(username)] : [],
      ),
    ),
  );
  return (resource) => named.has(keyOf(resource)) || unclear.has(userKey(holderOf(resource)));
}

function holderOf(resource: Resource): string {
  if (resource.kind === "AccountAssignment") return resource.principal.name;
  return resource.kind === "GroupMembership" ? resource.userName : "";
}
