import type { AwsFailure } from "../../core/errors/onboard-error.ts";
import { visibleText } from "../../core/text/visible-text.ts";

/**
 * What a failed call met: a refusal by AWS (`answered`), no usable network or service (`unreachable`), or a proxy or
 * captive portal that answers in AWS's place (`not-aws`).
 */
export type FailureClass = "answered" | "unreachable" | "not-aws";

/**
 * A call that failed, told apart. The SDK's own error goes no further than this: it holds the request, and with it
 * tokens and secrets; what is kept of it has them blotted out.
 */
export class CallFailed extends Error {
  readonly failure: FailureClass;
  readonly aws: AwsFailure;
  /** `KMS_…` when IAM Identity Center could not use its customer managed key. */
  readonly kms: string | undefined;

  constructor(failure: FailureClass, aws: AwsFailure, kms?: string) {
    super(`${aws.operation}: ${aws.name}: ${aws.message}`);
    this.name = "CallFailed";
    this.failure = failure;
    this.aws = aws;
    this.kms = kms;
  }
}

export interface CallOptions {
  readonly operation: string;
  readonly signal: AbortSignal;
  /** What must not show in any message, even if the other side repeats it. */
  readonly secrets: readonly string[];
}

/** Sends a call to AWS. Rejects with `CallFailed`, or with the signal's reason once it is aborted; bugs pass through. */
export async function call<Answer>(
  { operation, signal, secrets }: CallOptions,
  send: () => Promise<Answer>,
): Promise<Answer> {
  try {
    return await send();
  } catch (error) {
    if (signal.aborted) throw signal.reason;
    const failure = classify(error);
    if (failure === undefined) throw error;
    throw new CallFailed(failure, failureOf(error, operation, secrets), kmsReason(error));
  }
}

/** A member that AWS always sends. Without it something else must have answered. */
export function required<Value>(value: Value | undefined, operation: string): Value {
  if (value !== undefined) return value;
  throw new CallFailed("not-aws", { name: "IncompleteAnswer", message: "the answer is incomplete", operation });
}

/** Whether a failed call was refused by AWS under one of these names. */
export function isRefusal(error: unknown, ...names: readonly string[]): error is CallFailed {
  return error instanceof CallFailed && error.failure === "answered" && names.includes(error.aws.name);
}

interface ErrorShape {
  readonly name?: string;
  readonly message?: string;
  readonly code?: string;
  readonly error_description?: string;
  readonly reason?: string;
  readonly $metadata?: { readonly httpStatusCode?: number; readonly requestId?: string };
  readonly $response?: { readonly statusCode?: number };
}

const NETWORK =
  /^(E(CONN|HOST|NET|ADDR|PIPE|TIMEDOUT|NOTFOUND|AI_)|ENOTFOUND|ETIMEDOUT|ERR_SOCKET|ERR_TLS|ERR_SSL|CERT_|UNABLE_TO_|SELF_SIGNED|DEPTH_ZERO)/;

function classify(error: unknown): FailureClass | undefined {
  const { name = "", code = "", message = "", $metadata, $response } = shapeOf(error);
  const status = $metadata?.httpStatusCode ?? $response?.statusCode;
  if (NETWORK.test(code) || name === "TimeoutError" || /socket hang up/.test(message)) return "unreachable";
  if (error instanceof SyntaxError) return "not-aws";
  if (status === undefined) return undefined;
  if (status >= 500) return "unreachable";
  return /^(Error|Unknown(Error)?|\d+)?$/.test(name) ? "not-aws" : "answered";
}

function failureOf(error: unknown, operation: string, secrets: readonly string[]): AwsFailure {
  const { name, message, code, error_description: description, $metadata } = shapeOf(error);
  const said = description || message || "no message";
  return {
    name: name === undefined || name === "Error" ? (code ?? "Error") : visibleText(name),
    message: visibleText(withoutSecrets(said, secrets)).replace(/\.$/, "").slice(0, 500),
    operation,
    ...($metadata?.requestId === undefined ? {} : { requestId: $metadata.requestId }),
  };
}

function kmsReason(error: unknown): string | undefined {
  const { reason } = shapeOf(error);
  return typeof reason === "string" && reason.startsWith("KMS_") ? reason : undefined;
}

/** The longest go first, or a secret that begins with another would leave its end behind. */
function withoutSecrets(text: string, secrets: readonly string[]): string {
  const known = secrets.filter((secret) => secret !== "").sort((one, other) => other.length - one.length);
  return known.reduce((clean, secret) => clean.replaceAll(secret, "…"), text);
}

function shapeOf(error: unknown): ErrorShape {
  return typeof error === "object" && error !== null ? (error as ErrorShape) : {};
}
