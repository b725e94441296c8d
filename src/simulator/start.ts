import type { AddressInfo } from "node:net";
import type { Policy } from "./authorization/policy.ts";
import type { FaultRule } from "./faults/fault-rule.ts";
import { InputRefused } from "./input-refused.ts";
import { accelerate, type Latency, typicalLatency } from "./latency.ts";
import { type Limits, publishedLimits } from "./limits.ts";
import { buildWorld } from "./organization-file/build-world.ts";
import type { OrganizationDescription } from "./organization-file/description.ts";
import { createSite } from "./pages/site.ts";
import { services } from "./services.ts";
import { Simulation } from "./simulation.ts";
import type { Approver } from "./sso-oidc/approver.ts";
import { startUrlOf } from "./sso-oidc/start-url.ts";
import { readState, snapshotOf, type WorldSnapshot } from "./state/state-file.ts";
import { StateKeeper } from "./state/state-keeper.ts";
import { openRequestLog, type RequestRecord } from "./wire/request-log.ts";
import { createAwsServer } from "./wire/server.ts";
import { partitionOfWorld, usualRegionOf } from "./world/partitions.ts";

export interface SimulatorOptions {
  /** 0, the default, takes any free port. */
  readonly port?: number;
  /** File to keep the world in; when it exists, the world goes on from there and `organization` is not looked at. */
  readonly state?: string;
  /** Divides latencies and multiplies rates; 1 is AWS's own pace. */
  readonly speed?: number;
  /** What the world is at the start; members that are absent are the default organization's. */
  readonly organization?: OrganizationDescription;
  readonly faults?: readonly FaultRule[];
  /** Who allows sign-in requests without a browser; without one, the pages wait for a person. */
  readonly approve?: Approver;
  /** File to append a JSON line to for each request. */
  readonly log?: string;
  /** What whoever administers may do; everything without it. */
  readonly policy?: Policy;
  readonly limits?: Partial<Limits>;
  /** Milliseconds, before `speed` divides them. */
  readonly latency?: Partial<Latency>;
  /** Same seed, same ids. */
  readonly seed?: string;
  /** Milliseconds since the epoch; the computer's clock unless a test has its own. */
  readonly now?: () => number;
  /** The clock that signatures are held against and that answers are dated by: the computer's, unless a test lets the two differ. */
  readonly wallClock?: () => number;
  readonly onRequest?: (record: RequestRecord) => void;
}

export interface RunningSimulator {
  /** `http://127.0.0.1:PORT`, what `AWS_ENDPOINT_URL` wants. */
  readonly url: string;
  readonly port: number;
  /** The Region of the first instance, what `AWS_REGION` wants. */
  readonly region: string;
  /** The address of the first instance's access portal, as AWS would give it; absent when there is no instance. */
  readonly startUrl?: string;
  /** The world as it is now, with everything settled that is due. */
  world(): WorldSnapshot;
  /** Stops answering and saves the state; a second call waits for the first. */
  close(): Promise<void>;
}

/**
 * Starts an IAM Identity Center on 127.0.0.1. Rejects with InputRefused when the state file or the organization's
 * description is not usable, and with Node's error when the port is taken.
 */
export async function startSimulator(options: SimulatorOptions = {}): Promise<RunningSimulator> {
  const { organization = {}, speed = 1, seed = "amplify-onboard", now = Date.now, wallClock = Date.now } = options;
  if (!(speed > 0)) throw new InputRefused("The simulator's speed must be a number above 0.", [`It is ${speed}.`]);
  const saved = options.state === undefined ? undefined : await readState(options.state);
  const world = saved ?? buildWorld(organization, seed, now());
  const simulation = new Simulation({
    world,
    services,
    limits: { ...publishedLimits, ...describedLimits(organization), ...options.limits },
    latency: accelerate({ ...typicalLatency, ...described(organization.latency), ...options.latency }, speed),
    speed,
    faults: options.faults ?? [],
    now,
    wallClock,
    approver: options.approve,
    policy: options.policy,
  });
  const keeper = options.state === undefined ? undefined : new StateKeeper(options.state, world);
  await keeper?.flush();
  const log = options.log === undefined ? undefined : await openRequestLog(options.log);
  const site = createSite({ world, now, approver: options.approve });
  const server = createAwsServer(
    { simulation, services, site },
    {
      wallClock,
      onWrite: () => keeper?.touch(),
      onRequest: (record) => {
        log?.write(record);
        options.onRequest?.(record);
      },
    },
  );
  const port = await listen(server, options.port ?? 0).catch(async (error: unknown) => {
    await log?.close();
    throw error;
  });
  let closed: Promise<void> | undefined;
  const shutDown = async () => {
    await closeServer(server);
    await log?.close();
    await keeper?.flush();
  };
  const [instance] = world.instances.values();
  const startUrl = instance && startUrlOf(instance);
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    region: instance?.primaryRegion ?? usualRegionOf(partitionOfWorld(world)),
    ...(startUrl !== undefined && { startUrl }),
    world: () => {
      simulation.settle();
      return structuredClone(snapshotOf(world));
    },
    close: () => {
      closed ??= shutDown();
      return closed;
    },
  };
}

type HttpServer = ReturnType<typeof createAwsServer>;

function listen(server: HttpServer, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", () => {
      server.off("error", reject);
      resolve((server.address() as AddressInfo).port);
    });
  });
}

/** Clients keep connections open for reuse; waiting for them to let go would take minutes. */
function closeServer(server: HttpServer): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

/** Null in a description means that there is no such limit. */
function describedLimits({ limits }: OrganizationDescription): Partial<Limits> {
  const entries = Object.entries(described(limits));
  return Object.fromEntries(entries.map(([name, value]) => [name, value ?? Number.POSITIVE_INFINITY]));
}

function described<T extends object>(part: T | undefined): { [Name in keyof T]?: Exclude<T[Name], undefined> } {
  const entries = Object.entries(part ?? {}).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as { [Name in keyof T]?: Exclude<T[Name], undefined> };
}
