import http, { createServer, type IncomingMessage, type Server } from "node:http";
import https from "node:https";
import type { AddressInfo, Server as NetServer } from "node:net";
import { connect, isIP, type Socket } from "node:net";
import type { Duplex } from "node:stream";
import type { Authority } from "./authority.ts";

export interface ProxyOptions {
  /** `user:password` that it wants. */
  readonly auth?: string;
  /** Looks into what is encrypted, and shows certificates of this authority. */
  readonly inspects?: Authority;
  /** What it trusts itself where it looks into it. */
  readonly trusts?: string;
  /** Answers in place of the way to an authority (`host:port`): a status. */
  readonly refuses?: (authority: string) => number | undefined;
  /** What it asks for in a 407. */
  readonly challenge?: string;
  /** Speaks TLS to its callers. */
  readonly secure?: Authority;
}

/** A company's proxy: it knows which calls went through it. */
export interface ForwardProxy {
  readonly port: number;
  /** `http://127.0.0.1:PORT`, with the user and password where it wants them. */
  readonly url: string;
  /** Each way that it opened, as `host:port`. */
  readonly opened: string[];
  /** Each request that it saw: those that it looked into, and those that are not encrypted. */
  readonly requests: string[];
  close(): Promise<void>;
}

/** Starts one on loopback. It opens ways to loopback alone, whatever their names. */
export async function startProxy(options: ProxyOptions = {}): Promise<ForwardProxy> {
  const { auth, inspects, trusts, refuses, challenge = 'Basic realm="corp"', secure } = options;
  const opened: string[] = [];
  const requests: string[] = [];
  const sockets = new Set<Duplex>();
  const keep = (socket: Duplex) => {
    sockets.add(socket);
    socket.on("error", () => socket.destroy());
    socket.once("close", () => sockets.delete(socket));
  };
  const refusal = (request: IncomingMessage, authority: string) => {
    const given = request.headers["proxy-authorization"];
    const wanted = auth === undefined ? undefined : `Basic ${Buffer.from(auth).toString("base64")}`;
    return wanted !== undefined && given !== wanted ? 407 : refuses?.(authority);
  };

  /** What is behind the certificate of the proxy's own: it asks the server itself, and passes on what that says. */
  const inside = https.createServer(inspects?.server ?? {}, (request, response) => {
    const authority = request.headers.host ?? "";
    requests.push(`${request.method} https://${authority}${request.url}`);
    const { hostname, port } = new URL(`https://${authority}`);
    const asked = https.request(
      {
        host: "127.0.0.1",
        ...(isIP(hostname) === 0 ? { servername: hostname } : {}),
        port: port || 443,
        path: request.url,
        method: request.method,
        headers: request.headers,
        ca: trusts,
        agent: false,
      },
      (answer) => {
        response.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(response);
      },
    );
    asked.on("error", () => response.writeHead(502).end());
    request.pipe(asked);
  });
  inside.on("connection", keep);

  const plain: http.RequestListener = (request, response) => {
    const url = new URL(request.url ?? "", "http://none");
    const status = refusal(request, url.host);
    if (status !== undefined) {
      response.writeHead(status, status === 407 ? { "proxy-authenticate": challenge } : {}).end("no");
      return;
    }
    requests.push(`${request.method} ${url.origin}${url.pathname}`);
    const { "proxy-authorization": _, ...headers } = request.headers;
    const asked = http.request(
      {
        host: "127.0.0.1",
        port: url.port,
        path: url.pathname + url.search,
        method: request.method,
        headers,
        agent: false,
      },
      (answer) => {
        response.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(response);
      },
    );
    asked.on("error", () => response.writeHead(502).end());
    request.pipe(asked);
  };

  const server: Server = secure === undefined ? createServer(plain) : https.createServer(secure.server, plain);
  server.on("connection", keep);
  server.on("connect", (request: IncomingMessage, socket: Socket, head: Buffer) => {
    const authority = request.url ?? "";
    const status = refusal(request, authority);
    if (status !== undefined) {
      const more = status === 407 ? `Proxy-Authenticate: ${challenge}\r\n` : "";
      socket.end(`HTTP/1.1 ${status} ${http.STATUS_CODES[status]}\r\n${more}Content-Length: 0\r\n\r\n`);
      return;
    }
    opened.push(authority);
    socket.write("HTTP/1.1 200 Connection established\r\n\r\n");
    if (head.length > 0) socket.unshift(head);
    if (inspects !== undefined) {
      inside.emit("connection", socket);
      return;
    }
    const onward = connect(Number(authority.slice(authority.lastIndexOf(":") + 1)), "127.0.0.1");
    keep(onward);
    socket.on("error", () => onward.destroy());
    socket.pipe(onward).pipe(socket);
  });
  const port = await listening(server);
  const credentials = auth === undefined ? "" : `${auth.split(":").map(encodeURIComponent).join(":")}@`;
  return {
    port,
    url: `${secure === undefined ? "http" : "https"}://${credentials}127.0.0.1:${port}`,
    opened,
    requests,
    close: () => {
      for (const socket of sockets) socket.destroy();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

/** A server that speaks TLS with the world and plain HTTP with the one at `url`, such as a simulator. */
export async function startTlsInFrontOf(url: string, { server: certificate }: Authority) {
  const { port: behind, hostname } = new URL(url);
  const sockets = new Set<Duplex>();
  const server = https.createServer(certificate, (request, response) => {
    const asked = http.request(
      {
        host: hostname,
        port: behind,
        path: request.url,
        method: request.method,
        headers: request.headers,
        agent: false,
      },
      (answer) => {
        response.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(response);
      },
    );
    asked.on("error", () => response.destroy());
    request.pipe(asked);
  });
  let connections = 0;
  server.on("connection", (socket) => {
    connections += 1;
    sockets.add(socket);
  });
  const port = await listening(server);
  return {
    url: `https://127.0.0.1:${port}`,
    port,
    connections: () => connections,
    close: () => {
      for (const socket of sockets) socket.destroy();
      return new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

async function listening(server: NetServer): Promise<number> {
  server.listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  return (server.address() as AddressInfo).port;
}
