import { AwsError, type Service } from "./operation.ts";
import { oauthError } from "./sso-oidc/oauth-error.ts";
import type { Caller } from "./world/world.ts";

/** What a service answers to more requests than its rate allows. */
export function throttled(service: Service, reason = "Rate exceeded"): AwsError {
  if (service.id === "organizations") return new AwsError("TooManyRequestsException", reason);
  if (service.id === "sso") return new AwsError("TooManyRequestsException", reason, {}, 429);
  if (service.id === "sso-oidc") return oauthError("SlowDownException", reason);
  return new AwsError(service.protocol === "query" ? "Throttling" : "ThrottlingException", reason);
}

/** What a service answers to temporary credentials whose time is over. */
export function expiredToken(
  service: Service,
  reason = "The security token included in the request is expired",
): AwsError {
  if (service.protocol === "query") return new AwsError("ExpiredToken", reason, {}, 403);
  return new AwsError("ExpiredTokenException", reason, {}, service.protocol === "rest-json" ? 403 : 400);
}

/** What a service answers to a signature of another time than its own. Milliseconds since the epoch. */
export function skewedSignature(service: Service, signedAt: number, now: number): AwsError {
  const text = (time: number) => new Date(time).toISOString().replace(/[-:]|\.\d+/g, "");
  const reason =
    signedAt < now
      ? `Signature expired: ${text(signedAt)} is now earlier than ${text(now - 300_000)} (${text(now)} - 5 min.)`
      : `Signature not yet current: ${text(signedAt)} is still later than ${text(now + 300_000)} (${text(now)} + 5 min.)`;
  if (service.protocol === "query") return new AwsError("SignatureDoesNotMatch", reason, {}, 403);
  return new AwsError("InvalidSignatureException", reason, {}, service.protocol === "rest-json" ? 403 : 400);
}

/** What a service answers to keys that nobody has given. */
export function unrecognizedToken(service: Service): AwsError {
  const reason = "The security token included in the request is invalid.";
  if (service.protocol === "query") return new AwsError("InvalidClientTokenId", reason, {}, 403);
  return new AwsError("UnrecognizedClientException", reason, {}, service.protocol === "rest-json" ? 403 : 400);
}

/** The sentence of IAM: who may not do what, and why. */
export function accessDenied(service: Service, operation: string, { arn }: Caller, why: string): AwsError {
  const message = `User: ${arn} is not authorized to perform: ${service.signingName}:${operation} ${why}`;
  if (service.protocol === "query") return new AwsError("AccessDenied", message, {}, 403);
  return new AwsError("AccessDeniedException", message, {}, service.protocol === "rest-json" ? 403 : 400);
}
