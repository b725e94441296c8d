import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { secureContextWith } from "../../src/aws/certificates.ts";
import { proxiesOf } from "../../src/aws/proxies.ts";
import { testWay, type WayTested } from "../../src/aws/test-way.ts";
import { findingsOfWays } from "../../src/workstation/doctor/examinations/network.ts";
import { type Authority, createAuthority } from "../authority.ts";
import { type ForwardProxy, type ProxyOptions, startProxy, startTlsInFrontOf } from "../forward-proxy.ts";

let ofAws: Authority;
let ofProxy: Authority;
let aws: Awaited<ReturnType<typeof startTlsInFrontOf>>;
let page: ReturnType<typeof createServer>;
const proxies: ForwardProxy[] = [];

beforeAll(async () => {
  [ofAws, ofProxy] = await Promise.all([
    createAuthority("AWS of this test"),
    createAuthority("Inspection of Corp Ltd"),
  ]);
  page = createServer((request, response) => {
    if (request.headers["x-sign-in"] === undefined && request.url === "/")
      response.setHeader("content-type", "text/html");
    response.end("<html>");
  }).listen(0, "127.0.0.1");
  await new Promise((resolve) => page.once("listening", resolve));
  aws = await startTlsInFrontOf("http://127.0.0.1:1", ofAws);
});

afterAll(async () => {
  page.close();
  await Promise.all([aws.close(), ...proxies.map((proxy) => proxy.close())]);
});

/** What is found on the way to a server, through a proxy like this, with what is trusted. */
async function went(
  options: ProxyOptions | undefined,
  trusted: Authority | undefined,
  more: object = {},
): Promise<WayTested> {
  const proxy = options && (await startProxy({ trusts: await readFile(ofAws.file, "utf8"), ...options }));
  if (proxy !== undefined) proxies.push(proxy);
  const way = {
    proxyOf: proxy && proxiesOf({ HTTPS_PROXY: `http://127.0.0.1:${proxy.port}`, HTTP_PROXY: proxy.url }),
    secureContext: trusted && (await secureContextWith({ named: "AWS_CA_BUNDLE", file: trusted.file })),
  };
  const endpoint = { service: "STS", protocol: "https:", host: "127.0.0.1", port: aws.port, ...more };
  return testWay(endpoint, way, 2000);
}

describe("the way to an endpoint", () => {
  it.each([
    ["its name is not known", undefined, { host: "no-such-host.invalid" }, "DNS", /ENOTFOUND|EAI_AGAIN/],
    ["nobody is there", undefined, { port: 1 }, "connect", /ECONNREFUSED/],
    ["the proxy wants a password", { auth: "a:b" }, {}, "proxy", /wants a user name and a password \(407\)/],
    ["the proxy says no", { refuses: () => 403 }, {}, "proxy", /does not let calls through .*\(403 Forbidden\)/],
    ["somebody else's certificate is shown", undefined, {}, "TLS", /by AWS of this test: \w+/],
  ] as const)("breaks where %s", async (_, options, more, step, why) => {
    const { broken } = await went(options, undefined, more);
    expect(broken?.step).toBe(step);
    expect(broken?.why).toMatch(why);
  });

  it("names the authority of a proxy that looks into the traffic", async () => {
    const { broken, issuer } = await went({ inspects: ofProxy }, ofAws);
    expect(issuer).toBe("Inspection of Corp Ltd");
    expect(broken).toMatchObject({ step: "TLS", why: expect.stringContaining("Inspection of Corp Ltd") });
    expect(await went({ inspects: ofProxy }, ofProxy)).toMatchObject({ issuer });
  });

  it("breaks where a web page answers, and speaks with no more than loopback", async () => {
    const { port } = page.address() as AddressInfo;
    expect((await went(undefined, undefined, { protocol: "http:", port })).broken?.step).toBe("answer");

    expect((await went({}, undefined, { protocol: "http:", port })).broken?.step).toBe("answer");
    const told = await went({ auth: "ana:secret", refuses: () => 403 }, undefined, { protocol: "http:", port });
    expect(told.proxy).toMatch(/^127\.0\.0\.1:\d+ \(HTTP_PROXY\)$/);
  });
});

describe("what doctor says of the ways", () => {
  const endpoint = { service: "STS", protocol: "https:", host: "sts.eu-west-1.amazonaws.com", port: 443 };

  it("is one error for each that breaks, with what helps there, and one note for the rest", () => {
    const proxy = "proxy.corp:3128 (HTTPS_PROXY)";
    const found = findingsOfWays([
      {
        endpoint,
        broken: { step: "TLS", why: "its certificate is by Corp: SELF_SIGNED_CERT_IN_CHAIN" },
        issuer: "Corp",
      },
      {
        endpoint,
        proxy,
        broken: { step: "proxy", why: `the proxy ${proxy} does not let calls through to x (403 no)` },
      },
      { endpoint, proxy, issuer: "Amazon RSA 2048 M02 (Amazon)" },
    ]);
    expect(found.map(({ id, severity }) => `${id} ${severity}`)).toEqual([
      "way-broken error",
      "way-broken error",
      "way-open note",
    ]);
    expect(found[0]?.message).toBe(
      "STS, sts.eu-west-1.amazonaws.com: TLS: its certificate is by Corp: SELF_SIGNED_CERT_IN_CHAIN.",
    );
    expect(found.map(({ remedy }) => remedy)).toEqual([
      expect.stringContaining("AWS_CA_BUNDLE"),
      expect.stringContaining("NO_PROXY"),
      expect.any(String),
    ]);
    expect(found[2]?.message).toContain(`through the proxy ${proxy}, certificate by Amazon RSA 2048 M02 (Amazon)`);
  });
});
