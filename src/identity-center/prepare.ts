import { environmentKey } from "../core/aws/cdk-bootstrap.ts";
import type { Limits } from "../core/aws/limits.ts";
import { inReadingOrder } from "../core/errors/fault.ts";
import { refuse } from "../core/errors/invalid-input.ts";
import { type Place, type Problem, renderProblem, type Source } from "../core/errors/problem.ts";
import { resolveAccounts } from "../core/organization/accounts.ts";
import type { DefaultAccounts } from "../core/organization/default-accounts.ts";
import type { OrganizationAccount } from "../core/organization/organization-account.ts";
import { unitFault } from "../core/organization/organizational-unit.ts";
import { type Company, companyAt, NO_OTHERS } from "../core/plan/company.ts";
import { type Desired, desiredState, withoutAccountsOfEnded } from "../core/plan/desired.ts";
import { withEndedSessionsLeft } from "../core/plan/ended-sessions-left.ts";
import { environmentsThere } from "../core/plan/environments.ts";
import type { FoundBootstrap } from "../core/plan/found-bootstraps.ts";
import { inActiveAccounts, movedFrom } from "../core/plan/moved.ts";
import { namedElsewhere } from "../core/plan/named-elsewhere.ts";
import type { Person } from "../core/plan/person.ts";
import { changesLeft, type Plan, planOnboarding } from "../core/plan/plan.ts";
import { sharedGroupWarnings } from "../core/plan/warnings.ts";
import { withoutAmplifyWarnings } from "../core/plan/without-amplify.ts";
import { oldBootstrapWarnings } from "../core/readiness/bootstrap-lack.ts";
import { factsNow } from "../core/readiness/facts.ts";
import { checkReferences } from "../core/settings/permission-set-references.ts";
import { regionProblems, unknownRegions } from "../core/settings/region-references.ts";
import { type CompleteSettings, type Settings, withDefaults } from "../core/settings/settings.ts";
import type { SettingsPlaces } from "../core/settings/settings-file.ts";
import { permissionSetKey } from "../core/state/kinds/permission-set.ts";
import { userKey } from "../core/state/kinds/user.ts";
import { keyOf } from "../core/state/kinds.ts";
import type { Observation } from "../core/state/observation.ts";
import type { Account, ResourceKey, State } from "../core/state/resource.ts";
import type { Team, TeamGrant } from "../core/team/team.ts";
import { withoutEndedRows } from "../core/team/until.ts";
import { definedOnly } from "../core/text/defined-only.ts";
import type { RunClock } from "../core/text/run-clock.ts";
import { lookAtBootstraps } from "./accounts/look-at-bootstraps.ts";
import type { AwsFactory } from "./calls/aws.ts";
import { circumstancesOf } from "./circumstances.ts";
import { connect, connectOptions } from "./connect/connect.ts";
import { directoryFor } from "./connect/directory-for.ts";
import { createUnitFinder, type UnitFinder } from "./connect/organizational-units.ts";
import { type OpenKinds, openKinds } from "./kinds/kinds.ts";
import { beginLooking } from "./looks.ts";
import { findManagedPolicies } from "./managed-policies.ts";
import { observe } from "./observe.ts";
import { lookAgain, refuseOverLimit, unlistedIn } from "./remove-unlisted.ts";
import { openSession, type Session } from "./session/session.ts";

export interface PrepareInput {
  readonly team: Team;
  readonly settings: Settings;
  /** Where the default accounts were given, for problems with them. */
  readonly defaultsSource: Place;
  /** Where the default permission set and Region were given, if not in the settings. */
  readonly given?: { readonly permissionSet?: Source; readonly region?: Source };
  /** Where permission sets are described, for problems with them. */
  readonly settingsSource: Source;
  /** Where in the settings something is; absent: in the file. */
  readonly placeInSettings?: SettingsPlaces;
  /** What to do about the CDK bootstrap: nothing, say where it is missing, or make it part of the plan. */
  readonly bootstrap: "leave" | "look" | "make";
  readonly limits: Limits;
  readonly clock: RunClock;
  /** Who else belongs to the company; absent: nothing is known but the team file. */
  readonly company?: Company;
  /** The file is the whole truth about onboard's permission sets in its accounts: what it does not name is to be gone. */
  readonly removeUnlisted?: boolean;
  /** The keys of what earlier runs have given at an instance and not taken again. Absent: nothing is known of them. */
  readonly gifts?: (instanceArn: string) => Promise<ReadonlySet<ResourceKey>>;
  readonly signal?: AbortSignal;
  /** Told what is being done, for whoever waits. */
  readonly onStep?: (step: string) => void;
}

/** A plan, and what carrying it out needs. */
export interface Prepared {
  readonly plan: Plan;
  readonly desired: Desired;
  readonly settings: CompleteSettings;
  readonly session: Session;
  readonly kinds: OpenKinds;
  readonly limits: Limits;
  /** Who acts, for the record; not part of the plan, since the same role has many sessions. */
  readonly callerArn: string;
}

/** Stands for whichever accounts a row means while that is being looked up: people and permission sets are the same in all. */
const ANY_ACCOUNT: OrganizationAccount = { id: "000000000000", name: "", state: "UNKNOWN", isManagement: false };

/** Connects, finds the accounts, reads what is there and plans. Changes nothing. */
export async function prepare(factory: AwsFactory, input: PrepareInput): Promise<Prepared> {
  const { team, onStep } = input;
  onStep?.("Looking for Identity Center");
  const connection = await connect(factory, connectOptions(input.settings.instance));
  const { instance, organization } = connection;
  const settings = withDefaults(input.settings, instance.partition);
  const placeOf = input.placeInSettings ?? (() => input.settingsSource);
  const regionSource = input.given?.region ?? placeOf(["defaults", "region"]);
  const defaults: DefaultAccounts = { accounts: settings.defaults.account, source: input.defaultsSource };
  const session = openSession(connection.aws, instance, input.signal, organization);
  const finder = createUnitFinder(connection.aws);
  const kinds = openKinds(session, input.limits, finder);
  const today = dayOf(input.clock);
  const scope = input.removeUnlisted ? "plan-and-unlisted" : "plan-and-unmanaged";
  const about = { team, settings, fallbackRegion: instance.region, today };
  onStep?.(`Reading Identity Center in ${instance.region}`);
  const early = beginLooking(
    kinds,
    desiredState({ ...about, wantedAccounts: [], accountsOf: () => [ANY_ACCOUNT] }),
    scope,
  );
  const lookup = { organization, units: finder };
  const directory = await directoryFor(team, defaults.accounts, lookup);
  const accountsOf = (rows: Team) => resolveAccounts(rows, directory, defaults, settings.accounts);
  const accounts = accountsOf(team);
  const { problems } = accountsOf(withoutEndedRows(team, today));
  refuse([
    ...regionProblems(team, settings, regionSource, instance.partition),
    ...problems,
    ...(await unitProblems(finder, accounts.wanted, placeOf(["accounts", "organizationalUnit"]))),
  ]);

  const asked = desiredState({
    ...about,
    wantedAccounts: accounts.wanted,
    accountsOf: (grant) => accounts.byGrant.get(grant) ?? [],
    ...(input.bootstrap === "make" ? { bootstrapWith: settings.accounts.accessRole } : {}),
  });
  const lookingAtBootstraps = input.bootstrap === "look" ? bootstrapsIn(session, asked.people, settings) : undefined;
  // Whoever waits for it hears of its failure.
  lookingAtBootstraps?.catch(() => undefined);
  const othersRows = async (teams: readonly Team[]) => {
    const read = teams.map(async (one) => {
      const directory = await directoryFor(one, defaults.accounts, lookup);
      return resolveAccounts(one, directory, defaults, settings.accounts).byGrant;
    });
    const byGrant = new Map((await Promise.all(read)).flatMap((one) => [...one]));
    return { ...about, teams, accountsOf: (grant: TeamGrant) => byGrant.get(grant) ?? [] };
  };
  const given = (await input.gifts?.(instance.instanceArn)) ?? new Set<ResourceKey>();
  const company = companyAt(input.company ?? NO_OTHERS, instance);
  const perhapsMoved = movedFrom(asked, { given, handedOver: company.handedOver });
  const isAsked = perhapsMoved.size + asked.absent.size > 0;
  const isElsewhere = isAsked
    ? namedElsewhere([...asked.people, ...asked.ends], await othersRows(company.teams ?? []))
    : () => false;
  const perhapsLeft = new Map([...perhapsMoved].filter(([, one]) => !isElsewhere(one)));
  const described = { ...asked, absent: new Map([...asked.absent].filter(([, one]) => !isElsewhere(one))) };
  const places = await organization.withIds([...perhapsLeft.values()].map(({ accountId }) => accountId));
  const left = inActiveAccounts(perhapsLeft, places.accounts);
  const looked = { ...described, absent: new Map([...described.absent, ...left]) };
  const first = await observe(session, kinds, looked, scope, early);
  const named = withEndedSessionsLeft(withoutAccountsOfEnded(described, first.state), first, {
    now: input.clock.now,
    instance,
    holdersOf: (permissionSet) => idsOfHolders(session, described.people, permissionSet),
  });
  const moved = [...left].filter(([key]) => first.state.has(key)).map(([, one]) => one);
  const unlisted: State = input.removeUnlisted ? unlistedIn({ first, named, moved, company }) : new Map();
  const desired = { ...named, absent: new Map([...named.absent, ...unlisted]) };
  // What is to be gone decides by what else somebody has their access, and what has to be given first.
  const observation = unlisted.size === 0 ? first : await lookAgain(session, kinds, desired, first);
  const policies = await findManagedPolicies(session, desired.state, observation.state);
  const strange = policies.faults.map(
    ({ arn, ...fault }): Problem => ({ place: placeOf(["permissionSets"], arn), ...fault }),
  );
  refuse([...unknownPermissionSets(input, observation), ...inReadingOrder(strange)]);

  const { signal, limits } = input;
  const { safety } = settings;
  const changes = changesLeft(observation, desired);
  if (unlisted.size > 0) refuseOverLimit(changes, observation, safety);
  const circumstances = await circumstancesOf(connection, changes, {
    limits,
    safety,
    ...definedOnly({ signal, onStep }),
  });
  const bootstraps = await lookingAtBootstraps;
  const plan = planOnboarding({
    ...circumstances,
    people: desired.people,
    desired: desired.state,
    absent: desired.absent,
    ends: desired.ends,
    observation,
    moved: moved.filter((one) => !unlisted.has(keyOf(one))),
    removesUnlisted: unlisted.size > 0,
    company,
    ...(bootstraps === undefined ? {} : { bootstraps }),
    warnings: [
      ...connection.warnings,
      ...accounts.warnings.map(renderProblem),
      ...endedRowsWarnings(accounts.problems, problems),
      ...sharedGroupWarnings(desired.people),
      ...regionWarnings(team, settings, instance.region),
      ...withoutAmplifyWarnings(desired.people, instance.partition),
      ...policies.warnings,
      ...unknownRegions(team, settings, regionSource).map(renderProblem),
    ],
  });
  const warnings = [...plan.warnings, ...oldBootstrapWarnings(plan.people, factsNow(plan))];
  const told = { ...plan, warnings };
  return { plan: told, desired, settings, session, kinds, limits, callerArn: connection.callerArn };
}

/** What an ended row names may be gone with it, such as an account that was closed: nothing is removed then, which is told. */
function endedRowsWarnings(all: readonly Problem[], ofOthers: readonly Problem[]): readonly string[] {
  const known = new Set(ofOthers.map(renderProblem));
  const told = all.map(renderProblem).filter((text) => !known.has(text));
  return told.map((text) => `A row that has ended removes nothing here. ${text}`);
}

/** The day that it is, in UTC: rows whose last day is before it have ended. */
function dayOf({ now }: RunClock): string {
  return now.slice(0, "2026-11-30".length);
}

/** Those of the people who are to have a permission set and whom the directory has. */
function idsOfHolders({ ids }: Session, people: readonly Person[], permissionSet: string): readonly string[] {
  const holders = people.filter(({ access }) => access.some((one) => one.permissionSet === permissionSet));
  return holders.flatMap(({ userName }) => ids.get(userKey(userName)) ?? []);
}

async function bootstrapsIn(
  session: Session,
  people: readonly Person[],
  { accounts }: CompleteSettings,
): Promise<readonly FoundBootstrap[]> {
  const environments = environmentsThere(people);
  const answers = await lookAtBootstraps(session, accounts.accessRole, environments);
  return environments.flatMap((environment) => {
    const answer = answers?.get(environmentKey(environment));
    return answer === undefined ? [] : [{ ...environment, answer }];
  });
}

/** All new accounts go to one unit. */
async function unitProblems(units: UnitFinder, [first]: readonly Account[], place: Place): Promise<readonly Problem[]> {
  const { organizationalUnit } = first ?? {};
  if (organizationalUnit === undefined) return [];
  const fault = unitFault(organizationalUnit, await units.locate(organizationalUnit));
  return fault === undefined ? [] : [{ place, ...fault }];
}

/** Sets that nobody described can be assigned when AWS has them; when it has not, there is nothing to make them from. */
function unknownPermissionSets(
  { team, clock, settings, settingsSource, placeInSettings: placeOf, given = {} }: PrepareInput,
  { state, permissionSetNames: inAws = [] }: Observation,
): readonly Problem[] {
  const { permissionSet: flag = placeOf?.(["defaults", "permissionSet"]) } = given;
  return checkReferences(
    withoutEndedRows(team, dayOf(clock)),
    settings,
    settingsSource,
    definedOnly({ given: flag, inAws }),
  )
    .filter(({ name }) => !state.has(permissionSetKey(name)) && !inAws.includes(name))
    .map(({ problem }) => problem);
}

function regionWarnings({ members }: Team, { defaults }: CompleteSettings, region: string): readonly string[] {
  const guessed = members.some(({ grants }) => grants.some((grant) => grant.region === undefined));
  if (defaults.region !== undefined || !guessed) return [];
  return [
    `No working Region was given (--region, or a region column): profiles will say ${region}, where Identity Center is.`,
  ];
}
