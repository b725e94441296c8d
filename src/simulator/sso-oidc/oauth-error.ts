import { AwsError } from "../operation.ts";

/** The errors of the OIDC API and OAuth's own names for them. */
const oauthNames = {
  AccessDeniedException: "access_denied",
  AuthorizationPendingException: "authorization_pending",
  ExpiredTokenException: "expired_token",
  InternalServerException: "server_error",
  InvalidClientException: "invalid_client",
  InvalidClientMetadataException: "invalid_client_metadata",
  InvalidGrantException: "invalid_grant",
  InvalidRedirectUriException: "invalid_redirect_uri",
  InvalidRequestException: "invalid_request",
  InvalidScopeException: "invalid_scope",
  SlowDownException: "slow_down",
  UnauthorizedClientException: "unauthorized_client",
  UnsupportedGrantTypeException: "unsupported_grant_type",
} as const;

/**
 * An error of the OIDC API: OAuth's name and the description are its only members, there is no message.
 * https://docs.aws.amazon.com/singlesignon/latest/OIDCAPIReference/API_CreateToken.html#API_CreateToken_Errors
 */
export function oauthError(code: keyof typeof oauthNames, description: string): AwsError {
  const members = { error: oauthNames[code], error_description: description };
  return new AwsError(code, description, members, statuses[code] ?? 400);
}

const statuses: Readonly<Partial<Record<keyof typeof oauthNames, number>>> = {
  InternalServerException: 500,
  InvalidClientException: 401,
};
