import type { IncomingHttpHeaders } from "node:http";
import type { AwsError, Service } from "../operation.ts";
import { modelOf, type OperationModel } from "../validation/service-model.ts";
import type { Rendered } from "./json-protocol.ts";

/** An operation that a method and a path name. */
export interface RestOperation {
  readonly service: Service;
  readonly operation: string;
}

/** Everything of a request that may hold members of its input. */
export interface RestRequest {
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  readonly body: unknown;
}

/** The operation at a method and path, by the service models; undefined when it is none of these services'. */
export function restOperationAt(services: readonly Service[], method: string, path: string): RestOperation | undefined {
  for (const service of services) {
    if (service.protocol !== "rest-json") continue;
    const found = Object.entries(modelOf(service).operations).find(([, model]) => isAt(model, method, path));
    if (found !== undefined) return { service, operation: found[0] };
  }
  return undefined;
}

/**
 * Puts an operation's input together from the query, the headers and the body, as the model says.
 * https://smithy.io/2.0/aws/protocols/aws-restjson1-protocol.html
 */
export function readRestInput({ service, operation }: RestOperation, { query, headers, body }: RestRequest): unknown {
  const { operations, shapes } = modelOf(service);
  const shape = shapes[operations[operation]?.input ?? ""];
  const located = Object.entries(shape?.locations ?? {}).flatMap(([member, [place, name = ""]]) => {
    const text = place === "header" ? headers[name] : query.get(name);
    if (typeof text !== "string") return [];
    const type = shapes[shape?.members?.[member] ?? ""]?.type;
    return [[member, type === "integer" && /^-?\d+$/.test(text) ? Number(text) : text]];
  });
  if (located.length === 0) return body;
  return { ...(typeof body === "object" ? body : {}), ...Object.fromEntries(located) };
}

/** The output of an operation: JSON, without the members that have no value. */
export function renderRestOutput(output: Record<string, unknown>): Rendered {
  return { status: 200, headers: { "Content-Type": contentType }, body: JSON.stringify(output) };
}

/** An error as rest-json writes it: the name in a header, the members in the body. OAuth's errors have no message. */
export function renderRestError({ code, message, members, httpStatus }: AwsError): Rendered {
  const body = "error_description" in members ? members : { ...members, message };
  return {
    status: httpStatus,
    headers: { "Content-Type": contentType, "x-amzn-ErrorType": code },
    body: JSON.stringify(body),
  };
}

const contentType = "application/json";

function isAt({ http: [ofMethod, ofPath] = [] }: OperationModel, method: string, path: string): boolean {
  return ofMethod === method && ofPath === path;
}
