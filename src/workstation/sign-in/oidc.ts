import type { CreateTokenCommandInput, SSOOIDCClient } from "@aws-sdk/client-sso-oidc";
import { clientSettings } from "../../aws/client-settings.ts";
import { call, required } from "./aws-call.ts";
import type { Clock } from "./clock.ts";
import { PKCE_GRANT_TYPES, type Registration } from "./registration-cache.ts";
import { sendPatiently } from "./retry.ts";
import type { SsoSession } from "./sso-session.ts";

/** Where a browser comes back to. AWS ignores the port when it compares the address with the registered one. */
const REDIRECT_URI_WITHOUT_PORT = "http://127.0.0.1/oauth/callback";

/** What a sign-in shows on another device: a short code for people, a long one for us. */
export interface DeviceAuthorization {
  readonly deviceCode: string;
  readonly userCode: string;
  readonly verificationUri: string;
  readonly verificationUriComplete: string;
  readonly expiresInSeconds: number;
  readonly intervalSeconds: number;
}

/** A token as CreateToken answers it. */
export interface TokenAnswer {
  readonly accessToken: string;
  readonly refreshToken: string | undefined;
  readonly expiresInSeconds: number;
}

/** What proves to CreateToken that a token is ours. */
export type Proof =
  | { readonly by: "code"; readonly code: string; readonly codeVerifier: string; readonly redirectUri: string }
  | { readonly by: "device-code"; readonly deviceCode: string }
  | { readonly by: "refresh-token"; readonly refreshToken: string };

/**
 * IAM Identity Center's OIDC service. None of its operations needs AWS credentials. A call that
 * fails rejects with `CallFailed`.
 * https://docs.aws.amazon.com/singlesignon/latest/OIDCAPIReference/Welcome.html
 */
export interface Oidc {
  registerBrowserClient(session: SsoSession): Promise<Registration>;
  registerDeviceClient(session: SsoSession): Promise<Registration>;
  startDeviceAuthorization(registration: Registration, startUrl: string): Promise<DeviceAuthorization>;
  /** A device code is asked about once: how often and how long to ask is the caller's affair. */
  createToken(registration: Registration, proof: Proof): Promise<TokenAnswer>;
  /** `https://oidc.REGION.amazonaws.com/authorize`, or the same path of whatever endpoint the SDK was told to use. */
  authorizeEndpoint(): Promise<URL>;
}

export interface OidcOptions {
  readonly region: string;
  /** Where to send calls instead of AWS. Without it the SDK's own settings decide. */
  readonly endpoint: string | undefined;
  readonly clock: Clock;
  readonly signal: AbortSignal;
}

/** The device flow's default of RFC 8628, which AWS uses too. */
const DEFAULT_INTERVAL = 5;

/** Loads the SDK, on first use: a valid cached token needs none. */
export async function openOidc({ region, endpoint, clock, signal }: OidcOptions): Promise<Oidc> {
  const sdk = await import("@aws-sdk/client-sso-oidc");
  const client = new sdk.SSOOIDCClient(await clientSettings({ region, endpoint }));
  const options = { abortSignal: signal };
  const patiently = <Answer>(send: () => Promise<Answer>) => sendPatiently(send, { clock, signal });
  const register = async (session: SsoSession, more: object) => {
    const command = new sdk.RegisterClientCommand({
      clientName: `botocore-client-${session.name}`,
      clientType: "public",
      scopes: [...session.scopes],
      ...more,
    });
    const answer = await patiently(() =>
      call({ operation: "RegisterClient", signal, secrets: [] }, () => client.send(command, options)),
    );
    return {
      clientId: required(answer.clientId, "RegisterClient"),
      clientSecret: required(answer.clientSecret, "RegisterClient"),
      expiresAt: required(answer.clientSecretExpiresAt, "RegisterClient") * 1000,
    };
  };
  return {
    registerBrowserClient: (session) =>
      register(session, {
        grantTypes: PKCE_GRANT_TYPES,
        redirectUris: [REDIRECT_URI_WITHOUT_PORT],
        issuerUrl: session.startUrl,
      }),
    registerDeviceClient: (session) => register(session, {}),
    startDeviceAuthorization: async ({ clientId, clientSecret }, startUrl) => {
      const command = new sdk.StartDeviceAuthorizationCommand({ clientId, clientSecret, startUrl });
      const secrets = [clientId, clientSecret];
      const answer = await patiently(() =>
        call({ operation: "StartDeviceAuthorization", signal, secrets }, () => client.send(command, options)),
      );
      const verificationUri = required(answer.verificationUri, "StartDeviceAuthorization");
      return {
        deviceCode: required(answer.deviceCode, "StartDeviceAuthorization"),
        userCode: required(answer.userCode, "StartDeviceAuthorization"),
        verificationUri,
        verificationUriComplete: answer.verificationUriComplete ?? verificationUri,
        expiresInSeconds: required(answer.expiresIn, "StartDeviceAuthorization"),
        intervalSeconds: answer.interval || DEFAULT_INTERVAL,
      };
    },
    createToken: async ({ clientId, clientSecret }, proof) => {
      const command = new sdk.CreateTokenCommand({ clientId, clientSecret, ...grantOf(proof) });
      const secrets = [clientId, clientSecret, ...secretsOf(proof)];
      const send = () => call({ operation: "CreateToken", signal, secrets }, () => client.send(command, options));
      const answer = await (proof.by === "device-code" ? send() : patiently(send));
      return {
        accessToken: required(answer.accessToken, "CreateToken"),
        refreshToken: answer.refreshToken,
        expiresInSeconds: required(answer.expiresIn, "CreateToken"),
      };
    },
    authorizeEndpoint: async () => new URL("authorize", await endpointOf(client, sdk)),
  };
}

function grantOf(proof: Proof): Omit<CreateTokenCommandInput, "clientId" | "clientSecret"> {
  switch (proof.by) {
    case "code":
      return {
        grantType: "authorization_code",
        code: proof.code,
        codeVerifier: proof.codeVerifier,
        redirectUri: proof.redirectUri,
      };
    case "device-code":
      return { grantType: "urn:ietf:params:oauth:grant-type:device_code", deviceCode: proof.deviceCode };
    case "refresh-token":
      return { grantType: "refresh_token", refreshToken: proof.refreshToken };
    default:
      return proof satisfies never;
  }
}

function secretsOf(proof: Proof): readonly string[] {
  switch (proof.by) {
    case "code":
      return [proof.code, proof.codeVerifier];
    case "device-code":
      return [proof.deviceCode];
    case "refresh-token":
      return [proof.refreshToken];
    default:
      return proof satisfies never;
  }
}

/**
 * The endpoint that the SDK would call, with every setting considered (environment, profile, FIPS, dual-stack).
 * /authorize is not in the service model, so another operation is prepared and stopped before it is sent.
 */
async function endpointOf(client: SSOOIDCClient, sdk: typeof import("@aws-sdk/client-sso-oidc")): Promise<URL> {
  const command = new sdk.RegisterClientCommand({ clientName: "endpoint", clientType: "public" });
  const seen: URL[] = [];
  command.middlewareStack.add(
    () => async (args) => {
      const { protocol, hostname, port, path } = args.request as RequestTarget;
      const origin = `${protocol}//${hostname}${port === undefined ? "" : `:${port}`}`;
      seen.push(new URL(path.replace(/client\/register$/, ""), origin));
      return { output: { $metadata: {} }, response: {} };
    },
    { step: "finalizeRequest", priority: "high" },
  );
  await client.send(command);
  return required(seen[0], "RegisterClient");
}

interface RequestTarget {
  readonly protocol: string;
  readonly hostname: string;
  readonly port?: number;
  readonly path: string;
}
