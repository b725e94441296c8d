import { clientSettings } from "./client-settings.ts";
import { requestTargetOf } from "./request-target.ts";

/** They are only asked where they would call. */
const credentials = { accessKeyId: "none", secretAccessKey: "none" };
const accountId = "000000000000";

type Settings = Awaited<ReturnType<typeof settingsIn>>;

/** With these, services are asked where they have their place in a Region. */
export function settingsIn(region: string) {
  return clientSettings({ region, credentials });
}

/** Where each service that we call has its place in a Region, by the settings that the SDK follows. */
export const SERVICES = {
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
