import type { SSOOIDCClient } from "@aws-sdk/client-sso-oidc";
import { clientSettings } from "../../aws/client-settings.ts";
import { requestTargetOf } from "../../aws/request-target.ts";
import type { OnWaiting } from "../../aws/waiting.ts";
import { call, required } from "./aws-call.ts";
import type { Clock } from "./clock.ts";
import { type Flow, PKCE_GRANT_TYPES, type Registration } from "./registration-cache.ts";
import { sendPatiently } from "./retry.ts";
import type { SsoSession } from "./sso-session.ts";
import type { IssuedToken } from "./token-cache.ts";

/** Where a browser comes back to. AWS ignores the port when it compares the address with the registered one. */
const REDIRECT_URI_WITHOUT_PORT = "http://127.0.0.1/oauth/callback";

/** What proves to CreateToken that a token is ours, in its own words. */
export type TokenGrant =
  | {
      readonly grantType: "authorization_code";
      readonly code: string;
      readonly codeVerifier: string;
      readonly redirectUri: string;
    }
  | { readonly grantType: "urn:ietf:params:oauth:grant-type:device_code"; readonly deviceCode: string }
  | { readonly grantType: "refresh_token"; readonly refreshToken: string };

/** The parts of a grant that anybody may see. */
const PUBLIC: ReadonlySet<string> = new Set(["grantType", "redirectUri"]);

export interface OidcOptions {
  readonly session: SsoSession;
  /** Where to send calls instead of AWS. Without it the SDK's own settings decide. */
  readonly endpoint?: string;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** Told of a call that AWS keeps waiting. */
  readonly onWaiting?: OnWaiting | undefined;
}

/** The device flow's default of RFC 8628, which AWS uses too. */
const DEFAULT_INTERVAL = 5;

export type Oidc = Awaited<ReturnType<typeof openOidc>>;

/** What a sign-in shows on another device: a short code for people, a long one for us. */
export type DeviceAuthorization = Awaited<ReturnType<Oidc["startDeviceAuthorization"]>>;

/**
 * IAM Identity Center's OIDC service, for one session. None of its operations needs AWS credentials. A call that fails
 * rejects with `CallFailed`. Loads the SDK, on first use: a valid cached token needs none.
 * https://docs.aws.amazon.com/singlesignon/latest/OIDCAPIReference/Welcome.html
 */
export async function openOidc({ session, endpoint, clock, signal, onWaiting }: OidcOptions) {
  const { name, startUrl, region, scopes } = session;
  const sdk = await import("../../aws/clients/sso-oidc.ts");
  const client = new sdk.SSOOIDCClient(await clientSettings({ region, endpoint }));
  const abort = { abortSignal: signal };
  const patiently = <Answer>(operation: string, send: () => Promise<Answer>) =>
    sendPatiently(operation, send, { clock, signal, onWaiting });
  return {
    async registerClient(flow: Flow): Promise<Registration> {
      const operation = "RegisterClient";
      const command = new sdk.RegisterClientCommand({
        clientName: `botocore-client-${name}`,
        clientType: "public",
        scopes: [...scopes],
        ...(flow === "pkce" && {
          grantTypes: [...PKCE_GRANT_TYPES],
          redirectUris: [REDIRECT_URI_WITHOUT_PORT],
          issuerUrl: startUrl,
        }),
      });
      const answer = await patiently(operation, () =>
        call({ operation, signal, secrets: [] }, () => client.send(command, abort)),
      );
      return {
        clientId: required(answer.clientId, operation),
        clientSecret: required(answer.clientSecret, operation),
        expiresAt: required(answer.clientSecretExpiresAt, operation) * 1000,
      };
    },
    async startDeviceAuthorization({ clientId, clientSecret }: Registration) {
      const operation = "StartDeviceAuthorization";
      const command = new sdk.StartDeviceAuthorizationCommand({ clientId, clientSecret, startUrl });
      const secrets = [clientId, clientSecret];
      const answer = await patiently(operation, () =>
        call({ operation, signal, secrets }, () => client.send(command, abort)),
      );
      const verificationUri = required(answer.verificationUri, operation);
      return {
        deviceCode: required(answer.deviceCode, operation),
        userCode: required(answer.userCode, operation),
        verificationUri,
        verificationUriComplete: answer.verificationUriComplete ?? verificationUri,
        expiresInSeconds: required(answer.expiresIn, operation),
        intervalSeconds: answer.interval || DEFAULT_INTERVAL,
      };
    },
    /**
     * A device code is asked about once: how often and how long to ask is the caller's affair. A refresh that brings no
     * new refresh token leaves the old one in force (RFC 6749 §6).
     */
    async createToken(registration: Registration, grant: TokenGrant): Promise<IssuedToken> {
      const operation = "CreateToken";
      const { clientId, clientSecret } = registration;
      const command = new sdk.CreateTokenCommand({ clientId, clientSecret, ...grant });
      const proofs = Object.entries(grant).flatMap(([part, value]) => (PUBLIC.has(part) ? [] : [value]));
      const secrets = [clientId, clientSecret, ...proofs];
      const send = () => call({ operation, signal, secrets }, () => client.send(command, abort));
      const answer = await ("deviceCode" in grant ? send() : patiently(operation, send));
      return {
        startUrl,
        region,
        accessToken: required(answer.accessToken, operation),
        expiresAt: clock.now() + required(answer.expiresIn, operation) * 1000,
        registration,
        refreshToken: answer.refreshToken ?? ("refreshToken" in grant ? grant.refreshToken : undefined),
      };
    },
    /** `https://oidc.REGION.amazonaws.com/authorize`, or the same path of whatever endpoint the SDK was told to use. */
    authorizeEndpoint: async () => new URL("authorize", await endpointOf(client, sdk)),
  };
}

/** The endpoint of the service. /authorize is not in its model, so where another operation goes tells it. */
async function endpointOf(client: SSOOIDCClient, sdk: typeof import("../../aws/clients/sso-oidc.ts")): Promise<URL> {
  const command = new sdk.RegisterClientCommand({ clientName: "endpoint", clientType: "public" });
  const target = await requestTargetOf(command, () => client.send(command));
  const { protocol, hostname, port, path } = required(target, "RegisterClient");
  const origin = `${protocol}//${hostname}${port === undefined ? "" : `:${port}`}`;
  return new URL(path.replace(/client\/register$/, ""), origin);
}
