import { timingSafeEqual } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { type BrowserPage, CONTENT_SECURITY_POLICY, nothingHerePage, strangerPage } from "./callback-pages.ts";

/** What came back with the browser: a code to exchange, or the reason why there is none. */
export type CallbackOutcome =
  | { readonly status: "code"; readonly code: string }
  | { readonly status: "refused"; readonly error: string; readonly description: string };

/** The browser's return. It waits for its page until we know how the sign-in ended. */
export interface Callback {
  readonly outcome: CallbackOutcome;
  /** Sends the page; settles when the browser has it, or has gone. */
  answer(page: BrowserPage): Promise<void>;
}

/** Waits on 127.0.0.1 for one browser to come back from the sign-in page. */
export type CallbackServer = Awaited<ReturnType<typeof startCallbackServer>>;

/** A browser that does not take its page within this time is not waited for. */
const GIVE_UP_ON_BROWSER = 3_000;

/**
 * Listens on a free port of 127.0.0.1, never on another interface. Only the first GET of the callback path that carries
 * the right state counts; favicons, other hosts' names, old tabs and forged returns are answered and forgotten.
 */
export async function startCallbackServer(state: string) {
  let arrive: ((callback: Callback) => void) | undefined;
  const arrival = new Promise<Callback>((resolve) => {
    arrive = resolve;
  });
  const server = createServer((request, response) => {
    const outcome = request.headers.host === hostOf(server) ? readReturn(request, state) : "elsewhere";
    if (outcome === "elsewhere") return void send(response, nothingHerePage());
    if (outcome === "stranger" || arrive === undefined) return void send(response, strangerPage());
    arrive({ outcome, answer: (page) => send(response, page) });
    arrive = undefined;
  });
  await listen(server);
  return {
    /** The address to come back to, with the port that was free. */
    redirectUri: `http://${hostOf(server)}/oauth/callback`,
    /** The first return that carries the state; or a rejection with the signal's reason. */
    callback: (signal: AbortSignal) => untilAborted(arrival, signal),
    /** Closes the server and every connection. */
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function listen(server: Server): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen({ host: "127.0.0.1", port: 0, exclusive: true }, resolve);
  });
}

function untilAborted<Value>(promise: Promise<Value>, signal: AbortSignal): Promise<Value> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(signal.reason);
    const abort = () => reject(signal.reason);
    signal.addEventListener("abort", abort, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener("abort", abort));
  });
}

function hostOf(server: Server): string {
  return `127.0.0.1:${(server.address() as AddressInfo | null)?.port ?? 0}`;
}

function readReturn(request: IncomingMessage, state: string): CallbackOutcome | "stranger" | "elsewhere" {
  const address = `http://127.0.0.1${request.url}`;
  if (!URL.canParse(address)) return "elsewhere";
  const { pathname, searchParams } = new URL(address);
  if (request.method !== "GET" || pathname !== "/oauth/callback") return "elsewhere";
  const [given, ...more] = searchParams.getAll("state");
  if (given === undefined || more.length > 0 || !isSame(given, state)) return "stranger";
  const error = searchParams.get("error");
  if (error !== null) {
    return { status: "refused", error, description: searchParams.get("error_description") ?? "" };
  }
  const [code, ...codes] = searchParams.getAll("code");
  return code === undefined || code === "" || codes.length > 0 ? "stranger" : { status: "code", code };
}

function isSame(one: string, other: string): boolean {
  const [left, right] = [Buffer.from(one), Buffer.from(other)];
  return left.length === right.length && timingSafeEqual(left, right);
}

function send(response: ServerResponse, { status, html }: BrowserPage): Promise<void> {
  return new Promise((resolve) => {
    response.once("close", resolve);
    response.setTimeout(GIVE_UP_ON_BROWSER, () => response.destroy());
    response.writeHead(status, {
      "content-type": "text/html; charset=utf-8",
      "content-length": Buffer.byteLength(html),
      "content-security-policy": CONTENT_SECURITY_POLICY,
      "cache-control": "no-store",
      "referrer-policy": "no-referrer",
      "x-content-type-options": "nosniff",
      connection: "close",
    });
    response.end(html);
  });
}
