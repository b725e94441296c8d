/** A program that registered with the OIDC service, as public clients do. */
export interface OidcClient {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly clientName: string;
  readonly scopes: readonly string[];
  readonly redirectUris: readonly string[];
  /** Empty when the registration did not restrict them. */
  readonly grantTypes: readonly string[];
  /** The start URL that authorization requests of this client are for. */
  readonly issuerUrl?: string;
  /** Registrations count in their own Region only; empty when the request did not tell it. */
  readonly region: string;
  readonly issuedAt: number;
  readonly expiresAt: number;
}

/** What a person answered to a client, and when. */
export type Decision =
  | { readonly answer: "allowed"; readonly sessionId: string; readonly at: number }
  | { readonly answer: "denied"; readonly reason: string; readonly at: number };

interface Asked {
  readonly id: string;
  readonly clientId: string;
  readonly instanceArn: string;
  readonly expiresAt: number;
  readonly decision?: Decision;
  /** The client has its tokens: what it redeemed is worth nothing any more. */
  readonly redeemed: boolean;
}

/** A device code: https://datatracker.ietf.org/doc/html/rfc8628 */
export interface DeviceAuthorization extends Asked {
  readonly kind: "device";
  readonly deviceCode: string;
  /** `BCDF-GHJK`, what the person compares or types. */
  readonly userCode: string;
  /** Milliseconds that the client must leave between two tries. */
  readonly interval: number;
  readonly polledAt?: number;
}

/** An authorization code with PKCE: https://datatracker.ietf.org/doc/html/rfc7636 */
export interface CodeAuthorization extends Asked {
  readonly kind: "code";
  /** Given to the client once the person allowed. */
  readonly code: string;
  readonly redirectUri: string;
  readonly state?: string;
  /** S256. */
  readonly codeChallenge: string;
}

/** A client's wish to act for a person, from the moment it asks until it has its tokens. */
export type ClientAuthorization = DeviceAuthorization | CodeAuthorization;

/** A person who is signed in to the access portal; what their clients were given ends with it. */
export interface PortalSession {
  readonly id: string;
  readonly instanceArn: string;
  readonly userId: string;
  readonly startedAt: number;
  readonly expiresAt: number;
}

/** What a client shows to the access portal instead of the person. */
export interface AccessToken {
  readonly accessToken: string;
  /** Only clients that asked for the scope `sso:account:access` get one. */
  readonly refreshToken?: string;
  readonly clientId: string;
  readonly sessionId: string;
  readonly issuedAt: number;
  readonly expiresAt: number;
}

/** A person whose password is set, so that the next sign-in is an ordinary one. */
export interface FirstSignIn {
  readonly userId: string;
  readonly at: number;
}

/**
 * The parameter in which a bootstrap stack of the CDK keeps its version, in a Region of an account.
 * https://docs.aws.amazon.com/cdk/v2/guide/bootstrapping.html
 */
export interface Bootstrap {
  readonly accountId: string;
  readonly region: string;
  /** What tells bootstrap stacks of one Region apart: `hnb659fds` where nobody chose another. */
  readonly qualifier: string;
  readonly version: number;
  readonly createdAt: number;
}
