import type { IncomingMessage } from "node:http";
import type { Address } from "../call.ts";

/** What the request line and the Host header of a request say. */
export interface RequestTarget {
  readonly address: Address;
  /** Without the Region that may stand before it. */
  readonly path: string;
  readonly query: URLSearchParams;
}

/**
 * Reads where a request was sent. Unsigned requests do not tell their Region as signatures do, so it may stand in the
 * endpoint: `http://127.0.0.1:PORT/eu-west-1`, or AWS's own host name, led here by a hosts file.
 */
export function readTargetOf(request: IncomingMessage): RequestTarget {
  const url = new URL(`http://simulator${request.url?.startsWith("/") ? request.url : "/"}`);
  const [, inPath, path = url.pathname] = /^\/([a-z]{2,4}(?:-[a-z]+)+-\d)(\/.*)?$/.exec(url.pathname) ?? [];
  const host = request.headers.host ?? "";
  const inHost = /^(?:oidc|portal\.sso)\.([a-z0-9-]+)\./.exec(host)?.[1];
  const origin = isLoopback(host) ? `http://${host}` : `http://127.0.0.1:${request.socket.localPort}`;
  return { address: { origin, region: inPath ?? inHost ?? "" }, path: path || "/", query: url.searchParams };
}

/** Whether a Host header is a name of this machine's own: anything else may be a page that was led here. */
export function isLoopback(host: string): boolean {
  return /^(?:127\.0\.0\.1|localhost|\[::1\])(?::\d+)?$/.test(host);
}
