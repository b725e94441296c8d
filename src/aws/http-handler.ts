import { NodeHttpHandler } from "@smithy/node-http-handler";
import type { ProxyOf } from "./proxies.ts";
import { addressOf } from "./proxies.ts";
import { lostAtProxy, refusedByProxy } from "./proxy-error.ts";
import type { TimeLimits } from "./time-limits.ts";
import { WayAgent, type WayOut } from "./way-agent.ts";

type Handle = NodeHttpHandler["handle"];
type Request = Parameters<Handle>[0];

/**
 * The SDK's own handler, which limits the time until an answer begins, with a limit for the whole of the answer, and with the
 * way that calls take: through proxies, and with which certificates.
 */
export class HttpHandler extends NodeHttpHandler {
  readonly #total: number;
  readonly #proxyOf: ProxyOf | undefined;

  constructor({ connection, firstByte, total }: TimeLimits, way: WayOut = {}) {
    // Without the last member the SDK only warns about an answer that never comes, and waits for it for ever.
    const limits = { connectionTimeout: connection, requestTimeout: firstByte, throwOnRequestTimeout: true };
    const isUsual = way.proxyOf === undefined && way.secureContext === undefined;
    super(isUsual ? limits : { ...limits, httpsAgent: new WayAgent(way, connection) });
    this.#total = total;
    this.#proxyOf = way.proxyOf;
  }

  override async handle(...[request, options]: Parameters<Handle>): ReturnType<Handle> {
    const start = performance.now();
    const elapsed = () => performance.now() - start;
    try {
      const answer = await this.#sent(request, options);
      const { body } = answer.response;
      const timer = setTimeout(() => body.destroy(timedOut(elapsed())), this.#total - elapsed());
      body.once("close", () => clearTimeout(timer));
      return answer;
    } catch (error) {
      throw (error as Error).name === "TimeoutError" ? timedOut(elapsed()) : error;
    }
  }

  /** What is not encrypted is given to the proxy as a whole: https://www.rfc-editor.org/rfc/rfc9112#name-absolute-form */
  async #sent(request: Request, options: Parameters<Handle>[1]): ReturnType<Handle> {
    const { protocol, hostname } = request;
    const target = { host: hostname.replace(/^\[|\]$/g, ""), port: request.port ?? 80 };
    const proxy = protocol === "http:" ? this.#proxyOf?.(protocol, target) : undefined;
    if (proxy === undefined) return super.handle(request, options);
    const authority = addressOf(target);
    const asked = Object.assign(Object.create(Object.getPrototypeOf(request)) as Request, request, {
      protocol: proxy.protocol,
      hostname: proxy.host,
      port: proxy.port,
      path: `http://${authority}${request.path}`,
      headers: {
        ...request.headers,
        ...(proxy.authorization === undefined ? {} : { "proxy-authorization": proxy.authorization }),
      },
    });
    const answer = await super.handle(asked, options).catch((error: Error) => {
      throw error.name === "TimeoutError" || error.name === "AbortError" ? error : lostAtProxy(proxy, error);
    });
    if (answer.response.statusCode !== 407) return answer;
    answer.response.body.destroy();
    const challenges = answer.response.headers["proxy-authenticate"];
    throw refusedByProxy(proxy, authority, { status: 407, challenges });
  }
}

/** With metadata the SDK takes it for an error of the way, and adds no hints for its own developers. */
function timedOut(milliseconds: number): Error {
  const message = `no complete answer within ${Math.round(milliseconds / 100) / 10} s`;
  return Object.assign(new Error(message), { name: "TimeoutError", code: "ETIMEDOUT", $metadata: {} });
}
