import type { AwsError, Service } from "../operation.ts";
import type { Rendered } from "./json-protocol.ts";

/** A request of the query protocol: `Action=…&Version=…&RoleArn=…`. */
export interface QueryRequest {
  readonly action: string;
  /** The version of the API, which tells the service. */
  readonly version: string | undefined;
  readonly input: Readonly<Record<string, unknown>>;
}

const numbers: ReadonlySet<string> = new Set(["DurationSeconds", "MaxItems"]);

/** Reads a form body; undefined when it names no action. Numbers are told by their name, as the form has only text. */
export function readQuery(body: string): QueryRequest | undefined {
  const { Action: action, Version: version, ...input } = Object.fromEntries(new URLSearchParams(body));
  if (!action) return undefined;
  const typed = Object.entries(input).map(([name, text]) => [name, numbers.has(name) ? Number(text) : text]);
  return { action, version, input: Object.fromEntries(typed) as Record<string, unknown> };
}

/**
 * The output of an operation as XML, one element a member.
 * https://smithy.io/2.0/aws/protocols/aws-query-protocol.html
 */
export function renderQueryOutput(
  action: string,
  output: Record<string, unknown>,
  service: Service,
  requestId: string,
): Rendered {
  const result = element(`${action}Result`, members(output));
  const metadata = element("ResponseMetadata", element("RequestId", requestId));
  return xml(200, `<${action}Response xmlns="${namespaceOf(service)}">${result}${metadata}</${action}Response>`);
}

/** An error as XML, with the blame that the status implies. */
export function renderQueryError(error: AwsError, service: Service, requestId: string): Rendered {
  const type = error.httpStatus >= 500 ? "Receiver" : "Sender";
  const detail = members({ Type: type, Code: error.code, Message: error.message });
  const parts = `${element("Error", detail)}${element("RequestId", requestId)}`;
  return xml(error.httpStatus, `<ErrorResponse xmlns="${namespaceOf(service)}">${parts}</ErrorResponse>`);
}

function namespaceOf({ id, apiVersion }: Service): string {
  return `https://${id}.amazonaws.com/doc/${apiVersion}/`;
}

function xml(status: number, body: string): Rendered {
  return { status, headers: { "Content-Type": "text/xml" }, body };
}

function members(value: object): string {
  return Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .map(([name, member]) => element(name, content(member)))
    .join("");
}

function content(value: unknown): string {
  if (Array.isArray(value)) return value.map((item) => element("member", content(item))).join("");
  return typeof value === "object" && value !== null ? members(value) : escapeText(`${value}`);
}

function element(name: string, inner: string): string {
  return `<${name}>${inner}</${name}>`;
}

const entities: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

function escapeText(text: string): string {
  return text.replace(/[&<>"]/g, (character) => entities[character] ?? character);
}
