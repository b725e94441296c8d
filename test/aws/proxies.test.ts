import { describe, expect, it } from "vitest";
import { isLeftOut } from "../../src/aws/no-proxy.ts";
import { addressOf, proxiesOf } from "../../src/aws/proxies.ts";
import { OnboardError } from "../../src/core/errors/onboard-error.ts";

const aws = { host: "sts.eu-west-1.amazonaws.com", port: 443 };

describe("NO_PROXY", () => {
  it.each([
    ["*", "anything.example", 443],
    ["example.com", "example.com", 443],
    ["example.com", "EXAMPLE.com.", 443],
    ["example.com", "a.b.example.com", 443],
    [".example.com", "a.example.com", 443],
    [".example.com", "example.com", 443],
    ["*.example.com", "a.example.com", 443],
    ["other.test, Example.com", "a.example.com", 443],
    ["other.test example.com", "example.com", 443],
    ["example.com:8443", "a.example.com", 8443],
    ["localhost:4566", "localhost", 4566],
    ["127.0.0.1", "127.0.0.1", 443],
    ["127.0.0.1:4566", "127.0.0.1", 4566],
    ["10.0.0.0/8", "10.20.30.40", 443],
    ["169.254.169.254/32", "169.254.169.254", 80],
    ["fd00::/8", "fd12::1", 443],
    ["[fd00::]/8", "fd12::1", 443],
    ["::1", "0:0:0:0:0:0:0:1", 443],
    ["[::1]:4566", "::1", 4566],
  ])("%s leaves out %s, port %i", (noProxy, host, port) => {
    expect(isLeftOut({ host, port }, noProxy)).toBe(true);
  });

  it.each([
    ["", "example.com", 443],
    [" , ,", "example.com", 443],
    ["example.com", "notexample.com", 443],
    ["example.com", "example.com.evil.test", 443],
    ["a.example.com", "example.com", 443],
    ["example.com:8443", "example.com", 443],
    ["127.0.0.1", "127.0.0.10", 443],
    ["0.0.1", "127.0.0.1", 443],
    ["10.0.0.0/8", "11.0.0.1", 443],
    ["10.0.0.0/8", "host.example", 443],
    ["10.0.0.0/99", "10.0.0.1", 443],
    ["10.0.0.0/x", "10.0.0.1", 443],
    ["fd00::/8", "10.0.0.1", 443],
    [".", "example.com", 443],
    ["http://example.com", "example.com", 443],
  ])("%s does not leave out %s, port %i", (noProxy, host, port) => {
    expect(isLeftOut({ host, port }, noProxy)).toBe(false);
  });
});

describe("the proxy of a call", () => {
  const proxyOf = (env: Record<string, string>, protocol = "https:") => {
    const proxy = proxiesOf(env)?.(protocol, aws);
    return proxy === undefined ? undefined : `${proxy.variable} ${proxy.protocol}//${addressOf(proxy)}`;
  };

  it.each([
    [{ HTTPS_PROXY: "http://proxy.corp:3128" }, "HTTPS_PROXY http://proxy.corp:3128"],
    [{ https_proxy: "http://a:1", HTTPS_PROXY: "http://b:2" }, "https_proxy http://a:1"],
    [{ https_proxy: "", HTTPS_PROXY: "http://b:2" }, "HTTPS_PROXY http://b:2"],
    [{ HTTPS_PROXY: "proxy.corp:3128" }, "HTTPS_PROXY http://proxy.corp:3128"],
    [{ HTTPS_PROXY: "proxy.corp" }, "HTTPS_PROXY http://proxy.corp:80"],
    [{ HTTPS_PROXY: "https://proxy.corp" }, "HTTPS_PROXY https://proxy.corp:443"],
    [{ HTTPS_PROXY: "http://[::1]:3128" }, "HTTPS_PROXY http://[::1]:3128"],
    [{ ALL_PROXY: "http://all:1" }, "ALL_PROXY http://all:1"],
    [{ ALL_PROXY: "socks5://all:1" }, undefined],
    [{ HTTP_PROXY: "http://plain:1" }, undefined],
    [{ HTTPS_PROXY: "http://proxy:1", NO_PROXY: ".amazonaws.com" }, undefined],
    [{ HTTPS_PROXY: "http://proxy:1", no_proxy: "*" }, undefined],
    [{ HTTPS_PROXY: "http://proxy:1", NO_PROXY: "example.com" }, "HTTPS_PROXY http://proxy:1"],
    [{}, undefined],
  ] as const)("by %o is %s", (env, wanted) => {
    expect(proxyOf(env)).toBe(wanted);
  });

  it("is another one for what is not encrypted", () => {
    const env = { HTTP_PROXY: "http://plain:1", HTTPS_PROXY: "http://proxy:2" };
    expect(proxyOf(env, "http:")).toBe("HTTP_PROXY http://plain:1");
    expect(proxyOf(env)).toBe("HTTPS_PROXY http://proxy:2");
  });

  it.each([
    ["http://ana:s3cret@proxy:1", "ana:s3cret"],
    ["http://corp%5Cana:p%40ss%2F@proxy:1", "corp\\ana:p@ss/"],
    ["http://ana:100%@proxy:1", "ana:100%"],
    ["http://token@proxy:1", "token:"],
    ["ana:s3cret@proxy:1", "ana:s3cret"],
  ])("is signed in to as %s says", (HTTPS_PROXY, credentials) => {
    const proxy = proxiesOf({ HTTPS_PROXY })?.("https:", aws);
    expect(proxy?.authorization).toBe(`Basic ${Buffer.from(credentials).toString("base64")}`);
    expect(proxy === undefined ? "" : addressOf(proxy)).toBe("proxy:1");
  });

  it.each([
    "socks5://ana:s3cret@proxy:1",
    "ftp://ana:s3cret@proxy",
    "http://ana:s3#cret@proxy:1",
    "http://ana:s3cret@",
  ])("is refused without a word of %s", (HTTPS_PROXY) => {
    const refused = () => proxiesOf({ HTTPS_PROXY });
    expect(refused).toThrow(OnboardError);
    try {
      refused();
    } catch (error) {
      expect(JSON.stringify(error)).toContain("HTTPS_PROXY");
      expect(JSON.stringify(error)).not.toMatch(/s3|cret/);
    }
  });
});
