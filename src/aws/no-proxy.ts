import { BlockList, isIP } from "node:net";

/** Where a call goes. */
export interface CallTarget {
  /** A name or an address, the latter without brackets. */
  readonly host: string;
  readonly port: number;
}

/**
 * Whether `NO_PROXY` leaves a host out, as curl and Go read it: entries between commas or blanks. `example.com` and
 * `.example.com` (or `*.example.com`) are that host and all below it, `10.0.0.0/8` and `fd00::/8` addresses, `host:port` one
 * port of it, and `*` is everything. Case does not matter.
 * https://pkg.go.dev/golang.org/x/net/http/httpproxy#Config
 */
export function isLeftOut(target: CallTarget, noProxy: string): boolean {
  const host = normal(target.host);
  return noProxy
    .split(/[\s,]+/)
    .filter((entry) => entry !== "")
    .some((entry) => matches(entry.toLowerCase(), host, target.port));
}

function matches(entry: string, host: string, port: number): boolean {
  if (entry === "*") return true;
  if (entry.includes("/")) return isWithin(entry, host);
  const { name, only } = partsOf(entry);
  if (only !== undefined && only !== port) return false;
  if (isIP(name) > 0) return isIP(host) > 0 && isWithin(`${name}/${isIP(name) === 4 ? 32 : 128}`, host);
  const plain = normal(name.replace(/^\*?\./, ""));
  return plain !== "" && isIP(host) === 0 && (host === plain || host.endsWith(`.${plain}`));
}

/** `host`, `host:port`, `[::1]:port`, or an IPv6 address as it is. */
function partsOf(entry: string): { readonly name: string; readonly only?: number } {
  if (isIP(entry) > 0) return { name: entry };
  const [, bracketed, bare = "", only] = /^(?:\[([^\]]*)\]|([^:]*))(?::(\d{1,5}))?$/.exec(entry) ?? [];
  const name = bracketed ?? bare;
  return only === undefined ? { name } : { name, only: Number(only) };
}

/** Whether an address is in a network such as `10.0.0.0/8`. What is written wrongly has nothing in it. */
function isWithin(network: string, host: string): boolean {
  const [, address = "", bits] = /^\[?([^\]/]*)\]?\/(\d{1,3})$/.exec(network) ?? [];
  const family = isIP(address);
  if (family === 0 || isIP(host) === 0 || Number(bits) > (family === 4 ? 32 : 128)) return false;
  const list = new BlockList();
  list.addSubnet(address, Number(bits), family === 4 ? "ipv4" : "ipv6");
  return list.check(host, isIP(host) === 4 ? "ipv4" : "ipv6");
}

function normal(host: string): string {
  return host
    .toLowerCase()
    .replace(/^\[|\]$/g, "")
    .replace(/\.$/, "");
}
