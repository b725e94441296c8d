/**
 * Whether a client may be sent back to a URI: it registered exactly this one or, on the loopback interface, this one with
 * any port. https://datatracker.ietf.org/doc/html/rfc8252#section-7.3
 */
export function redirectMatches(registered: readonly string[], redirectUri: string): boolean {
  return registered.some((uri) => uri === redirectUri || withoutLoopbackPort(uri) === withoutLoopbackPort(redirectUri));
}

/** Whether a public client may register a URI: on the loopback interface, by https, or in a scheme of its own. */
export function isRedirectUri(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname, hash } = new URL(text);
  if (hash !== "") return false;
  if (protocol === "http:") return isLoopback(hostname) || hostname === "localhost";
  return !["javascript:", "data:", "vbscript:", "file:", "blob:"].includes(protocol);
}

function withoutLoopbackPort(text: string): string {
  if (!URL.canParse(text)) return text;
  const url = new URL(text);
  if (url.protocol !== "http:" || !isLoopback(url.hostname)) return text;
  url.port = "";
  return url.href;
}

function isLoopback(hostname: string): boolean {
  return hostname === "127.0.0.1" || hostname === "[::1]";
}
