import type { OrganizationAccount } from "../organization/organization-account.ts";
import type { CompleteSettings } from "../settings/settings.ts";
import { stateOf } from "../state/kinds.ts";
import type { Account, Bootstrap, Resource, State } from "../state/resource.ts";
import type { Team, TeamCell, TeamGrant, TeamMember } from "../team/team.ts";
import { visibleText } from "../text/visible-text.ts";
import { environmentsIn } from "./environments.ts";
import { assignmentOf, bootstrapIn, type Person } from "./person.ts";
import { profileNames } from "./profile-names.ts";

export interface DesiredInput {
  readonly team: Team;
  /** The accounts that each row of the team file means. */
  readonly accountsOf: (grant: TeamGrant) => readonly OrganizationAccount[];
  /** What the team file asks for as new. */
  readonly wantedAccounts: readonly Account[];
  readonly settings: CompleteSettings;
  /** Bootstrap the CDK, entering accounts through this role. */
  readonly bootstrapWith?: string;
  /** The Region for people whose row and settings name none. */
  readonly fallbackRegion: string;
}

/** What should be there, and what should not. Everything else is nobody's business. */
export interface Wanted {
  readonly state: State;
  /** Known by key, like all others: what is asked to be gone, never what is merely not named. */
  readonly absent: State;
}

/** What is wanted, and for whom. */
export interface Desired extends Wanted {
  readonly people: readonly Person[];
}

/** Turns the team file into the state that it describes. Pure: equal inputs give an equal state, in the file's order. */
export function desiredState(input: DesiredInput): Desired {
  const people = input.team.members.map((member) => personOf(member, input));
  const assigned = new Set(people.flatMap(({ access }) => access.map(({ permissionSet }) => permissionSet)));
  const permissionSets = [...assigned].flatMap((name) => input.settings.permissionSets.get(name) ?? []);
  const bootstraps = input.bootstrapWith === undefined ? [] : bootstrapsFor(people, input.bootstrapWith);
  const members = input.team.members.flatMap((member, index) => resourcesOf(member, people[index]));
  const state = stateOf([...input.wantedAccounts, ...permissionSets, ...members, ...bootstraps]);
  return { state, absent: new Map(), people };
}

function bootstrapsFor(people: readonly Person[], accessRole: string): readonly Bootstrap[] {
  return environmentsIn(people).map(({ accountId, region }) => bootstrapIn({ accountId, region }, accessRole));
}

function personOf(member: TeamMember, input: DesiredInput): Person {
  const { defaults } = input.settings;
  const wanted = member.grants.flatMap((grant) =>
    input.accountsOf(grant).map((account) => ({
      accountId: account.id,
      accountName: visibleText(account.name),
      permissionSet: textOf(grant.permissionSet) ?? defaults.permissionSet,
      group: textOf(grant.group) ?? defaults.group,
      region: textOf(grant.region) ?? defaults.region ?? input.fallbackRegion,
      base: textOf(grant.profile) ?? defaults.profile,
      line: grant.line,
    })),
  );
  const names = profileNames(wanted);
  return {
    email: member.email,
    userName: member.username,
    displayName: member.displayName,
    namesDerived: member.namesDerived,
    access: wanted.map(({ base, group, ...access }, index) => ({
      ...access,
      ...(group === undefined ? {} : { group }),
      profile: names[index] ?? base,
    })),
  };
}

function resourcesOf(member: TeamMember, person: Person | undefined): readonly Resource[] {
  if (person === undefined) return [];
  const groups = [...new Set(person.access.flatMap(({ group }) => group ?? []))];
  return [
    {
      kind: "User",
      userName: member.username,
      email: member.email,
      givenName: member.givenName,
      familyName: member.familyName,
      displayName: member.displayName,
    },
    ...groups.map((displayName): Resource => ({ kind: "Group", displayName })),
    ...groups.map((group): Resource => ({ kind: "GroupMembership", group, userName: member.username })),
    ...person.access.map((access) => assignmentOf(person, access)),
  ];
}

function textOf(cell: TeamCell | undefined): string | undefined {
  return cell?.text;
}
