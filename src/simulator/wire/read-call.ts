import type { IncomingMessage } from "node:http";
import type { Call } from "../call.ts";
import { AwsError, type Service } from "../operation.ts";
import { modelOf } from "../validation/service-model.ts";
import type { RequestTarget } from "./address.ts";
import { readAuthorization } from "./authorization.ts";
import { readTarget } from "./json-protocol.ts";
import { readQuery, readQueryInput } from "./query-protocol.ts";
import { readRestInput, restOperationAt } from "./rest-json-protocol.ts";

/** Larger than any request that the services take; more is refused so that the simulator cannot be filled up. */
const maximalBody = 1_000_000;

/** A request that names no operation we could even look for. */
export interface Unreadable extends Partial<Call> {
  readonly error: AwsError;
}

/** The call that a request with this body makes, in whichever protocol it is written. */
export function readCall(
  { headers, method = "GET" }: IncomingMessage,
  { address, path, query }: RequestTarget,
  body: string | undefined,
  services: readonly Service[],
): Call | Unreadable {
  const authorization = readAuthorization(headers.authorization, headers["x-amz-date"] as string | undefined);
  if (body === undefined) return { error: new AwsError("RequestEntityTooLargeException", "Too long.", {}, 413) };

  const target = readTarget(headers["x-amz-target"] as string | undefined);
  if (target !== undefined) {
    const service = services.find(({ targetPrefix }) => targetPrefix === target.prefix);
    if (service === undefined) return { error: unknownOperation(), operation: target.operation };
    return withJson({ service, operation: target.operation, authorization, address }, body, (input) => input);
  }
  const rest = restOperationAt(services, method, path);
  if (rest !== undefined) {
    return withJson({ ...rest, authorization, address }, method === "GET" ? "" : body, (json) =>
      readRestInput(rest, { query, headers, body: json }),
    );
  }
  const form = readQuery(body);
  const service = form && queryService(services, form.version);
  if (form === undefined || service === undefined) return { error: unknownOperation() };
  const input = readQueryInput(modelOf(service), form.action, form);
  return { service, operation: form.action, input, authorization, address };
}

/** The whole body as text; undefined when it is longer than any request may be. */
export async function readBody(request: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length <= maximalBody) chunks.push(chunk);
  }
  return length > maximalBody ? undefined : Buffer.concat(chunks).toString("utf8");
}

function withJson(call: Omit<Call, "input">, body: string, toInput: (json: unknown) => unknown): Call | Unreadable {
  try {
    return { ...call, input: toInput(body.trim() === "" ? {} : (JSON.parse(body) as unknown)) };
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return { ...call, error: new AwsError("SerializationException", "The body is not JSON.") };
  }
}

/** A form names no service, but the version of its API does; without one it is the first. */
function queryService(services: readonly Service[], version: string | undefined): Service | undefined {
  const candidates = services.filter(({ protocol }) => protocol === "query");
  return candidates.find(({ apiVersion }) => apiVersion === version) ?? candidates[0];
}

function unknownOperation(): AwsError {
  return new AwsError("UnknownOperationException", "The request names no operation that the simulator knows.", {}, 404);
}
