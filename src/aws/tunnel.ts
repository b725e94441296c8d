import http from "node:http";
import https from "node:https";
import type { Duplex } from "node:stream";
import type { SecureContext } from "node:tls";
import type { CallTarget } from "./no-proxy.ts";
import { addressOf, type HttpProxy } from "./proxies.ts";
import { lostAtProxy, refusedByProxy, silentProxy } from "./proxy-error.ts";

export interface TunnelOptions {
  /** Milliseconds until the proxy has opened the way. */
  readonly limit: number;
  /** What certificates of the proxy itself are checked against; the usual ones without it. */
  readonly secureContext?: SecureContext | undefined;
}

/**
 * A connection to `target` through a proxy, which passes on whatever is written to it. Throws a ProxyError.
 * https://www.rfc-editor.org/rfc/rfc9110#name-connect
 */
export function openTunnel(
  proxy: HttpProxy,
  target: CallTarget,
  { limit, secureContext }: TunnelOptions,
): Promise<Duplex> {
  const { host, port, protocol, authorization } = proxy;
  const authority = addressOf(target);
  return new Promise((resolve, reject) => {
    const request = (protocol === "https:" ? https : http).request({
      method: "CONNECT",
      host,
      port,
      path: authority,
      headers: { host: authority, ...(authorization === undefined ? {} : { "proxy-authorization": authorization }) },
      agent: false,
      ...(secureContext === undefined ? {} : { secureContext }),
    });
    const timer = setTimeout(() => request.destroy(silentProxy(proxy, limit)), limit);
    const end = () => clearTimeout(timer);
    request.once("connect", ({ statusCode: status = 0, statusMessage: reason, headers }, socket, head) => {
      end();
      if (status >= 200 && status < 300) {
        if (head.length > 0) socket.unshift(head);
        resolve(socket);
        return;
      }
      socket.destroy();
      const challenges = headers["proxy-authenticate"]?.toString();
      reject(refusedByProxy(proxy, authority, { status, reason, challenges }));
    });
    request.once("error", (error) => {
      end();
      reject(error.name === "ProxyError" ? error : lostAtProxy(proxy, error));
    });
    request.end();
  });
}
