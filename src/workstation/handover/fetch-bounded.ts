import type { IncomingMessage } from "node:http";
import { pipeline, type Readable, type Transform } from "node:stream";
import { createBrotliDecompress, createGunzip, createInflate } from "node:zlib";
import { createRequestHandler } from "../../aws/client-settings.ts";
import { timeLimits } from "../../aws/time-limits.ts";
import { USER_AGENT } from "../../aws/user-agent.ts";
import { type ErrorKind, OnboardError } from "../../core/errors/onboard-error.ts";
import { quoted } from "../../core/text/visible-text.ts";

/** How far a download may go. */
export interface FetchTerms {
  readonly mostBytes: number;
  /** Milliseconds for all of it, redirects and body included. */
  readonly timeLimit?: number;
  /** Which addresses may be asked at all: https ones, unless this says otherwise. */
  readonly isAllowed?: (url: URL) => boolean;
}

/** What was downloaded, and the address without its query, which may hold somebody's token. */
export interface Download {
  readonly bytes: Uint8Array;
  readonly source: string;
}

const TIME_LIMIT = 15_000;
const MAX_REDIRECTS = 3;
const USE_A_FILE = "Download it in a browser and give the file: --handover FILE.";

/**
 * Downloads a text over https, without credentials or cookies, from the one host that was named. Whatever goes another
 * way throws an `OnboardError`: `invalid-input` for an address that is refused, `cannot-tell` for an answer that failed.
 */
export async function fetchBounded(address: string, terms: FetchTerms): Promise<Download> {
  const url = checkedUrl(address, terms);
  const source = withoutQuery(url);
  const signal = AbortSignal.timeout(terms.timeLimit ?? Math.min(TIME_LIMIT, timeLimits().total));
  try {
    const response = await followed(url, terms, signal);
    return { bytes: await bodyOf(response, source, terms.mostBytes), source };
  } catch (error) {
    if (error instanceof OnboardError) throw error;
    const isLate = signal.aborted || (error as Error).name === "TimeoutError";
    const why = isLate ? "it took too long" : (error as Error).message;
    throw onboardError("cannot-tell", `${source} could not be read: ${quoted(why, 200)}.`, USE_A_FILE, error);
  }
}

/** The part of an answer that is looked at. */
interface Answer {
  readonly status: number;
  readonly headers: IncomingMessage["headers"];
  readonly body: Readable;
}

async function followed(start: URL, terms: FetchTerms, signal: AbortSignal): Promise<Answer> {
  const handler = await createRequestHandler();
  let url = start;
  for (let redirects = 0; redirects <= MAX_REDIRECTS; redirects += 1) {
    const { response } = await handler.handle(await requestFor(url), { abortSignal: signal });
    const { statusCode: status, headers } = response;
    const body = response.body as Readable;
    signal.addEventListener("abort", () => body.destroy(signal.reason), { once: true });
    if (status < 300 || status > 399 || headers.location === undefined) return { status, headers, body };
    body.destroy();
    url = redirected(url, headers.location, terms);
  }
  throw onboardError("cannot-tell", `${withoutQuery(start)} only leads from one address to the next.`, USE_A_FILE);
}

async function requestFor({ protocol, hostname, host, port, pathname, search }: URL) {
  const { HttpRequest } = await import("../../aws/clients/http-request.ts");
  return new HttpRequest({
    protocol,
    hostname,
    ...(port === "" ? {} : { port: Number(port) }),
    path: pathname + search,
    headers: { host, ...HEADERS },
  });
}

const HEADERS = { accept: "application/json, text/plain;q=0.9", "user-agent": USER_AGENT.join("/") };

/** Another host would be one that nobody named, and http one that anybody on the way can answer for. */
function redirected(from: URL, location: string, { isAllowed = isHttps }: FetchTerms): URL {
  const to = URL.canParse(location, from.href) ? new URL(location, from) : undefined;
  if (to !== undefined && to.host === from.host && isAllowed(to) && to.username === "") return to;
  const shown = to === undefined ? quoted(location) : quoted(withoutQuery(to));
  const message = `${withoutQuery(from)} leads on to ${shown}, which is not where you asked to read.`;
  throw onboardError("invalid-input", message, `Give that address yourself if you trust it. Or: ${USE_A_FILE}`);
}

/** How bodies come packed; without being asked, but some stores keep them so. */
const UNPACKED: Readonly<Record<string, () => Transform>> = {
  gzip: createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
};

async function bodyOf({ status, headers, body }: Answer, source: string, mostBytes: number): Promise<Uint8Array> {
  if (status !== 200) {
    body.destroy();
    const isSignIn = [401, 403, 404].includes(status);
    const remedy = isSignIn ? `It may be for people who have signed in there. ${USE_A_FILE}` : USE_A_FILE;
    throw onboardError("cannot-tell", `${source} answers ${status}.`, remedy);
  }
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of unpacked(body, headers["content-encoding"])) {
    chunks.push(chunk);
    size += chunk.length;
    // One byte more than may be is enough to see that it is too much; leaving the loop ends the download.
    if (size > mostBytes) break;
  }
  const bytes = Buffer.concat(chunks).subarray(0, mostBytes + 1);
  if (!/^\s*<(!doctype|html)/i.test(bytes.toString("utf8", 0, 200))) return bytes;
  throw onboardError("cannot-tell", `${source} is a web page.`, `It may be a sign-in page. ${USE_A_FILE}`);
}

function unpacked(body: Readable, encoding = ""): AsyncIterable<Buffer> {
  const unpack = UNPACKED[encoding.toLowerCase()];
  if (unpack === undefined) return body;
  // What fails on the way reaches who reads the end of it.
  return pipeline(body, unpack(), () => undefined);
}

function checkedUrl(address: string, { isAllowed = isHttps }: FetchTerms): URL {
  const remedy = "Give an https address, or a file.";
  if (!URL.canParse(address)) throw onboardError("invalid-input", `${quoted(address)} is not a URL.`, remedy);
  const url = new URL(address);
  if (!isAllowed(url))
    throw onboardError("invalid-input", `${quoted(withoutQuery(url))} is not read: only https is.`, remedy);
  if (url.username === "" && url.password === "") return url;
  throw onboardError("invalid-input", `The address on ${quoted(url.host)} holds a user name or password.`, remedy);
}

function isHttps(url: URL): boolean {
  return url.protocol === "https:";
}

/** The address as it may be shown: queries and user names often hold secrets. */
function withoutQuery(url: URL): string {
  const shown = new URL(url.href);
  for (const part of ["username", "password", "search", "hash"] as const) shown[part] = "";
  return shown.href;
}

function onboardError(kind: ErrorKind, message: string, remedy: string, cause?: unknown): OnboardError {
  return new OnboardError({ kind, message, remedy }, { cause });
}
