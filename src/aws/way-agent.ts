import https from "node:https";
import type { Duplex } from "node:stream";
import type { SecureContext } from "node:tls";
import type { ProxyOf } from "./proxies.ts";
import { openTunnel } from "./tunnel.ts";

/** What differs from the straight way with the usual certificates. */
export interface WayOut {
  readonly proxyOf?: ProxyOf | undefined;
  /** What servers' certificates are checked against. */
  readonly secureContext?: SecureContext | undefined;
}

type Connect = https.Agent["createConnection"];

/** As many connections as the SDK's own agent keeps. */
const MOST_CONNECTIONS = 50;

/**
 * Node's own agent for https, which keeps connections, whose connections go through the proxy of their host. TLS is spoken
 * with the host itself; a proxy that looks into it shows a certificate of its own.
 */
export class WayAgent extends https.Agent {
  readonly #proxyOf: ProxyOf | undefined;
  readonly #limit: number;
  readonly #secureContext: SecureContext | undefined;

  /** `limit`: milliseconds until a proxy has opened the way. */
  constructor({ proxyOf, secureContext }: WayOut, limit: number) {
    super({
      keepAlive: true,
      maxSockets: MOST_CONNECTIONS,
      ...(secureContext === undefined ? {} : { secureContext }),
    } as https.AgentOptions);
    this.#proxyOf = proxyOf;
    this.#limit = limit;
    this.#secureContext = secureContext;
  }

  override createConnection(...[options, callback]: Parameters<Connect>): ReturnType<Connect> {
    const target = { host: options.host ?? "localhost", port: Number(options.port ?? 443) };
    const proxy = this.#proxyOf?.("https:", target);
    if (proxy === undefined || (proxy.host === target.host && proxy.port === target.port))
      return super.createConnection(options, callback);
    const wrap = (socket: Duplex) => super.createConnection({ ...options, socket } as typeof options) as Duplex;
    openTunnel(proxy, target, { limit: this.#limit, secureContext: this.#secureContext }).then(
      (socket) => callback?.(null, wrap(socket)),
      (error: Error) => callback?.(error, undefined as never),
    );
    return undefined;
  }
}
