import { classify, failureOf } from "../../aws/aws-error.ts";
import type { AwsFailure } from "../../core/errors/onboard-error.ts";

/**
 * What a failed call met: a refusal by AWS (`answered`), no usable network or service (`unreachable`), a certificate that is
 * not trusted, a proxy that says no (`barred`), or a proxy or captive portal that answers in AWS's place (`not-aws`).
 */
export type FailureClass = "answered" | "unreachable" | "untrusted" | "barred" | "not-aws";

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
    const failure = failureClassOf(error);
    if (failure === undefined) throw error;
    const aws = failureOf(error, operation, secrets);
    throw new CallFailed(failure, { ...aws, message: aws.message.replace(/\.$/, "").slice(0, 500) }, kmsReason(error));
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
  readonly reason?: string;
  readonly $metadata?: { readonly httpStatusCode?: number };
  readonly $response?: { readonly statusCode?: number };
}

/** `undefined` for what never was on its way to AWS: a bug. */
function failureClassOf(error: unknown): FailureClass | undefined {
  const { name = "", $metadata, $response } = shapeOf(error);
  const kind = classify(error);
  if (error instanceof SyntaxError || kind === "unsupported") return "not-aws";
  if (kind === "untrusted" || kind === "barred") return kind;
  if (kind === "unknown-outcome") return "unreachable";
  if (($metadata?.httpStatusCode ?? $response?.statusCode) === undefined) return undefined;
  return UNNAMED.test(name) ? "not-aws" : "answered";
}

/** AWS names its errors. */
const UNNAMED = /^(Error|Unknown(Error)?|\d+)?$/;

function kmsReason(error: unknown): string | undefined {
  const { reason } = shapeOf(error);
  return typeof reason === "string" && reason.startsWith("KMS_") ? reason : undefined;
}

function shapeOf(error: unknown): ErrorShape {
  return typeof error === "object" && error !== null ? (error as ErrorShape) : {};
}
