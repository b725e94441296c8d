import { lookup } from "node:dns/promises";
import http from "node:http";
import https from "node:https";
import net, { type Socket } from "node:net";
import type { Duplex } from "node:stream";
import tls, { type TLSSocket } from "node:tls";
import { visibleText } from "../core/text/visible-text.ts";
import type { Endpoint } from "./endpoints.ts";
import { addressOf, type HttpProxy } from "./proxies.ts";
import { refusedByProxy } from "./proxy-error.ts";
import { openTunnel } from "./tunnel.ts";
import type { WayOut } from "./way-agent.ts";

/** Where the way to an endpoint breaks. */
export type WayStep = "DNS" | "connect" | "proxy" | "TLS" | "answer";

/** How far the way to an endpoint goes. */
export interface WayTested {
  readonly endpoint: Endpoint;
  /** `127.0.0.1:3128 (HTTPS_PROXY)`, where the way goes through one. */
  readonly proxy?: string;
  /** Who made the certificate that was shown. */
  readonly issuer?: string;
  /** Absent where AWS, or what stands in for it, has answered. */
  readonly broken?: { readonly step: WayStep; readonly why: string };
}

/**
 * Goes the way to an endpoint as a call would, step by step, to the first that fails: the name, the connection or the proxy,
 * TLS, an answer of HTTP. No credentials are sent. `limit`: milliseconds for each step.
 */
export async function testWay(
  endpoint: Endpoint,
  { proxyOf, secureContext }: WayOut,
  limit: number,
): Promise<WayTested> {
  const { protocol, host, port } = endpoint;
  const isTls = protocol === "https:";
  const proxy = proxyOf?.(protocol, endpoint);
  const facts = { endpoint, ...(proxy === undefined ? {} : { proxy: `${addressOf(proxy)} (${proxy.variable})` }) };
  const broken = (step: WayStep, error: unknown) => ({ ...facts, broken: { step, why: wordsOf(error) } });

  let socket: Duplex;
  if (proxy === undefined) {
    const address = await within(limit, lookup(host)).catch((error: unknown) => broken("DNS", error));
    if ("broken" in address) return address;
    const opened = await connected(address.address, port, limit).catch((error: unknown) => broken("connect", error));
    if ("broken" in opened) return opened;
    socket = opened;
  } else if (!isTls) {
    const opened = await connected(proxy.host, proxy.port, limit).catch((error: unknown) => broken("proxy", error));
    if ("broken" in opened) return opened;
    return answered(facts, opened, limit, proxy);
  } else {
    const opened = await openTunnel(proxy, { host, port }, { limit, secureContext }).catch((error: unknown) =>
      broken("proxy", error),
    );
    if ("broken" in opened) return opened;
    socket = opened;
  }
  if (!isTls) return answered(facts, socket, limit);

  const secured = await within(limit, handshake(socket, host, secureContext), socket).catch((error: unknown) =>
    broken("TLS", error),
  );
  if ("broken" in secured) return secured;
  const issuer = issuerOf(secured);
  if (secured.authorized) return answered({ ...facts, issuer }, secured, limit);
  const code = String(secured.authorizationError);
  secured.destroy();
  return { ...facts, issuer, broken: { step: "TLS", why: `its certificate is by ${issuer}: ${code}` } };
}

/** Nothing is sent over a connection whose other side is not known. */
function handshake(socket: Duplex, host: string, secureContext: WayOut["secureContext"]): Promise<TLSSocket> {
  return new Promise((resolve, reject) => {
    const secured = tls.connect({
      socket,
      host,
      ...(net.isIP(host) === 0 ? { servername: host } : {}),
      ...(secureContext === undefined ? {} : { secureContext }),
      // Only looked at: whoever is not trusted is asked nothing.
      rejectUnauthorized: false,
    });
    secured.once("secureConnect", () => resolve(secured));
    secured.once("error", reject);
  });
}

/** `Amazon RSA 2048 M02 (Amazon)` */
function issuerOf(secured: TLSSocket): string {
  const { CN, O } = secured.getPeerCertificate().issuer ?? {};
  const [name, organization] = [CN, O].map((part) => visibleText([part ?? ""].flat().join(" ")).slice(0, 100));
  if (!name) return organization || "somebody who is not named";
  return organization ? `${name} (${organization})` : name;
}

async function answered(
  facts: Omit<WayTested, "broken">,
  socket: Duplex,
  limit: number,
  proxy?: HttpProxy,
): Promise<WayTested> {
  const { endpoint } = facts;
  try {
    const { status, isPage, challenges } = await within(limit, ask(endpoint, socket, proxy), socket);
    if (proxy !== undefined && status === 407) throw refusedByProxy(proxy, addressOf(endpoint), { status, challenges });
    if (!isPage) return facts;
    return { ...facts, broken: { step: "answer", why: `a web page answers in its place (${status})` } };
  } catch (error) {
    const step = (error as Error).name === "ProxyError" ? "proxy" : "answer";
    return { ...facts, broken: { step, why: wordsOf(error) } };
  } finally {
    socket.destroy();
  }
}

/** AWS refuses a request without a signature, in JSON or XML. */
function ask({ protocol, host, port }: Endpoint, socket: Duplex, proxy?: HttpProxy) {
  return new Promise<{ status: number; isPage: boolean; challenges: string | undefined }>((resolve, reject) => {
    const { authorization } = proxy ?? {};
    const request = (protocol === "https:" ? https : http).get({
      host,
      port,
      path: proxy === undefined ? "/" : `http://${addressOf({ host, port })}/`,
      ...(authorization === undefined ? {} : { headers: { "proxy-authorization": authorization } }),
      // Heeded where no agent is named.
      createConnection: () => socket as Socket,
    });
    request.once("error", reject);
    request.once("response", (response) => {
      const { statusCode: status = 0, headers } = response;
      response.destroy();
      const isAws = Object.keys(headers).some((name) => /^x-amzn?-/.test(name));
      const isPage = !isAws && /^text\/html\b/.test(headers["content-type"] ?? "");
      resolve({ status, isPage, challenges: headers["proxy-authenticate"]?.toString() });
    });
  });
}

function connected(host: string, port: number, limit: number): Promise<Socket> {
  const socket = net.connect({ host, port });
  const opened = new Promise<Socket>((resolve, reject) => {
    socket.once("connect", () => resolve(socket));
    socket.once("error", reject);
  });
  return within(limit, opened, socket);
}

/** The result, unless it takes longer than `limit` milliseconds; then `held` is let go. */
async function within<Result>(limit: number, result: Promise<Result>, held?: Duplex): Promise<Result> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`nothing came within ${Math.round(limit / 100) / 10} s`)), limit);
  });
  try {
    return await Promise.race([result, late]);
  } catch (error) {
    held?.destroy();
    throw error;
  } finally {
    clearTimeout(timer);
  }
}

function wordsOf(error: unknown): string {
  const { message, code = "" } = error as Error & { readonly code?: string };
  return visibleText(message || code).slice(0, 300);
}
