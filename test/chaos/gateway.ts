import { Agent, createServer, type IncomingMessage, type ServerResponse, request as send } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import type { Kill } from "./schedule.ts";

/** A call that reached AWS and changes something there. */
export interface SentWrite {
  readonly operation: string;
  readonly input: Readonly<Record<string, unknown>>;
}

/** The way of one run to AWS. When the run is killed, nothing of it gets through any more, and nothing comes back. */
export interface Gateway {
  readonly url: string;
  readonly writes: readonly SentWrite[];
  readonly isKilled: () => boolean;
  /** Resolves when everything that was let through has been answered. */
  close(): Promise<void>;
}

interface GatewayOptions {
  /** The simulator's address. */
  readonly upstream: string;
  readonly kill?: Kill;
  readonly onKill: () => void;
}

/** Opens a gateway on 127.0.0.1. */
export async function openGateway({ upstream, kill, onKill }: GatewayOptions): Promise<Gateway> {
  const agent = new Agent({ keepAlive: true });
  const sockets = new Set<Socket>();
  const writes: SentWrite[] = [];
  const underWay = new Set<Promise<void>>();
  let killed = false;
  let count = 0;

  const die = () => {
    killed = true;
    for (const socket of sockets) socket.destroy();
    onKill();
  };

  const forward = async (request: IncomingMessage, body: Buffer, response: ServerResponse) => {
    const answer = await exchange(upstream, agent, request, body);
    if (killed || answer === undefined) response.destroy();
    else response.writeHead(answer.status, answer.headers).end(answer.body);
  };

  const pass = async (request: IncomingMessage, response: ServerResponse) => {
    const body = await bodyOf(request);
    if (killed) {
      response.destroy();
      return;
    }
    const write = writeIn(request, body);
    if (kill !== undefined && isOf(kill, write)) count += 1;
    const isLast = kill !== undefined && count === kill.at;
    if (isLast && !kill.reachesAws) return die();
    if (write !== undefined) writes.push(write);
    const forwarding = forward(request, body, response);
    underWay.add(forwarding);
    void forwarding.finally(() => underWay.delete(forwarding));
    if (isLast) die();
  };

  const server = createServer((request, response) => {
    pass(request, response).catch(() => response.destroy());
  });
  server.on("connection", (socket) => {
    if (killed) socket.destroy();
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    writes,
    isKilled: () => killed,
    close: async () => {
      await Promise.allSettled(underWay);
      for (const socket of sockets) socket.destroy();
      agent.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

interface Answered {
  readonly status: number;
  readonly headers: IncomingMessage["headers"];
  readonly body: Buffer;
}

/** What the simulator answers; undefined when it resets the connection. */
function exchange(
  upstream: string,
  agent: Agent,
  { method, url = "/", headers }: IncomingMessage,
  body: Buffer,
): Promise<Answered | undefined> {
  const { hostname, port } = new URL(upstream);
  return new Promise((resolve) => {
    const outgoing = send({ hostname, port, agent, method, path: url, headers }, (incoming) => {
      bodyOf(incoming).then(
        (answer) => resolve({ status: incoming.statusCode ?? 502, headers: incoming.headers, body: answer }),
        () => resolve(undefined),
      );
    });
    outgoing.on("error", () => resolve(undefined));
    outgoing.end(body);
  });
}

async function bodyOf(message: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of message as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** Whether a call is one of those that the kill counts. */
function isOf({ of }: Kill, write: SentWrite | undefined): boolean {
  if (of === "call") return true;
  return write !== undefined && (of === "write" || isRemoval(write));
}

export function isRemoval({ operation }: SentWrite): boolean {
  return operation.startsWith("Delete");
}

function writeIn({ headers }: IncomingMessage, body: Buffer): SentWrite | undefined {
  const operation =
    String(headers["x-amz-target"] ?? "")
      .split(".")
      .at(-1) ?? "";
  if (!/^(Create|Update|Attach|Put|Tag|Provision|Move|Delete)/.test(operation)) return undefined;
  return { operation, input: JSON.parse(body.toString("utf8")) as SentWrite["input"] };
}
