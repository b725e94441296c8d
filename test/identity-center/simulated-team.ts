import { afterAll, expect } from "vitest";
import type { Limits } from "../../src/core/aws/limits.ts";
import { OnboardError } from "../../src/core/errors/onboard-error.ts";
import { isExactly, type Plan, type Purpose } from "../../src/core/plan/plan.ts";
import { NO_SETTINGS, type Settings, withDefaults } from "../../src/core/settings/settings.ts";
import type { Change } from "../../src/core/state/change.ts";
import { keyOf, stateOf } from "../../src/core/state/kinds.ts";
import type { Resource } from "../../src/core/state/resource.ts";
import { readTeam } from "../../src/core/team/team-file.ts";
import { type AwsFactory, type AwsOptions, createAwsFactory } from "../../src/identity-center/calls/aws.ts";
import type { Done } from "../../src/identity-center/calls/done.ts";
import { carryOut } from "../../src/identity-center/carry-out.ts";
import { clockAt } from "../../src/identity-center/clock-at.ts";
import { type ConnectOptions, connect } from "../../src/identity-center/connect/connect.ts";
import { applyChange } from "../../src/identity-center/kinds/apply-change.ts";
import { type OpenKinds, openKinds } from "../../src/identity-center/kinds/kinds.ts";
import type { Look, Observed } from "../../src/identity-center/kinds/open-kind.ts";
import { type Prepared, prepare } from "../../src/identity-center/prepare.ts";
import { openSession } from "../../src/identity-center/session/session.ts";
import { type RunningSimulator, type SimulatorOptions, startSimulator } from "../../src/simulator/start.ts";
import { planDesired } from "./plan-desired.ts";

type FaultRules = NonNullable<SimulatorOptions["faults"]>;
export type FaultRule = FaultRules[number];
type Organization = NonNullable<SimulatorOptions["organization"]>;

/** Faster than any test needs; the limits themselves are tested where they are the subject. */
export const quick: Limits = {
  ssoAdminPerSecond: 20_000,
  identityStorePerSecond: 20_000,
  outstandingAssignments: 15,
  outstandingProvisionings: 3,
  outstandingAccounts: 5,
  organizationsPerSecond: 20_000,
};

const unlimited = {
  ssoAdminPerSecond: Number.POSITIVE_INFINITY,
  identityStorePerSecond: Number.POSITIVE_INFINITY,
  organizationsPerSecond: Number.POSITIVE_INFINITY,
  stsPerSecond: Number.POSITIVE_INFINITY,
};

/** The default organization's accounts that tests assign to. */
export const accounts = {
  management: "111122223333",
  north: "210987654321",
  south: "345678901234",
  staging: "456789012345",
  suspended: "789012345678",
} as const;

export const policyArn = "arn:aws:iam::aws:policy/service-role/AmplifyBackendDeployFullAccess";

export interface RunOptions {
  readonly settings?: Partial<Settings>;
  readonly limits?: Partial<Limits>;
  readonly stop?: AbortController;
  readonly signInAgain?: AwsOptions["signInAgain"];
  readonly credentials?: AwsOptions["credentials"];
  readonly bootstrap?: "leave" | "look" | "make";
  /** When it is; absent: now. */
  readonly time?: Date;
}

/** Closed when the file is done: tests that wait for AWS run side by side, and none knows when another ends. */
const running: RunningSimulator[] = [];
afterAll(() => Promise.all(running.map((simulator) => simulator.close())));

/** A simulated AWS that runs at full speed, and the admin side of the program working against it on the wire. */
export async function simulateTeam(options: SimulatorOptions = {}) {
  const faults: FaultRule[] = [...(options.faults ?? [])];
  const calls: { readonly operation: string; readonly region: string | undefined; readonly status: number }[] = [];
  const simulator = await startSimulator({
    speed: 100,
    ...options,
    faults,
    latency: { call: 0, ...options.latency },
    limits: { ...unlimited, ...options.limits },
    onRequest: ({ operation, region, status }) => calls.push({ operation, region, status }),
  });
  running.push(simulator);

  const factory = (run: RunOptions = {}, region?: string): AwsFactory => ({
    ...createAwsFactory({
      endpoint: simulator.url,
      credentials: run.credentials ?? { accessKeyId: "AKIASIMULATED", secretAccessKey: "simulated" },
      ...(run.signInAgain === undefined ? {} : { signInAgain: run.signInAgain }),
      limits: { ...quick, ...run.limits },
      ...(run.stop === undefined ? {} : { signal: run.stop.signal }),
    }),
    ambientRegion: async () => region,
  });
  const prepareTeam = (csv: string, run: RunOptions = {}): Promise<Prepared> => {
    const { team, problems } = readTeam(Buffer.from(csv), { kind: "file", file: "team.csv" });
    expect(problems).toEqual([]);
    return prepare(factory(run, simulator.region), {
      team,
      settings: { ...NO_SETTINGS, ...run.settings },
      defaultsSource: { kind: "file", file: "onboard.json" },
      settingsSource: { kind: "file", file: "onboard.json" },
      bootstrap: run.bootstrap ?? "leave",
      limits: { ...quick, ...run.limits },
      clock: clockAt(run.time ?? new Date()),
      ...(run.stop === undefined ? {} : { signal: run.stop.signal }),
    });
  };

  return {
    simulator,
    faults,
    calls,
    factory,
    prepareTeam,
    /** Calls of one operation, or of all that the pattern matches. */
    count: (operation: string | RegExp) =>
      calls.filter((call) =>
        typeof operation === "string" ? call.operation === operation : operation.test(call.operation),
      ).length,
    connectTo: (connection: ConnectOptions = {}, region?: string) => connect(factory({}, region), connection),
    /** A session by itself with every kind opened, for the operations on one kind of resource. */
    open: async (run: RunOptions = {}) => {
      const { aws, instance } = await connect(factory(run, simulator.region), {});
      const session = openSession(aws, instance, run.stop?.signal);
      return { ...session, kinds: openKinds(session, { ...quick, ...run.limits }) };
    },
    /** Plans and carries out; `after` sees the plan first. */
    onboard: async (csv: string, run: RunOptions = {}) => {
      const stop = run.stop ?? new AbortController();
      const prepared = await prepareTeam(csv, { ...run, stop });
      const { results, converged } = await carryOut({ prepared, stop });
      const outcomes = Object.fromEntries(results.map((result) => [result.change.key, result.outcome]));
      return { prepared, results, outcomes, converged, stop };
    },
    /** Plans what shall be there and what shall be gone, whoever asks for it, and carries it out; `after` sees the plan first. */
    bringTo: async (
      wanted: { readonly state?: readonly Resource[]; readonly absent?: readonly Resource[] },
      run: RunOptions & {
        readonly purpose?: Purpose;
        readonly after?: (plan: Plan) => void | Promise<void>;
      } = {},
    ) => {
      const stop = run.stop ?? new AbortController();
      const { aws, instance, organization, callerArn } = await connect(factory({ ...run, stop }, simulator.region), {});
      const session = openSession(aws, instance, stop.signal, organization);
      const limits = { ...quick, ...run.limits };
      const kinds = openKinds(session, limits);
      const purpose = run.purpose ?? "leave";
      const desired = {
        state: stateOf(wanted.state ?? []),
        absent: stateOf(wanted.absent ?? []),
        people: [],
        ends: [],
        isExact: isExactly(purpose),
      };
      const settings = withDefaults(NO_SETTINGS, instance.partition);
      const circumstances = { desired, settings, session, kinds, limits };
      const plan = await planDesired(circumstances, purpose);
      await run.after?.(plan);
      const prepared = { ...circumstances, plan, callerArn };
      const { results, converged } = await carryOut({ prepared, stop });
      const outcomes = Object.fromEntries(results.map((result) => [result.change.key, result.outcome]));
      return { plan, results, outcomes, converged };
    },
    /** What exists now, by name. */
    world: () => {
      const world = simulator.world();
      const set = (arn: string) => world.permissionSets[arn]?.name ?? arn;
      const principal = (id: string) => world.users[id]?.attributes.UserName ?? world.groups[id]?.displayName ?? id;
      return {
        users: Object.values(world.users).map(({ attributes }) => attributes.UserName),
        groups: Object.values(world.groups).map(({ displayName }) => displayName),
        memberships: Object.values(world.memberships).map(
          (one) => `${principal(one.groupId)}: ${principal(one.userId)}`,
        ),
        permissionSets: Object.values(world.permissionSets),
        assignments: Object.values(world.assignments).map(
          (one) => `${principal(one.principalId)} has ${set(one.permissionSetArn)} in ${one.accountId}`,
        ),
        requests: Object.values(world.requests),
        outdated: Object.values(world.provisioned)
          .filter((one) => one.version !== world.permissionSets[one.permissionSetArn]?.version)
          .map(({ accountId }) => accountId),
      };
    },
  };
}

/** Makes something, or brings it to what it should be, with the kinds of an opened session. */
export function apply({ kinds }: { readonly kinds: OpenKinds }, after: Resource, before?: Resource): Promise<Done> {
  const key = keyOf(after);
  const change: Change =
    before === undefined ? { action: "create", key, before: null, after } : { action: "update", key, before, after };
  return applyChange(kinds, change, () => undefined);
}

/** A look at what is desired, where this was seen of every other kind. */
export function lookAt(desired: readonly Resource[], seen: Partial<Observed<Resource>> = {}): Look {
  return { desired: stateOf(desired), absent: new Map(), seen: async () => ({ resources: [], ...seen }) };
}

/** An organization with one instance; what the test is about comes on top. */
export function organizationWith(
  instance: NonNullable<Organization["instances"]>[number],
  others: Organization = {},
): Organization {
  return {
    managementAccount: { id: accounts.management, name: "Example Corp" },
    accounts: [
      { id: accounts.north, name: "Sandbox North" },
      { id: accounts.south, name: "Sandbox South" },
      { id: accounts.staging, name: "Staging" },
      { id: accounts.suspended, name: "Retired", state: "SUSPENDED" },
    ],
    instances: [{ instanceId: "ssoins-7223a1b2c3d4e5f6", identityStoreId: "d-9067a1b2c3", ...instance }],
    ...others,
  };
}

/** The trouble that a call ends with; fails when it succeeds or ends in a bug. */
export async function troubleOf(call: Promise<unknown>): Promise<OnboardError> {
  const outcome = await call.then(
    () => new Error("the call was expected to fail, and succeeded"),
    (error: unknown) => error,
  );
  if (outcome instanceof OnboardError) return outcome;
  throw outcome;
}

/** What can happen to a write on its way, none of which may make anything twice. */
export const passingFaults = ["lost-response", "error500", "conflict", "throttle", "reset"] as const;
