import { fileMember } from "../errors/problem.ts";
import type { OrganizationAccount } from "../organization/organization-account.ts";
import type { CompleteSettings } from "../settings/settings.ts";
import { accountKeys } from "../state/kinds/account.ts";
import { stateOf } from "../state/kinds.ts";
import type { Account, Bootstrap, Resource, ResourceKey, State } from "../state/resource.ts";
import type { Team, TeamCell, TeamGrant, TeamMember } from "../team/team.ts";
import { hasEnded } from "../team/until.ts";
import { visibleText } from "../text/visible-text.ts";
import { environmentsIn } from "./environments.ts";
import { type Access, assignmentOf, bootstrapIn, type Person } from "./person.ts";
import { profileNames } from "./profile-names.ts";
import { namedBy, type RowEnd, rowEndOf, rowsEndingSoon } from "./row-ends.ts";

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
  /** The day that it is, in UTC: rows whose last day is before it ask for the removal of what they name. Absent: none has ended. */
  readonly today?: string;
}

/** What should be there, and what should not. Everything else is nobody's business. */
export interface Wanted {
  readonly state: State;
  /** Known by key, like all others: what is asked to be gone, never what is merely not named. */
  readonly absent: State;
  /** What is to be there is to be just so: nothing is added to what is there, nor does another way to the same do. */
  readonly isExact?: boolean;
}

/** What is wanted, and for whom. */
export interface Desired extends Wanted {
  readonly people: readonly Person[];
  /** Rows that have ended and rows that end soon, each for every account that it means. */
  readonly ends: readonly RowEnd[];
}

/** Turns the team file into the state that it describes. Pure: equal inputs give an equal state, in the file's order. */
export function desiredState(input: DesiredInput): Desired {
  const everybody = input.team.members.map((member) => personOf(member, input));
  const ended = everybody.flatMap(({ ended }) => ended);
  // Whose rows have all ended is nobody who shall be there, and nobody who shall not: that the rows alone do not say.
  const kept = everybody.filter(({ person, ended }) => person.access.length > 0 || ended.length === 0);
  const people = kept.map(({ person }) => person);
  const assigned = new Set(people.flatMap(({ access }) => access.map(({ permissionSet }) => permissionSet)));
  const permissionSets = [...assigned].flatMap((name) => input.settings.permissionSets.get(name) ?? []);
  const bootstraps = input.bootstrapWith === undefined ? [] : bootstrapsFor(people, input.bootstrapWith);
  const members = kept.flatMap(({ member, person }) => resourcesOf(member, person));
  const state = stateOf([...input.wantedAccounts, ...permissionSets, ...members, ...bootstraps]);
  const absent = stateOf(ended.map(namedBy));
  const soon = input.today === undefined ? [] : rowsEndingSoon(people, input.today);
  return { state, absent: without(absent, state), people, ends: [...ended, ...soon] };
}

/** The same without accounts that only rows ask for which have ended: nobody makes those. One that is there tells where to remove. */
export function withoutAccountsOfEnded(desired: Desired, observed: State): Desired {
  const used = new Set(desired.people.flatMap(({ access }) => access.flatMap((one) => accountKeys(one.accountId))));
  const ended = new Set(desired.ends.flatMap((one) => accountKeys(one.accountId)));
  const isNeeded = (key: ResourceKey) => !ended.has(key) || used.has(key) || observed.has(key);
  const state = new Map([...desired.state].filter(([key]) => isNeeded(key)));
  return state.size === desired.state.size ? desired : { ...desired, state };
}

/** What another row asks for stays. */
function without(absent: State, desired: State): State {
  return new Map([...absent].filter(([key]) => !desired.has(key)));
}

/** A member as a person with all that is to be theirs, and their rows that have ended. */
interface Meant {
  readonly member: TeamMember;
  readonly person: Person;
  readonly ended: readonly RowEnd[];
}

function bootstrapsFor(people: readonly Person[], accessRole: string): readonly Bootstrap[] {
  return environmentsIn(people).map(({ accountId, region }) => bootstrapIn({ accountId, region }, accessRole));
}

function personOf(member: TeamMember, input: DesiredInput): Meant {
  const { defaults } = input.settings;
  const { today = "" } = input;
  const meant = member.grants.flatMap((grant) =>
    input.accountsOf(grant).map((account) => ({
      accountId: account.id,
      accountName: visibleText(account.name),
      permissionSet: textOf(grant.permissionSet) ?? defaults.permissionSet,
      group: textOf(grant.group) ?? defaults.group,
      region: textOf(grant.region) ?? defaults.region ?? input.fallbackRegion,
      base: textOf(grant.profile) ?? defaults.profile,
      line: grant.line,
      ...fileMember(grant.source),
      until: textOf(grant.until),
    })),
  );
  const access = eachOnce(meant.filter(({ until }) => !hasEnded(until, today)));
  const names = profileNames(access);
  const person = {
    email: member.email,
    userName: member.username,
    displayName: member.displayName,
    namesDerived: member.namesDerived,
    ...filesOf(member),
    access: access.map(({ base, group, until, ...access }, index) => ({
      ...access,
      ...(group === undefined ? {} : { group }),
      ...(until === undefined ? {} : { until }),
      profile: names[index] ?? base,
    })),
  };
  const ended = meant.flatMap(({ until, group, ...row }) =>
    until !== undefined && hasEnded(until, today)
      ? [rowEndOf("over", person, { ...row, ...(group === undefined ? {} : { group }) }, until)]
      : [],
  );
  return { member, person, ended };
}

/** The files of a person's rows, where the team has several. */
function filesOf({ grants }: TeamMember): Pick<Person, "files"> {
  const files = [...new Set(grants.flatMap(({ source }) => fileMember(source).file ?? []))];
  return files.length === 0 ? {} : { files };
}

/** Rows of two files that give the same are one. */
function eachOnce<One extends Pick<Access, "accountId" | "permissionSet"> & { readonly group: string | undefined }>(
  access: readonly One[],
): readonly One[] {
  const seen = new Set<string>();
  return access.filter(({ accountId, permissionSet, group }) => {
    const key = JSON.stringify([accountId, permissionSet, group?.toLowerCase()]);
    const isNew = !seen.has(key);
    seen.add(key);
    return isNew;
  });
}

function resourcesOf(member: TeamMember, person: Person): readonly Resource[] {
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
