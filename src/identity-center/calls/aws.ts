import { setMaxListeners } from "node:events";
import type { IdentitystoreClient } from "@aws-sdk/client-identitystore";
import type { OrganizationsClient } from "@aws-sdk/client-organizations";
import type { SSOAdminClient } from "@aws-sdk/client-sso-admin";
import type { STSClient, STSClientConfig } from "@aws-sdk/client-sts";
import { clientSettings } from "../../aws/client-settings.ts";
import type { OnWaiting } from "../../aws/waiting.ts";
import type { Limits } from "../../core/aws/limits.ts";
import { createPacer, type Pacer, type Priority } from "./pacer.ts";
import { createRenewal, type SignInAgain } from "./renewal.ts";
import { sendPaced } from "./send-paced.ts";

/** Credentials as the SDK takes them: keys, or a function that finds them. */
export type Credentials = NonNullable<STSClientConfig["credentials"]>;

export interface AwsOptions {
  /** Where to send calls instead of AWS: the simulator, or another fake. */
  readonly endpoint?: string;
  readonly credentials?: Credentials;
  readonly limits: Limits;
  /** Aborted when the run is interrupted: what waits for its turn or for a retry gives up, what is on the wire ends. */
  readonly signal?: AbortSignal;
  /** Asked when AWS no longer accepts the credentials; without it such a call fails. */
  readonly signInAgain?: SignInAgain;
  readonly onWaiting?: OnWaiting;
  /** Told of each call that goes out, each try of it. */
  readonly onCall?: (operation: string) => void;
}

/** The four services of one Region, all behind one set of pacers. */
export interface Aws {
  readonly region: string;
  /** Where calls go instead of AWS, if anywhere. */
  readonly endpoint?: string;
  readonly ssoAdmin: SSOAdminClient;
  readonly identityStore: IdentitystoreClient;
  readonly organizations: OrganizationsClient;
  readonly sts: STSClient;
}

/** Makes clients for a Region. All clients of one factory share the pacers, so no call can pass beside a limit. */
export interface AwsFactory {
  in(region: string): Promise<Aws>;
  /** The Region that the environment or profile names, when there is one. */
  ambientRegion(): Promise<string | undefined>;
}

const STS_PER_SECOND = 50;

/** The SDK is loaded here, on first use: `--help` and validation never pay for it. */
export function createAwsFactory(options: AwsOptions): AwsFactory {
  const pacerOf = createPacers(options.limits);
  // Every call that waits listens for the interruption; Node takes more than ten listeners for a leak, and says so.
  if (options.signal !== undefined) setMaxListeners(0, options.signal);
  const regions = new Map<string, Promise<Aws>>();

  const clients: PacedClient[] = [];
  const forgetCredentials = () => {
    // Setting them has the SDK look for credentials anew: in the chain where none are given.
    for (const { config } of clients) config.credentials = options.credentials;
  };
  const renewal = options.signInAgain && createRenewal(options.signInAgain, forgetCredentials);

  const { signal, onWaiting, onCall } = options;
  const create = async (region: string): Promise<Aws> => {
    const [ssoAdmin, identityStore, organizations, sts] = await Promise.all([
      import("../../aws/clients/sso-admin.ts"),
      import("../../aws/clients/identitystore.ts"),
      import("../../aws/clients/organizations.ts"),
      import("../../aws/clients/sts.ts"),
    ]);
    const { endpoint, credentials } = options;
    // Our own pacing retries: it knows which errors are safe to repeat, and counts every try against the limits.
    const config = await clientSettings({ region, endpoint, credentials });
    const paced = <Client extends PacedClient>(client: Client): Client => {
      clients.push(client);
      client.middlewareStack.add(
        (next: Handler, context: Record<string, unknown>) => (args: unknown) => {
          const operation = String(context.commandName ?? "").replace(/Command$/, "");
          const pacer = pacerOf(String(context.clientName ?? ""), operation);
          const priority = priorityOf(operation);
          const send = () => {
            onCall?.(operation);
            return next(args);
          };
          return sendPaced(send, { pacer, priority, operation, signal, renewal, onWaiting });
        },
        // Outside of everything that the SDK does for a call: each try looks for credentials and signs anew.
        { step: "initialize", priority: "low", name: "onboardPacing" },
      );
      return client;
    };
    return {
      region,
      ...(endpoint === undefined ? {} : { endpoint }),
      ssoAdmin: paced(new ssoAdmin.SSOAdminClient(config)),
      identityStore: paced(new identityStore.IdentitystoreClient(config)),
      organizations: paced(new organizations.OrganizationsClient(config)),
      sts: paced(new sts.STSClient(config)),
    };
  };

  return {
    in: (region) => {
      const known = regions.get(region) ?? create(region);
      regions.set(region, known);
      return known;
    },
    ambientRegion: async () => {
      const { STSClient } = await import("../../aws/clients/sts.ts");
      return new STSClient(await clientSettings()).config.region().catch(() => undefined);
    },
  };
}

type Handler = (args: unknown) => Promise<unknown>;

interface PacedClient {
  readonly middlewareStack: {
    // biome-ignore lint/suspicious/noExplicitAny: each client's stack is typed over its own inputs and outputs
    add(middleware: any, options: object): void;
  };
  // biome-ignore lint/suspicious/noExplicitAny: read as a provider, written as anything the SDK takes
  readonly config: { credentials: any };
}

/** sso-admin has one bucket for everything, identitystore one for each operation. */
function createPacers(limits: Limits): (client: string, operation: string) => Pacer {
  const pacers = new Map<string, Pacer>();
  const rateOf = (client: string) => {
    if (client === "SSOAdminClient") return limits.ssoAdminPerSecond;
    if (client === "IdentitystoreClient") return limits.identityStorePerSecond;
    return client === "OrganizationsClient" ? limits.organizationsPerSecond : STS_PER_SECOND;
  };
  return (client, operation) => {
    const bucket = client === "IdentitystoreClient" ? `${client}.${operation}` : client;
    const pacer = pacers.get(bucket) ?? createPacer(rateOf(client));
    pacers.set(bucket, pacer);
    return pacer;
  };
}

function priorityOf(operation: string): Priority {
  if (/^(List|Describe).*Status$/.test(operation)) return "poll";
  return /^(List|Describe|Get|Is)/.test(operation) ? "read" : "write";
}
