import type { Problem, Source } from "../errors/problem.ts";
import type { Team, TeamGrant } from "../team/team.ts";
import { shownList } from "../text/shown-list.ts";
import type { AccountDirectory } from "./find-accounts.ts";
import type { OrganizationAccount } from "./organization-account.ts";

type ByGrant = ReadonlyMap<TeamGrant, readonly OrganizationAccount[]>;

/** What to know about the accounts that a team gets into: the management account, or that nobody could check them. */
export function accountWarnings(team: Team, byGrant: ByGrant, directory: AccountDirectory): readonly Problem[] {
  return directory.known ? managementWarnings(team, byGrant, directory) : unverifiedWarnings(team.source, byGrant);
}

function managementWarnings(
  { source, members }: Team,
  byGrant: ByGrant,
  { accounts }: AccountDirectory,
): readonly Problem[] {
  const management = accounts.find((account) => account.isManagement);
  if (management === undefined) return [];
  const reaches = (grant: TeamGrant) => (byGrant.get(grant) ?? []).some(({ id }) => id === management.id);
  const people = members.filter((member) => member.grants.some(reaches));
  const row = people.flatMap((person) => person.grants).find(reaches);
  if (row === undefined) return [];
  const who = people.length === 1 ? "1 person" : `${people.length} people`;
  return [
    {
      place: { ...(row.source ?? source), line: row.line },
      message: `${who} will get into the management account ${management.name} (${management.id}), where billing and the organization itself are administered, and where service control policies do not apply.`,
      remedy:
        "Prefer a member account for development. If it is meant: Identity Center uses your own IAM permissions there, to make roles and a SAML provider.",
    },
  ];
}

function unverifiedWarnings(source: Source, byGrant: ByGrant): readonly Problem[] {
  const ids = [...new Set([...byGrant.values()].flat().map(({ id }) => id))];
  if (ids.length === 0) return [];
  return [
    {
      place: source,
      message: `The organization's accounts could not be listed, so these ids are taken as written: ${shownList(ids, 10)}.`,
      remedy: "Check them, or allow organizations:ListAccounts.",
    },
  ];
}
