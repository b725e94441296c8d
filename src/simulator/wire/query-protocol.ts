import type { AwsError, Service } from "../operation.ts";
import type { ServiceModel, Shape } from "../validation/service-model.ts";
import type { Rendered } from "./json-protocol.ts";

/** A request of the query protocol: `Action=…&Version=…&RoleArn=…`. */
export interface QueryRequest {
  readonly action: string;
  /** The version of the API, which tells the service. */
  readonly version: string | undefined;
  /** The other fields, as text: `Tags.member.1.Key` leads into a list. */
  readonly fields: Readonly<Record<string, string>>;
}

/** Reads a form body; undefined when it names no action. */
export function readQuery(body: string): QueryRequest | undefined {
  const { Action: action, Version: version, ...fields } = Object.fromEntries(new URLSearchParams(body));
  return action ? { action, version, fields } : undefined;
}

/** The input that a request's fields stand for, with the types that the model gives them: a form has only text. */
export function readQueryInput(model: ServiceModel, operation: string, { fields }: QueryRequest): unknown {
  const name = Object.hasOwn(model.operations, operation) ? model.operations[operation]?.input : undefined;
  const tree: Tree = new Map();
  for (const [path, text] of Object.entries(fields)) plant(tree, path.split(".", deepest), text);
  return decoded(tree, name, model);
}

/** Deeper than any input of the services. */
const deepest = 12;

type Tree = Map<string, Tree | string>;

function plant(tree: Tree, [name = "", ...rest]: readonly string[], text: string): void {
  if (rest.length === 0) {
    tree.set(name, text);
    return;
  }
  const known = tree.get(name);
  const branch = known instanceof Map ? known : new Map();
  tree.set(name, branch);
  plant(branch, rest, text);
}

/** An empty list is written as an empty text. */
function decoded(tree: Tree | string, name: string | undefined, model: ServiceModel): unknown {
  const shape = name !== undefined && Object.hasOwn(model.shapes, name) ? model.shapes[name] : undefined;
  if (typeof tree === "string") return scalarOf(tree, shape?.type);
  const items = tree.get("member");
  if (shape?.type === "list" && items instanceof Map) {
    const inOrder = [...items].sort(([one], [other]) => Number(one) - Number(other));
    return inOrder.map(([, item]) => decoded(item, shape.member, model));
  }
  const members = [...tree].map(([member, inner]) => [member, decoded(inner, ownMember(shape, member), model)]);
  return Object.fromEntries(members);
}

function ownMember(shape: Shape | undefined, member: string): string | undefined {
  const members = shape?.members ?? {};
  return Object.hasOwn(members, member) ? members[member] : undefined;
}

function scalarOf(text: string, type: string | undefined): unknown {
  if (type === "list" && text === "") return [];
  if (type === "integer" || type === "long") return /^-?\d+$/.test(text) ? Number(text) : text;
  return type === "boolean" && /^(?:true|false)$/.test(text) ? text === "true" : text;
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
