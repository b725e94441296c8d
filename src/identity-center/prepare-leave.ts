import type { AccessDocument } from "../core/access/access-schema.ts";
import { missingAccess } from "../core/access/incomplete.ts";
import type { Limits } from "../core/aws/limits.ts";
import { refuse } from "../core/errors/invalid-input.ts";
import { OnboardError } from "../core/errors/onboard-error.ts";
import type { Source } from "../core/errors/problem.ts";
import { leavingOf, type Narrowing, orphansOf } from "../core/leaving/leaving.ts";
import { controlTowerWarnings } from "../core/leaving/leaving-warnings.ts";
import {
  type AskedLeaver,
  type MatchedLeaver,
  matchLeavers,
  type NotThere,
  notThereWords,
} from "../core/leaving/match-leavers.ts";
import { sessionsLost } from "../core/leaving/sessions-lost.ts";
import { blockedKeys } from "../core/plan/blocked-keys.ts";
import { endSessions } from "../core/plan/end-sessions.ts";
import { withEndedSessionsLeft } from "../core/plan/ended-sessions-left.ts";
import { changesLeft, type Plan, planOnboarding } from "../core/plan/plan.ts";
import { type Settings, withDefaults } from "../core/settings/settings.ts";
import { groupKey } from "../core/state/kinds/group.ts";
import { permissionSetKey } from "../core/state/kinds/permission-set.ts";
import { keyOf, stateOf } from "../core/state/kinds.ts";
import type { Observation } from "../core/state/observation.ts";
import type { State } from "../core/state/resource.ts";
import { definedOnly } from "../core/text/defined-only.ts";
import type { RunClock } from "../core/text/run-clock.ts";
import { createInterner } from "./access/access-reading.ts";
import { openGaps } from "./access/gaps.ts";
import { readAccess } from "./access/read-access.ts";
import { resolveNames } from "./access/resolve-names.ts";
import { listUsers } from "./access/users-by-id.ts";
import type { AwsFactory } from "./calls/aws.ts";
import { circumstancesOf } from "./circumstances.ts";
import { type Connection, connect, connectOptions } from "./connect/connect.ts";
import { openKinds } from "./kinds/kinds.ts";
import { observe } from "./observe.ts";
import type { Prepared } from "./prepare.ts";
import { openSession } from "./session/session.ts";

export interface PrepareLeaveInput {
  /** Nobody where only orphans are asked to go. */
  readonly people: readonly AskedLeaver[];
  /** Where people come from, for problems with them. */
  readonly source: Source;
  /** As they were typed; what is absent narrows nothing. */
  readonly accounts?: readonly string[] | undefined;
  readonly permissionSets?: readonly string[] | undefined;
  readonly groups?: readonly string[] | undefined;
  readonly deleteUsers: boolean;
  /** Assignments of users and groups that the directory does not have any more go, too. */
  readonly orphans: boolean;
  /** What people have in credentials already becomes worthless. */
  readonly endSessions: boolean;
  /** The plan is saved, to be applied later. */
  readonly isSaved: boolean;
  readonly clock: RunClock;
  readonly settings: Settings;
  readonly limits: Limits;
  readonly signal?: AbortSignal;
  readonly onStep?: (step: string) => void;
}

/** Pages of users among which somebody is looked for who may be meant by an address that nobody has. */
const MOST_PAGES = 20;

/**
 * Connects, reads what these people have, and plans that it is gone: all of it, or what it is narrowed to. What could not
 * be read of it stops everything: somebody who seems to have nothing would seem to have left. Changes nothing.
 */
export async function prepareLeave(factory: AwsFactory, input: PrepareLeaveInput): Promise<Prepared> {
  const { signal, onStep, limits } = input;
  onStep?.("Looking for Identity Center");
  const connection = await connect(factory, connectOptions(input.settings.instance));
  const { instance, organization } = connection;
  const settings = withDefaults(input.settings, instance.partition);
  const narrowing = await narrowingOf(connection, input);
  const access = input.people.length === 0 ? undefined : await accessOf(connection, input);
  const matching = matchLeavers(input.people, access?.users ?? [], input.source);
  refuse(matching.problems);
  const leaving =
    access === undefined
      ? { absent: new Map(), people: [], leavers: [] }
      : leavingOf({ access, leavers: matching.leavers, narrowing, deleteUsers: input.deleteUsers });
  const orphans = input.orphans ? await orphansIn(connection, input) : [];
  const absent = new Map([...leaving.absent, ...orphans.map((one) => [keyOf(one), one] as const)]);
  const asked = { state: new Map(), absent, people: leaving.people, ends: [] };

  onStep?.("Looking again at what is to be taken away");
  const session = openSession(connection.aws, instance, signal, organization);
  for (const { name, arn } of access?.permissionSets ?? []) session.ids.set(permissionSetKey(name), arn);
  const kinds = openKinds(session, limits);
  const look = input.endSessions && access !== undefined ? { ...asked, state: setsHeld(access) } : asked;
  const observation = await observe(session, kinds, look);
  const givesThere = access === undefined ? undefined : groupsThere(access, instance.managementAccountId);
  const { safety } = settings;
  const bounds = { limits, safety, ...definedOnly({ givesThere, signal, onStep }) };
  const circumstances = {
    ...(await circumstancesOf(connection, changesLeft(observation, asked), bounds)),
    purpose: "leave",
    people: leaving.people,
    leavers: leaving.leavers,
    absent,
  } as const;
  const ending = input.endSessions
    ? endingOf(planOnboarding({ ...circumstances, desired: asked.state, observation, warnings: [] }), observation, {
        ...input,
        leavers: matching.leavers,
      })
    : { wanted: [], warnings: [] };
  const desired = withEndedSessionsLeft({ ...asked, state: stateOf(ending.wanted) }, observation, {
    now: input.clock.now,
    instance,
    holdersOf: () => [],
  });
  const notThere = await lookedFor(connection, matching.notThere);
  const plan = planOnboarding({
    ...circumstances,
    desired: desired.state,
    observation: { ...observation, provisioned: ofWanted(observation.provisioned, desired.state) },
    ...(ending.goOn === undefined ? {} : { sessionsGoOn: ending.goOn }),
    warnings: [
      ...connection.warnings,
      ...notThere.gone,
      ...(access === undefined ? [] : controlTowerWarnings(access, leaving.leavers)),
      ...ending.warnings,
    ],
  });
  const known = notThere.mistyped.length === 0 ? plan : { ...plan, notFound: notThere.mistyped };
  return { plan: known, desired, settings, session, kinds, limits, callerArn: connection.callerArn };
}

/** A plan that is saved may be applied as long after, in seconds. */
const SAVED_FOR = 86_400;

/** What ends the sessions that end with the access which the plan takes. */
function endingOf(
  { changes, leavers = [], instance }: Plan,
  observation: Observation,
  input: Pick<PrepareLeaveInput, "clock" | "isSaved"> & { readonly leavers: readonly MatchedLeaver[] },
) {
  const ids = new Map(input.leavers.map(({ user }) => [user.userName, user.id]));
  const blocked = blockedKeys(changes);
  const { toEnd, warnings } = sessionsLost(
    leavers,
    changes.filter(({ key }) => blocked.has(key)),
    (userName) => ids.get(userName),
  );
  const slack = input.isSaved ? SAVED_FOR : 0;
  return { ...endSessions(toEnd, observation, instance, input.clock, slack), warnings };
}

/** The permission sets that people have, as they are: to be looked at. */
function setsHeld({ permissionSets }: AccessDocument): State {
  return stateOf(
    permissionSets.flatMap(({ content }) =>
      content === undefined ? [] : [{ kind: "PermissionSet" as const, ...content }],
    ),
  );
}

/** Accounts that run an older version of a permission set are brought up to date only where something is wanted of it. */
function ofWanted(provisioned: Observation["provisioned"], wanted: State): Observation["provisioned"] {
  return new Map([...provisioned].filter(([name]) => wanted.has(permissionSetKey(name))));
}

async function accessOf(
  connection: Connection,
  { people, signal, onStep }: PrepareLeaveInput,
): Promise<AccessDocument> {
  const access = await readAccess(connection, {
    scope: { people },
    everything: true,
    withoutUnits: true,
    ...definedOnly({ signal, onStep }),
  });
  refuseIncomplete(access);
  return access;
}

/** Only who holds a permission set in an account tells of those who are not there any more. */
async function orphansIn(connection: Connection, input: PrepareLeaveInput) {
  const { accounts, permissionSets, signal, onStep } = input;
  const access = await readAccess(connection, {
    scope: { accounts, permissionSets },
    withoutUnits: true,
    ...definedOnly({ signal, onStep }),
  });
  refuseIncomplete(access);
  return orphansOf(access);
}

function refuseIncomplete({ unread }: AccessDocument): void {
  const missing = missingAccess(unread);
  if (missing.length === 0) return;
  throw new OnboardError({
    kind: "cannot-tell",
    message: "Not everything could be read that is to be taken away, so nothing is. Nothing was changed.",
    remedy: "Allow what is named, and run the same command again.",
    problems: missing.map(({ what, reason, remedy }) => ({
      place: { kind: "flag", flag: "--emails" },
      message: `${what}: ${reason}`,
      remedy,
    })),
  });
}

async function narrowingOf(connection: Connection, input: PrepareLeaveInput): Promise<Narrowing> {
  const { accounts, permissionSets, groups, signal } = input;
  const found = await resolveNames(connection, { accounts, permissionSets, groups }, signal);
  return {
    ...(found.accounts === undefined ? {} : { accountIds: new Set(found.accounts) }),
    ...(permissionSets === undefined ? {} : { permissionSets: new Set(permissionSets) }),
    ...(groups === undefined ? {} : { groups: new Set(groups.map(groupKey)) }),
  };
}

function groupsThere({ groups, assignments }: AccessDocument, accountId: string): (group: string) => boolean {
  const ids = new Set(assignments.flatMap((one) => (one.accountId === accountId ? [one.principalId] : [])));
  const there = new Set(groups.filter(({ id }) => ids.has(id)).map(({ name }) => groupKey(name)));
  return (group) => there.has(groupKey(group));
}

async function lookedFor(connection: Connection, notThere: readonly AskedLeaver[]): Promise<NotThere> {
  if (notThere.length === 0) return { gone: [], mistyped: [] };
  const session = openSession(connection.aws, connection.instance);
  const listed = await listUsers({ session, gaps: openGaps(), once: createInterner() }, { most: MOST_PAGES });
  const names = [...(listed?.users.values() ?? [])].flatMap(({ userName, email }) => [email ?? userName, userName]);
  return notThereWords(notThere, names);
}
