import { refuse } from "../core/errors/invalid-input.ts";
import type { Problem } from "../core/errors/problem.ts";
import { type CallTarget, isLeftOut } from "./no-proxy.ts";

type Variables = Readonly<Record<string, string | undefined>>;

/** A proxy, and which variable named it. The password is in `authorization` alone, which is never shown. */
export interface HttpProxy {
  readonly variable: string;
  readonly protocol: "http:" | "https:";
  /** Without the brackets of an IPv6 address. */
  readonly host: string;
  readonly port: number;
  /** `Basic …`, where the variable has a user name or a password. */
  readonly authorization?: string;
}

/** The proxy that a call goes through; `undefined` for the straight way. */
export type ProxyOf = (protocol: string, target: CallTarget) => HttpProxy | undefined;

/** In this order, small letters first, as curl and Python have it. What ALL_PROXY names may be a proxy of another kind. */
const VARIABLES: Readonly<Record<string, readonly string[]>> = {
  "https:": ["https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"],
  "http:": ["http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"],
};

/** All variables that name a proxy. */
export const PROXY_VARIABLES: readonly string[] = [...new Set(Object.values(VARIABLES).flat())];

/**
 * The proxies of an environment: `HTTPS_PROXY` for https calls, `HTTP_PROXY` for http ones, else `ALL_PROXY`, except for what
 * `NO_PROXY` names; `undefined` where there is none. Throws, in words without the value, for what is no http proxy.
 */
export function proxiesOf(env: Variables): ProxyOf | undefined {
  const readings = new Map(Object.keys(VARIABLES).map((protocol) => [protocol, readingFor(protocol, env)]));
  refuse(
    [...readings.values()].flatMap((reading) =>
      reading !== undefined && "problem" in reading ? [reading.problem] : [],
    ),
  );
  const noProxy = env.no_proxy || env.NO_PROXY || "";
  const named = [...readings].flatMap(([protocol, found]) =>
    found !== undefined && "proxy" in found ? [[protocol, found.proxy] as const] : [],
  );
  if (named.length === 0) return undefined;
  const known = new Map(named);
  return (protocol, target) => {
    const proxy = known.get(protocol);
    return proxy === undefined || isLeftOut(target, noProxy) ? undefined : proxy;
  };
}

/** `proxy.example.com:3128`, as it may be shown. */
export function addressOf({ host, port }: CallTarget): string {
  return `${host.includes(":") ? `[${host}]` : host}:${port}`;
}

type Reading = { readonly proxy: HttpProxy } | { readonly problem: Problem };

function readingFor(protocol: string, env: Variables): Reading | undefined {
  const variable = (VARIABLES[protocol] ?? []).find((name) => env[name]?.trim());
  if (variable === undefined) return undefined;
  const given = (env[variable] ?? "").trim();
  const address = /^[a-z][a-z\d+.-]*:\/\//i.test(given) ? given : `http://${given}`;
  if (/^socks/i.test(address)) return /^all/i.test(variable) ? undefined : problem(variable, "names a SOCKS proxy");
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (url === undefined || (url.protocol !== "http:" && url.protocol !== "https:") || url.hostname === "")
    return problem(variable, "is no address of a proxy");
  const { username, password } = url;
  const usual = url.protocol === "https:" ? 443 : 80;
  return {
    proxy: {
      variable,
      protocol: url.protocol,
      host: url.hostname.replace(/^\[|\]$/g, ""),
      port: url.port === "" ? usual : Number(url.port),
      ...(username === "" && password === "" ? {} : { authorization: basic(username, password) }),
    },
  };
}

function problem(variable: string, what: string): Reading {
  return {
    problem: {
      place: { kind: "environment", variable },
      message: `${variable} ${what}.`,
      remedy:
        "Write it as http://HOST:PORT or http://USER:PASSWORD@HOST:PORT, with signs such as / # @ in the password as %2F %23 %40, or name the hosts that need none in NO_PROXY (* for all).",
    },
  };
}

function basic(username: string, password: string): string {
  return `Basic ${Buffer.from(`${decoded(username)}:${decoded(password)}`).toString("base64")}`;
}

/** A percent sign may be one of the password's own. */
function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
