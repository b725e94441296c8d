import { randomUUID } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { setTimeout as wait } from "node:timers/promises";
import type { Answer, Call } from "../call.ts";
import { AwsError, type Service } from "../operation.ts";
import type { Site } from "../pages/site.ts";
import type { Simulation } from "../simulation.ts";
import { type RequestTarget, readTargetOf } from "./address.ts";
import { type Rendered, renderJsonError, renderJsonOutput } from "./json-protocol.ts";
import { renderQueryError, renderQueryOutput } from "./query-protocol.ts";
import { readBody, readCall, type Unreadable } from "./read-call.ts";
import type { RequestRecord } from "./request-log.ts";
import { renderRestError, renderRestOutput } from "./rest-json-protocol.ts";

export interface ServerHooks {
  /** What answers are dated by: clients whose clock is wrong go by it. Milliseconds since the epoch. */
  readonly wallClock: () => number;
  /** After each request that may have changed the world. */
  readonly onWrite: () => void;
  readonly onRequest: (record: RequestRecord) => void;
}

/** What the server puts on the wire: AWS's services, and the pages that people see while they sign in. */
export interface ServerContent {
  readonly simulation: Simulation;
  readonly services: readonly Service[];
  readonly site: Site;
}

/** An HTTP server, not yet listening, that answers AWS requests from a simulation. */
export function createAwsServer(content: ServerContent, hooks: ServerHooks): Server {
  const server = createServer((request, response) => {
    serve(content, hooks, request, response).catch((error: unknown) => response.destroy(error as Error));
  });
  // Node's 5 s would close connections that SDKs are about to reuse, which looks like a reset to them.
  server.keepAliveTimeout = 65_000;
  return server;
}

async function serve(
  content: ServerContent,
  hooks: ServerHooks,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const target = readTargetOf(request);
  const body = await readBody(request);
  if (body !== undefined && content.site.has(target.path))
    showPage(content.site, hooks, request, target, body, response);
  else await answerCall(content, hooks, request, target, body, response);
}

function showPage(
  site: Site,
  { onWrite, onRequest }: ServerHooks,
  { method = "GET", headers }: IncomingMessage,
  { address, path, query }: RequestTarget,
  body: string,
  response: ServerResponse,
): void {
  const arrived = Date.now();
  const requestId = randomUUID();
  const page = showOrAdmitBug(() => site.show({ method, path, query, headers, body, address }));
  onWrite();
  onRequest({
    time: new Date(arrived).toISOString(),
    service: "sign-in",
    operation: `${method} ${path}`,
    status: page.status,
    requestId,
    durationMs: Date.now() - arrived,
  });
  response.writeHead(page.status, { ...page.headers });
  response.end(page.body);
}

function showOrAdmitBug(show: () => Rendered): Rendered {
  try {
    return show();
  } catch (bug) {
    const told = `The simulator itself failed: ${bug instanceof Error ? bug.stack : String(bug)}`;
    return { status: 500, headers: { "Content-Type": "text/plain; charset=utf-8" }, body: told };
  }
}

async function answerCall(
  { simulation, services }: ServerContent,
  { onWrite, onRequest, wallClock }: ServerHooks,
  request: IncomingMessage,
  target: RequestTarget,
  body: string | undefined,
  response: ServerResponse,
): Promise<void> {
  const arrived = Date.now();
  const requestId = randomUUID();
  const read = readCall(request, target, body, services);
  const { answer, rendered } = "error" in read ? refuse(read, requestId) : perform(simulation, read, requestId);
  if (answer.wrote) onWrite();
  // Unreferenced: an answer that is due in an hour must not keep a closed simulator alive.
  if (answer.delay > 0) await wait(answer.delay, undefined, { ref: false });
  onRequest({
    time: new Date(arrived).toISOString(),
    service: read.service?.id ?? "unknown",
    operation: read.operation ?? "unknown",
    status: answer.lost ? 0 : rendered.status,
    ...("error" in answer.result && { error: answer.result.error.code }),
    ...(read.authorization && { region: read.authorization.region }),
    ...(answer.caller !== undefined && { caller: answer.caller }),
    requestId,
    durationMs: Date.now() - arrived,
  });
  if (answer.lost) {
    request.socket.resetAndDestroy();
    return;
  }
  const dated = { "x-amzn-RequestId": requestId, Date: new Date(wallClock()).toUTCString() };
  response.writeHead(rendered.status, { ...rendered.headers, ...dated });
  response.end(rendered.body);
}

interface Outcome {
  readonly answer: Answer;
  readonly rendered: Rendered;
}

function perform(simulation: Simulation, call: Call, requestId: string): Outcome {
  const answer = answerOrAdmitBug(simulation, call);
  return { answer, rendered: render(answer, call, requestId) };
}

/** A bug of the simulator must not look like a network that fails. */
function answerOrAdmitBug(simulation: Simulation, call: Call): Answer {
  try {
    return simulation.answer(call);
  } catch (bug) {
    const told = `The simulator itself failed: ${bug instanceof Error ? bug.stack : String(bug)}`;
    return { result: { error: new AwsError("InternalFailure", told, {}, 500) }, delay: 0, lost: false, wrote: false };
  }
}

function render({ result }: Answer, { service, operation }: Call, requestId: string): Rendered {
  if ("error" in result) return renderError(result.error, service, requestId);
  switch (service.protocol) {
    case "query":
      return renderQueryOutput(operation, result.output, service, requestId);
    case "json":
      return renderJsonOutput(result.output);
    case "rest-json":
      return renderRestOutput(result.output);
    default:
      return service.protocol satisfies never;
  }
}

function renderError(error: AwsError, service: Service | undefined, requestId: string): Rendered {
  if (service?.protocol === "query") return renderQueryError(error, service, requestId);
  return service?.protocol === "rest-json" ? renderRestError(error) : renderJsonError(error, service, requestId);
}

function refuse({ error, service }: Unreadable, requestId: string): Outcome {
  const answer: Answer = { result: { error }, delay: 0, lost: false, wrote: false };
  return { answer, rendered: renderError(error, service, requestId) };
}
