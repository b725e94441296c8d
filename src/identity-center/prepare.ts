import { environmentKey } from "../core/aws/cdk-bootstrap.ts";
import type { Limits } from "../core/aws/limits.ts";
import { inReadingOrder } from "../core/errors/fault.ts";
import { refuse } from "../core/errors/invalid-input.ts";
import { type Place, type Problem, renderProblem, type Source } from "../core/errors/problem.ts";
import { type Company, companyAt, NO_OTHERS } from "../core/plan/company.ts";
import { type Desired, desiredState, withoutAccountsOfEnded } from "../core/plan/desired.ts";
import { withEndedSessionsLeft } from "../core/plan/ended-sessions-left.ts";
import { environmentsThere } from "../core/plan/environments.ts";
import type { FoundBootstrap } from "../core/plan/found-bootstraps.ts";
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
import type { Resource, ResourceKey } from "../core/state/resource.ts";
import type { Team } from "../core/team/team.ts";
import { withoutEndedRows } from "../core/team/until.ts";
import { definedOnly } from "../core/text/defined-only.ts";
import type { RunClock } from "../core/text/run-clock.ts";
import { lookAtBootstraps } from "./accounts/look-at-bootstraps.ts";
import type { AwsFactory } from "./calls/aws.ts";
import { circumstancesOf } from "./circumstances.ts";
import { connect, connectOptions } from "./connect/connect.ts";
import { createUnitFinder } from "./connect/organizational-units.ts";
import { type OpenKinds, openKinds } from "./kinds/kinds.ts";
import { lookBeforeAccounts } from "./look-before-accounts.ts";
import { findManagedPolicies } from "./managed-policies.ts";
import { noLongerGiven } from "./no-longer-given.ts";
import { observe } from "./observe.ts";
import { refuseOverLimit, withUnlisted } from "./remove-unlisted.ts";
import { openSession, type Session } from "./session/session.ts";
import { type AccountTerms, accountsOfTeam } from "./team-accounts.ts";

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

/** Connects, finds the accounts, reads what is there and plans. Changes nothing. */
export async function prepare(factory: AwsFactory, input: PrepareInput): Promise<Prepared> {
  const { team, onStep } = input;
  onStep?.("Looking for Identity Center");
  const connection = await connect(factory, connectOptions(input.settings.instance));
  const { instance, organization } = connection;
  const settings = withDefaults(input.settings, instance.partition);
  const placeOf = input.placeInSettings ?? (() => input.settingsSource);
  const regionSource = input.given?.region ?? placeOf(["defaults", "region"]);
  const session = openSession(connection.aws, instance, input.signal, organization);
  const units = createUnitFinder(connection.aws);
  const kinds = openKinds(session, input.limits, units);
  const today = dayOf(input.clock);
  const scope = input.removeUnlisted ? "plan-and-unlisted" : "plan-and-unmanaged";
  const about = { team, settings, fallbackRegion: instance.region, today };
  onStep?.(`Reading Identity Center in ${instance.region}`);
  const early = lookBeforeAccounts(kinds, about, scope);
  const terms: AccountTerms = {
    defaults: { accounts: settings.defaults.account, source: input.defaultsSource },
    accounts: settings.accounts,
    lookup: { organization, units },
  };
  const unitPlace = placeOf(["accounts", "organizationalUnit"]);
  const accounts = await accountsOfTeam(team, terms, { today, unitPlace });
  refuse([...regionProblems(team, settings, regionSource, instance.partition), ...accounts.problems]);

  const asked = desiredState({
    ...about,
    wantedAccounts: accounts.wanted,
    accountsOf: (grant) => accounts.byGrant.get(grant) ?? [],
    ...(input.bootstrap === "make" ? { bootstrapWith: settings.accounts.accessRole } : {}),
  });
  const lookingAtBootstraps = input.bootstrap === "look" ? bootstrapsIn(session, asked.people, settings) : undefined;
  // Whoever waits for it hears of its failure.
  lookingAtBootstraps?.catch(() => undefined);
  const given = (await input.gifts?.(instance.instanceArn)) ?? new Set<ResourceKey>();
  const company = companyAt(input.company ?? NO_OTHERS, instance);
  const { described, left } = await noLongerGiven(asked, { given, company }, about, terms);
  const looked = { ...described, absent: new Map([...described.absent, ...left]) };
  const first = await observe(session, kinds, looked, scope, early);
  const named = withEndedSessionsLeft(withoutAccountsOfEnded(described, first.state), first, {
    now: input.clock.now,
    instance,
    holdersOf: (permissionSet) => idsOfHolders(session, described.people, permissionSet),
  });
  const moved = [...left].filter(([key]) => first.state.has(key)).map(([, one]) => one);
  const { desired, unlisted, observation } = input.removeUnlisted
    ? await withUnlisted(session, kinds, { first, named, moved, company })
    : { desired: named, unlisted: new Map<ResourceKey, Resource>(), observation: first };
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
      ...accounts.warnings,
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
