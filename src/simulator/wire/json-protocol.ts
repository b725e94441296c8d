import type { AwsError, Service } from "../operation.ts";

/** An HTTP answer, ready to be written. */
export interface Rendered {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

const contentType = "application/x-amz-json-1.1";

/** Splits `X-Amz-Target: AWSIdentityStore.CreateUser`; undefined when the header does not name an operation. */
export function readTarget(header: string | undefined): { prefix: string; operation: string } | undefined {
  const [, prefix, operation] = /^([^.]+)\.([A-Za-z]+)$/.exec(header ?? "") ?? [];
  return prefix && operation ? { prefix, operation } : undefined;
}

/** The output of an operation, without the members that have no value. */
export function renderJsonOutput(output: Record<string, unknown>): Rendered {
  return { status: 200, headers: { "Content-Type": contentType }, body: JSON.stringify(output) };
}

/**
 * An error as AWS JSON 1.1 writes it: the qualified name in `__type`, the bare one in a header. Services differ in how
 * they spell the message's member, so both spellings are there.
 * https://smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html#operation-error-serialization
 */
export function renderJsonError(error: AwsError, service: Service | undefined, requestId: string): Rendered {
  const { code, message, members, httpStatus } = error;
  const type = service === undefined ? code : `${service.errorNamespace}#${code}`;
  const body = { __type: type, ...members, Message: message, message, RequestId: requestId };
  return {
    status: httpStatus,
    headers: { "Content-Type": contentType, "x-amzn-ErrorType": code },
    body: JSON.stringify(body),
  };
}
