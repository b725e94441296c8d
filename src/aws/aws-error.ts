import type { AwsFailure } from "../core/errors/onboard-error.ts";
import { visibleText } from "../core/text/visible-text.ts";
import { REFUSED_BY_PROXY } from "./proxy-error.ts";

/** What an AWS error asks for. Names and messages come from the service models and AWS's own documentation. */
export type ErrorClass =
  /** Too fast: wait, then the same call again. */
  | "throttled"
  /** As many requests are in progress as AWS takes: the same call again, once one of them has ended. */
  | "no-room"
  /** A previous write has not spread yet: the same call again, a little later. */
  | "not-yet"
  /** The thing is there already: look it up. */
  | "exists"
  | "not-found"
  /** AWS failed or its answer was lost. A write may have been done all the same: look before doing it again. */
  | "unknown-outcome"
  /** The certificate is not one that this computer trusts. Nothing was sent. */
  | "untrusted"
  /** A proxy does not let the call through. Nothing was sent. */
  | "barred"
  /** AWS does not accept the time that this computer signs with. The SDK corrects it by AWS's answer: the same call again. */
  | "clock-skew"
  | "credentials"
  | "denied"
  /** The endpoint does not know the operation, or something that is not AWS answers in its place. */
  | "unsupported"
  /** AWS understood and refuses. */
  | "refused";

interface ErrorShape {
  readonly name?: string;
  /** OAuth's member for what AWS calls message. */
  readonly error_description?: string;
  readonly message?: string;
  readonly code?: string;
  readonly Reason?: string;
  /** Its spelling in OIDC. */
  readonly reason?: string;
  readonly $metadata?: { readonly httpStatusCode?: number; readonly requestId?: string };
  readonly $responseBodyText?: string;
}

/** What AWS answers to keys that it does not know: no longer, in another partition, or in a Region that is off in their account. */
const UNKNOWN_KEYS: readonly string[] = ["UnrecognizedClientException", "InvalidClientTokenId"];

/** What is asked for by name alone. */
const NAMES: Readonly<Partial<Record<ErrorClass, readonly string[]>>> = {
  unsupported: ["UnknownOperationException"],
  throttled: [
    "ThrottlingException",
    "Throttling",
    "ThrottledException",
    "TooManyRequestsException",
    "RequestLimitExceeded",
    "SlowDown",
  ],
  "clock-skew": ["RequestTimeTooSkewed", "RequestInTheFuture", "RequestExpired"],
  credentials: [
    "ExpiredToken",
    "ExpiredTokenException",
    ...UNKNOWN_KEYS,
    "InvalidSignatureException",
    "SignatureDoesNotMatch",
    "MissingAuthenticationToken",
    "MissingAuthenticationTokenException",
    "IncompleteSignature",
    "CredentialsProviderError",
    "TokenProviderError",
  ],
  "not-found": ["ResourceNotFoundException", "AccountNotFoundException", "CreateAccountStatusNotFoundException"],
  exists: ["DuplicateAccountException"],
  "not-yet": ["ConcurrentModificationException", "ServiceException", "FinalizingOrganizationException"],
};

const CLASS_BY_NAME = new Map(
  Object.entries(NAMES).flatMap(([kind, names]) => names.map((name) => [name, kind as ErrorClass] as const)),
);

/** Node's codes for a network that fails. https://nodejs.org/api/errors.html#common-system-errors */
const NETWORK = /^(E(CONN|HOST|NET|ADDR|AI_)\w*|EPIPE|ETIMEDOUT|ENOTFOUND|EPROTO|ERR_(SOCKET|SSL)_\w+)$/;

/** Node's codes for certificates. https://nodejs.org/api/tls.html#x509-certificate-error-codes */
const CERTIFICATE =
  /^(ERR_TLS_CERT_|CERT_|CRL_|UNABLE_TO_|SELF_SIGNED_|DEPTH_ZERO_|INVALID_(CA|PURPOSE)|HOSTNAME_MISMATCH)/;

/** With these a load balancer or proxy says, often in HTML, that it got no answer from AWS: it may the next time. */
const GATEWAY_TROUBLE = new Set([502, 503, 504]);

/**
 * Tells apart what looks alike. sso-admin's ConflictException carries no reason, so its message decides: "already
 * exists" is permanent, anything else is a write that has not spread (AWS: "retry with backoff").
 * identitystore's has an optional `Reason`. Source: the two services' API references, ConflictException.
 * What is not found for want of a KMS key may be there all the same.
 */
export function classify(error: unknown): ErrorClass {
  const { name = "", message = "", code = "", Reason, $metadata } = shapeOf(error);
  const status = $metadata?.httpStatusCode ?? 0;
  const named = CLASS_BY_NAME.get(name);
  // Where the SDK fails to find credentials for want of a way, its error has the code of that.
  if (code === REFUSED_BY_PROXY) return "barred";
  if (name === "CredentialsProviderError" && CERTIFICATE.test(code)) return "untrusted";
  if (named === "unsupported" || (isHtml(error) && !GATEWAY_TROUBLE.has(status))) return "unsupported";
  if (named === "throttled" || status === 429)
    return message.startsWith("There are too many requests processing") ? "no-room" : "throttled";
  // A signature that is refused for its time is refused under the names of wrong credentials.
  if (/^(InvalidSignature|SignatureDoesNotMatch)/.test(name) && /^Signature (expired|not yet current)\b/.test(message))
    return "clock-skew";
  if (named === "not-found" && Reason?.startsWith("KMS_")) return "refused";
  if (named !== undefined) return named;
  if (name.startsWith("AccessDenied")) return "denied";
  if (name === "ConflictException") return classifyConflict(message, Reason);
  if (isBug(error)) return "refused";
  if (CERTIFICATE.test(code)) return "untrusted";
  if (status >= 500 || isDamaged(error) || NETWORK.test(code) || name === "TimeoutError" || isTransport(error))
    return "unknown-outcome";
  return "refused";
}

/** Whether an error of this name says that AWS does not know the keys. */
export function isUnknownKeys(name: string): boolean {
  return UNKNOWN_KEYS.includes(name);
}

/** Whether AWS does not let this caller know, or the endpoint does not know the question: what is asked for may be there. */
export function isUntold(error: unknown): boolean {
  return ["denied", "refused", "unsupported"].includes(classify(error));
}

function classifyConflict(message: string, reason: string | undefined): ErrorClass {
  if (reason === "UNIQUENESS_CONSTRAINT_VIOLATION") return "exists";
  if (reason === "CONCURRENT_MODIFICATION") return "not-yet";
  return THERE_ALREADY.some((sentence) => sentence.test(message)) ? "exists" : "not-yet";
}

/**
 * What AWS says of a thing that is there, where it gives no reason: terraform-provider-aws#38544, the words of
 * AttachManagedPolicyToPermissionSet, and identitystore's. Names have their place in them, and decide nothing.
 */
const THERE_ALREADY: readonly RegExp[] = [
  /^PermissionSet with name \S+ already exists\.?$/,
  /^Permission set with id \S+ already has a typed link attachment to a man?a?ged policy with arn /,
  /^Duplicate \w+\.?$/,
  /^Member and Group relationship already exists\.?$/,
];

/** The language's own errors are bugs, ours or the SDK's, whatever words they have in common with the network's. */
export function isBug(error: unknown): boolean {
  return error instanceof TypeError || error instanceof RangeError || error instanceof ReferenceError;
}

/** The parts of an AWS error worth keeping, safe to print: what is given as `secrets` is blotted out. */
export function failureOf(error: unknown, operation?: string, secrets: readonly string[] = []): AwsFailure {
  const { name, message, error_description: description, code, Reason, reason = Reason, $metadata } = shapeOf(error);
  const status = $metadata?.httpStatusCode;
  const http = status === undefined ? undefined : `HTTP ${status}`;
  const known = NAMELESS.test(name ?? "") ? (code ?? http ?? "Error") : (name ?? "Error");
  const words = [description, message].find((text) => text && !NAMELESS.test(text))?.replace(HINT_OF_THE_SDK, "");
  const said = words ?? (known === http ? `no words at all (${http})` : known);
  return {
    name: visibleText(known),
    message: isDeserialization(error)
      ? `an answer that is not AWS's own (${http}); a proxy may have sent it`
      : visibleText(withoutSecrets(said, secrets)),
    ...(typeof reason === "string" ? { code: visibleText(reason) } : {}),
    ...(status === undefined ? {} : { status }),
    ...($metadata?.requestId === undefined ? {} : { requestId: $metadata.requestId }),
    ...(operation === undefined ? {} : { operation }),
  };
}

/** What the SDK calls an error that has no name, and says where there is no message. */
const NAMELESS = /^(Error|Unknown(Error)?|\d{3})?$/;

/** For who debugs the SDK. */
const HINT_OF_THE_SDK = /\n\s*Deserialization error: to see the raw response.*/s;

/** The longest go first, or a secret that begins with another would leave its end behind. */
function withoutSecrets(text: string, secrets: readonly string[]): string {
  const known = secrets.filter((secret) => secret !== "").sort((one, other) => other.length - one.length);
  return known.reduce((clean, secret) => clean.replaceAll(secret, "…"), text);
}

/** AWS answers its errors as JSON or XML; a page comes from a proxy, or from a fake that lacks the operation. */
function isHtml(error: unknown): boolean {
  const { $responseBodyText = "", message = "" } = shapeOf(error);
  return /^\s*<(!doctype )?html/i.test($responseBodyText) || /Unexpected token '<', "<(!doctype|html)/i.test(message);
}

/** The SDK could not read the answer, though there was one. */
function isDeserialization(error: unknown): boolean {
  return error instanceof SyntaxError && shapeOf(error).$metadata?.httpStatusCode !== undefined;
}

/** An answer of success that was cut short on its way. */
function isDamaged(error: unknown): boolean {
  return isDeserialization(error) && shapeOf(error).$metadata?.httpStatusCode === 200;
}

/** Failures on the way to AWS carry the SDK's metadata, but no status. */
function isTransport(error: unknown): boolean {
  const { message = "", $metadata } = shapeOf(error);
  if ($metadata === undefined || $metadata.httpStatusCode !== undefined) return false;
  return /socket hang up|timed? ?out|network/i.test(message);
}

function shapeOf(error: unknown): ErrorShape {
  return typeof error === "object" && error !== null ? (error as ErrorShape) : { message: String(error) };
}
