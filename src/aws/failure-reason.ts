/**
 * A FailureReason of Identity Center in its parts. It wraps what IAM answered in the account:
 * `Received a 409 status error: … (Service: AmazonIdentityManagement; Status Code: 409; Error Code: LimitExceeded; Request ID: …)`.
 */
export interface FailureReason {
  /** What is left of the sentence: IAM's, or Identity Center's own. */
  readonly said: string;
  /** HTTP's, as IAM answered it. */
  readonly status?: number;
  /** IAM's error code. */
  readonly code?: string;
  /** IAM's id of the request; Identity Center's is beside the FailureReason. */
  readonly requestId?: string;
}

const BEGINNING = /^Received an? (\d{3}) status error: /;

/** What the Java SDK, which Identity Center is made with, puts after a service's message; version 2 has commas and no code. */
const END =
  / \(Service: [\w ]+[;,] Status Code: (\d{3})(?:[;,] Error Code: ([\w.]+))?(?:[;,] Request ID: ([^\s;)]*?))?(?:[;,] (?:Extended Request ID|Proxy): \S+)*\)(?: \(SDK Attempt Count: \d+\))?\.?$/;

/** What Identity Center puts before IAM's message when IAM denies. */
const DENIED = "Access denied by IAM. Please check your policy, or wait for role propagation to complete. IAM Error: ";

/** Takes a FailureReason apart where AWS puts its parts: at the beginning and at the end. What stands between is never searched for them. */
export function parseFailureReason(reason: string): FailureReason {
  const text = reason.trim().replace(/\s+/g, " ");
  const [beginning = "", received] = BEGINNING.exec(text) ?? [];
  const [end = "", answered, code, requestId] = END.exec(text) ?? [];
  const said = text.slice(beginning.length, text.length - end.length);
  const status = answered ?? received;
  return {
    said: said.startsWith(DENIED) ? said.slice(DENIED.length) : said,
    ...(status === undefined ? {} : { status: Number(status) }),
    ...(code === undefined ? {} : { code }),
    ...(requestId ? { requestId } : {}),
  };
}
