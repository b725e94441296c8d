import { visibleText } from "../core/text/visible-text.ts";
import { addressOf, type HttpProxy } from "./proxies.ts";

/** The code of a proxy's no, which stays one. Whatever else goes wrong on the way may go right the next time. */
export const REFUSED_BY_PROXY = "ERR_PROXY_REFUSED";
const FAILED_AT_PROXY = "ECONN_PROXY";

/**
 * A proxy that does not let a call through. The message says which and why, and holds no user name and no password. With
 * metadata the SDK takes it for an error of the way.
 */
export class ProxyError extends Error {
  override readonly name = "ProxyError";
  readonly code: string;
  readonly $metadata = {};

  constructor(message: string, code: string, cause?: unknown) {
    super(message, cause === undefined ? {} : { cause });
    this.code = code;
  }
}

/** What a proxy answered in place of a way to `target`. `challenges` are the header `proxy-authenticate`. */
export function refusedByProxy(
  proxy: HttpProxy,
  target: string,
  answer: { readonly status: number; readonly reason?: string | undefined; readonly challenges?: string | undefined },
): ProxyError {
  const { status } = answer;
  const what = `${described(proxy)} ${status === 407 ? unidentified(proxy, answer.challenges) : unopened(target, answer)}`;
  return new ProxyError(what, status >= 500 ? FAILED_AT_PROXY : REFUSED_BY_PROXY);
}

/** A proxy that could not be reached, or broke off. The system's code says why, and is kept. */
export function lostAtProxy(proxy: HttpProxy, cause: Error): ProxyError {
  const { code = FAILED_AT_PROXY, message } = cause as Error & { readonly code?: string };
  return new ProxyError(`${described(proxy)} could not be reached: ${visibleText(message || code)}`, code, cause);
}

/** A proxy that took the call and said nothing. */
export function silentProxy(proxy: HttpProxy, milliseconds: number): ProxyError {
  const seconds = Math.round(milliseconds / 100) / 10;
  return new ProxyError(`${described(proxy)} opened no way within ${seconds} s`, "ETIMEDOUT");
}

/** `the proxy proxy.example.com:3128 (HTTPS_PROXY)` */
function described(proxy: HttpProxy): string {
  return `the proxy ${addressOf(proxy)} (${proxy.variable})`;
}

function unidentified({ authorization }: HttpProxy, challenges = ""): string {
  const schemes = [...challenges.matchAll(/(?:^|,\s*)([A-Za-z]+)(?=\s|,|$)/g)].map(([, scheme = ""]) => scheme);
  if (schemes.length > 0 && !schemes.some((scheme) => /^basic$/i.test(scheme)))
    return `wants to be signed in to with ${schemes.join(" or ")}, and only Basic can be done here (407)`;
  return authorization === undefined
    ? "wants a user name and a password (407)"
    : "does not accept the user name and password that the variable has (407)";
}

function unopened(
  target: string,
  { status, reason = "" }: { readonly status: number; readonly reason?: string | undefined },
) {
  const answer = visibleText(`${status} ${reason}`.trim()).slice(0, 80);
  return status >= 500
    ? `could not reach ${target} (${answer})`
    : `does not let calls through to ${target} (${answer})`;
}
