import { createHash, randomBytes } from "node:crypto";
import { AmplifyClient } from "@aws-sdk/client-amplify";
import { SSMClient } from "@aws-sdk/client-ssm";
import { GetRoleCredentialsCommand, SSOClient } from "@aws-sdk/client-sso";
import {
  CreateTokenCommand,
  RegisterClientCommand,
  SSOOIDCClient,
  StartDeviceAuthorizationCommand,
} from "@aws-sdk/client-sso-oidc";
import { STSClient } from "@aws-sdk/client-sts";
import type { OrganizationDescription } from "../../src/simulator/organization-file/description.ts";
import type { SimulatorOptions } from "../../src/simulator/start.ts";
import { known, simulateAws } from "./simulated-aws.ts";

export const startUrl = `https://${known.identityStoreId}.awsapps.com/start`;
export const deviceGrant = "urn:ietf:params:oauth:grant-type:device_code";
export const callback = "http://127.0.0.1:8912/oauth/callback";

/** Ada has amplify-policy by herself in Sandbox North, and by her group in Staging; Bob has it nowhere; Cyd is disabled. */
const team: OrganizationDescription = {
  instances: [
    {
      instanceId: "ssoins-7223a1b2c3d4e5f6",
      identityStoreId: known.identityStoreId,
      subdomain: "example-corp",
      users: [
        { userName: "bob", givenName: "Bob", familyName: "Example" },
        { userName: "ada", givenName: "Ada", familyName: "Lovelace", email: "ada@example.com" },
        { userName: "cyd", givenName: "Cyd", familyName: "Example", status: "DISABLED" },
      ],
      groups: [{ displayName: "Developers", members: ["ada"] }],
      permissionSets: [
        {
          name: "amplify-policy",
          sessionDuration: "PT12H",
          managedPolicies: [known.policyArn],
          assignments: [
            { account: "Sandbox North", user: "ada" },
            { account: "Staging", group: "Developers" },
          ],
        },
        { name: "nothing", assignments: [{ account: "Sandbox North", user: "ada" }] },
        {
          name: "admin",
          managedPolicies: ["arn:aws:iam::aws:policy/AdministratorAccess"],
          assignments: [
            { account: "Example Corp", user: "ada" },
            { account: "Sandbox North", group: "Developers" },
          ],
        },
      ],
    },
  ],
};

/** A simulator with a team in it, and what a developer's machine does with the SDK's own clients. */
export async function simulateDeveloper(options: SimulatorOptions = {}) {
  const aws = await simulateAws({ organization: team, ...options });
  const settings = { endpoint: aws.simulator.url, region: "us-east-1", maxAttempts: 1 };
  const oidc = new SSOOIDCClient(settings);
  const portal = new SSOClient(settings);

  const register = async (more: Partial<RegisterClientCommand["input"]> = {}) => {
    const answer = await oidc.send(
      new RegisterClientCommand({
        clientName: "amplify-onboard-test",
        clientType: "public",
        scopes: ["sso:account:access"],
        ...more,
      }),
    );
    return { clientId: answer.clientId ?? "", clientSecret: answer.clientSecret ?? "" };
  };
  const registerForCode = () =>
    register({
      grantTypes: ["authorization_code", "refresh_token"],
      redirectUris: ["http://127.0.0.1/oauth/callback"],
      issuerUrl: startUrl,
    });
  type Client = Awaited<ReturnType<typeof register>>;
  const startDevice = async (client: Client, url = startUrl) => {
    const answer = await oidc.send(new StartDeviceAuthorizationCommand({ ...client, startUrl: url }));
    const { deviceCode = "", userCode = "", verificationUri = "", verificationUriComplete = "" } = answer;
    return { ...answer, deviceCode, userCode, verificationUri, verificationUriComplete };
  };
  const redeemDevice = (client: Client, deviceCode: string) =>
    oidc.send(new CreateTokenCommand({ ...client, grantType: deviceGrant, deviceCode }));
  /** An access token, the fast way; the simulator must approve by itself. */
  const signIn = async (more: Partial<RegisterClientCommand["input"]> = {}) => {
    const client = await register(more);
    const { deviceCode } = await startDevice(client);
    aws.pass(5_000);
    const token = await redeemDevice(client, deviceCode);
    return { client, accessToken: token.accessToken ?? "", refreshToken: token.refreshToken };
  };
  const roleCredentials = async (accessToken: string, accountId: string, roleName: string) => {
    const answer = await portal.send(new GetRoleCredentialsCommand({ accessToken, accountId, roleName }));
    const { accessKeyId = "", secretAccessKey = "", sessionToken = "", expiration } = answer.roleCredentials ?? {};
    return { accessKeyId, secretAccessKey, sessionToken, ...(expiration && { expiration: new Date(expiration) }) };
  };
  const as = (credentials: Awaited<ReturnType<typeof roleCredentials>>, region = "us-east-1") => {
    const signed = { ...settings, region, credentials };
    return { sts: new STSClient(signed), ssm: new SSMClient(signed), amplify: new AmplifyClient(signed), signed };
  };
  const url = aws.simulator.url;
  return {
    ...aws,
    url,
    oidc,
    portal,
    register,
    registerForCode,
    startDevice,
    redeemDevice,
    signIn,
    roleCredentials,
    as,
  };
}

/** A PKCE pair and the address that a client opens in the browser. */
export function authorizeUrl(url: string, clientId: string, changes: Record<string, string | undefined> = {}) {
  const codeVerifier = randomBytes(48).toString("base64url");
  const parameters = {
    response_type: "code",
    client_id: clientId,
    redirect_uri: callback,
    state: "state-1",
    code_challenge_method: "S256",
    scopes: "sso:account:access",
    code_challenge: createHash("sha256").update(codeVerifier).digest("base64url"),
    ...changes,
  };
  const given = Object.entries(parameters).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return { codeVerifier, address: `${url}/authorize?${new URLSearchParams(given)}` };
}
