import { AmplifyClient, ListAppsCommand } from "@aws-sdk/client-amplify";
import { GetRoleCredentialsCommand, SSOClient } from "@aws-sdk/client-sso";
import {
  CreateTokenCommand,
  RegisterClientCommand,
  SSOOIDCClient,
  StartDeviceAuthorizationCommand,
} from "@aws-sdk/client-sso-oidc";
import type { RunningSimulator } from "../../src/simulator/start.ts";

/** A client with role credentials of whom the simulator lets in, issued now; `pass` moves the simulator's clock. */
export async function roleSession(
  { url, region, startUrl }: RunningSimulator,
  accountId: string,
  roleName: string,
  pass: (milliseconds: number) => void,
): Promise<AmplifyClient> {
  const settings = { endpoint: url, region };
  const oidc = new SSOOIDCClient(settings);
  const register = new RegisterClientCommand({ clientName: "test", clientType: "public" });
  const { clientId, clientSecret } = await oidc.send(register);
  const client = { clientId, clientSecret };
  const { deviceCode } = await oidc.send(new StartDeviceAuthorizationCommand({ ...client, startUrl }));
  pass(5_000);
  const grantType = "urn:ietf:params:oauth:grant-type:device_code";
  const { accessToken } = await oidc.send(new CreateTokenCommand({ ...client, grantType, deviceCode }));
  const portal = new SSOClient(settings);
  const { roleCredentials } = await portal.send(new GetRoleCredentialsCommand({ accessToken, accountId, roleName }));
  const { accessKeyId = "", secretAccessKey = "", sessionToken = "" } = roleCredentials ?? {};
  return new AmplifyClient({ ...settings, credentials: { accessKeyId, secretAccessKey, sessionToken } });
}

/** What AWS says to it: `yes`, or the name of its error. */
export function may(client: AmplifyClient): Promise<string> {
  return client.send(new ListAppsCommand({})).then(
    () => "yes",
    (error: Error) => error.name,
  );
}
