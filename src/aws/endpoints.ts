import { isWithoutAmplify } from "../core/aws/partitions.ts";
import { clientSettings } from "./client-settings.ts";
import { requestTargetOf } from "./request-target.ts";

/** A host that calls go to, and what for. */
export interface Endpoint {
  /** What is asked there: `sign-in`, `STS`. */
  readonly service: string;
  readonly protocol: string;
  readonly host: string;
  readonly port: number;
}

/** They are only asked where they would call. */
const credentials = { accessKeyId: "none", secretAccessKey: "none" };
const accountId = "000000000000";

type Settings = Awaited<ReturnType<typeof clientSettings<typeof credentials>>>;

/** Where each service that we call has its place in a Region, by the settings that the SDK follows. */
const SERVICES = {
  signIn: async (settings: Settings) => {
    const sdk = await import("./clients/sso-oidc.ts");
    const command = new sdk.RegisterClientCommand({ clientName: "endpoint", clientType: "public" });
    return requestTargetOf(command, () => new sdk.SSOOIDCClient(settings).send(command));
  },
  portal: async (settings: Settings) => {
    const sdk = await import("./clients/sso.ts");
    const command = new sdk.ListAccountsCommand({ accessToken: "none" });
    return requestTargetOf(command, () => new sdk.SSOClient(settings).send(command));
  },
  identityCenter: async (settings: Settings) => {
    const sdk = await import("./clients/sso-admin.ts");
    const command = new sdk.ListInstancesCommand({});
    return requestTargetOf(command, () => new sdk.SSOAdminClient(settings).send(command));
  },
  identityStore: async (settings: Settings) => {
    const sdk = await import("./clients/identitystore.ts");
    const command = new sdk.ListUsersCommand({ IdentityStoreId: "d-0000000000" });
    return requestTargetOf(command, () => new sdk.IdentitystoreClient(settings).send(command));
  },
  organizations: async (settings: Settings) => {
    const sdk = await import("./clients/organizations.ts");
    const command = new sdk.DescribeAccountCommand({ AccountId: accountId });
    return requestTargetOf(command, () => new sdk.OrganizationsClient(settings).send(command));
  },
  sts: async (settings: Settings) => {
    const sdk = await import("./clients/sts.ts");
    const command = new sdk.GetCallerIdentityCommand({});
    return requestTargetOf(command, () => new sdk.STSClient(settings).send(command));
  },
  ssm: async (settings: Settings) => {
    const sdk = await import("./clients/ssm.ts");
    const command = new sdk.GetParameterCommand({ Name: "endpoint" });
    return requestTargetOf(command, () => new sdk.SSMClient(settings).send(command));
  },
  amplify: async (settings: Settings) => {
    const sdk = await import("./clients/amplify.ts");
    const command = new sdk.ListAppsCommand({});
    return requestTargetOf(command, () => new sdk.AmplifyClient(settings).send(command));
  },
} as const;

const NAMES: Readonly<Record<keyof typeof SERVICES, string>> = {
  signIn: "sign-in",
  portal: "access portal",
  identityCenter: "IAM Identity Center",
  identityStore: "identity store",
  organizations: "Organizations",
  sts: "STS",
  ssm: "Systems Manager",
  amplify: "Amplify",
};

/** What is asked in the Region of the portal, and what in the Region that somebody works in. */
const ASKED = {
  "sign-in": ["signIn", "portal", "identityCenter", "identityStore", "organizations"],
  work: ["sts", "ssm", "amplify"],
} as const satisfies Record<string, readonly (keyof typeof SERVICES)[]>;

/** The endpoints of a Region for what is done there. Nothing is called; what has no place there is left out. */
export async function endpointsIn(region: string, purpose: keyof typeof ASKED): Promise<readonly Endpoint[]> {
  const settings = await clientSettings({ region, credentials });
  const asked = ASKED[purpose].filter((service) => service !== "amplify" || !isWithoutAmplify(region));
  const found = await Promise.all(
    asked.map(async (service) => {
      const target = await SERVICES[service](settings).catch(() => undefined);
      if (target === undefined) return [];
      const { protocol, hostname, port = protocol === "https:" ? 443 : 80 } = target;
      return [{ service: NAMES[service], protocol, host: hostname.replace(/^\[|\]$/g, ""), port }];
    }),
  );
  return found.flat();
}
