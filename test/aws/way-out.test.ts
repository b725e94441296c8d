import { copyFile, mkdtemp, readFile, writeFile } from "node:fs/promises";
import type { AddressInfo } from "node:net";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { rootCertificates } from "node:tls";
import { inspect } from "node:util";
import { GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { classify, failureOf } from "../../src/aws/aws-error.ts";
import { certificatesWith } from "../../src/aws/certificates.ts";
import { clientSettings } from "../../src/aws/client-settings.ts";
import { type RunningSimulator, startSimulator } from "../../src/simulator/start.ts";
import { type Authority, createAuthority } from "../authority.ts";
import { type ForwardProxy, type ProxyOptions, startProxy, startTlsInFrontOf } from "../forward-proxy.ts";

const keys = { AWS_ACCESS_KEY_ID: "simulator", AWS_SECRET_ACCESS_KEY: "simulator", AWS_REGION: "us-east-1" };

let simulator: RunningSimulator;
let aws: Awaited<ReturnType<typeof startTlsInFrontOf>>;
let ofAws: Authority;
let ofProxy: Authority;
let home: string;
const proxies: ForwardProxy[] = [];

beforeAll(async () => {
  [ofAws, ofProxy, simulator] = await Promise.all([
    createAuthority("AWS of this test"),
    createAuthority("Inspection of Corp Ltd"),
    startSimulator({}),
  ]);
  aws = await startTlsInFrontOf(simulator.url, ofAws);
  home = await mkdtemp(path.join(tmpdir(), "onboard-way-"));
});

afterEach(async () => {
  vi.unstubAllEnvs();
  await Promise.all(proxies.splice(0).map((proxy) => proxy.close()));
});

afterAll(() => Promise.all([aws.close(), simulator.close()]));

async function proxyWith(options: ProxyOptions = {}): Promise<ForwardProxy> {
  const proxy = await startProxy({ trusts: await readFile(ofAws.file, "utf8"), ...options });
  proxies.push(proxy);
  return proxy;
}

/** Who a client of ours is with this environment, or the error. */
async function asked(env: Readonly<Record<string, string>>): Promise<unknown> {
  const files = { AWS_CONFIG_FILE: path.join(home, "config"), AWS_SHARED_CREDENTIALS_FILE: path.join(home, "none") };
  const all = { AWS_ENDPOINT_URL: aws.url, AWS_CA_BUNDLE: "", AWS_PROFILE: "", ...keys, ...files, ...env };
  for (const [name, value] of Object.entries(all)) vi.stubEnv(name, value);
  try {
    const client = new STSClient(await clientSettings());
    return (await client.send(new GetCallerIdentityCommand({}))).Account;
  } catch (error) {
    return error;
  }
}

describe("a call of any client", () => {
  it("goes through the proxy, which sees no more than where to", async () => {
    const proxy = await proxyWith();
    expect(await asked({ HTTPS_PROXY: proxy.url, AWS_CA_BUNDLE: ofAws.file })).toMatch(/^\d{12}$/);
    expect(proxy.opened).toEqual([`127.0.0.1:${aws.port}`]);
    expect(proxy.requests).toEqual([]);
  });

  it("goes through one that wants a password and looks into the traffic", async () => {
    const proxy = await proxyWith({ auth: "corp\\ana:p@ss/word", inspects: ofProxy });
    expect(await asked({ https_proxy: proxy.url, AWS_CA_BUNDLE: ofProxy.file })).toMatch(/^\d{12}$/);
    expect(proxy.requests).toEqual([`POST ${aws.url}/`]);
  });

  it("goes through one that is spoken to in TLS", async () => {
    const proxy = await proxyWith({ secure: ofAws });
    expect(await asked({ HTTPS_PROXY: proxy.url, AWS_CA_BUNDLE: ofAws.file })).toMatch(/^\d{12}$/);
    expect(proxy.opened).toHaveLength(1);
  });

  it("goes straight to where NO_PROXY says", async () => {
    const proxy = await proxyWith();
    const env = { HTTPS_PROXY: proxy.url, AWS_CA_BUNDLE: ofAws.file, NO_PROXY: "127.0.0.0/8" };
    expect(await asked(env)).toMatch(/^\d{12}$/);
    expect(proxy.opened).toEqual([]);
  });

  it("is given to the proxy of HTTP_PROXY as a whole where it is not encrypted", async () => {
    const proxy = await proxyWith({ auth: "ana:secret" });
    expect(await asked({ HTTP_PROXY: proxy.url, AWS_ENDPOINT_URL: simulator.url })).toMatch(/^\d{12}$/);
    expect(proxy.requests).toEqual([`POST ${simulator.url}/`]);
    const wrong = await asked({ HTTP_PROXY: `http://127.0.0.1:${proxy.port}`, AWS_ENDPOINT_URL: simulator.url });
    expect([classify(wrong), failureOf(wrong).message]).toEqual([
      "barred",
      `the proxy 127.0.0.1:${proxy.port} (HTTP_PROXY) wants a user name and a password (407)`,
    ]);
  });

  it("trusts what ca_bundle of the profile names", async () => {
    const ofProfile = async (name: string, bundle: string) => {
      const AWS_CONFIG_FILE = path.join(home, name);
      const profile = ["[profile corp]", `ca_bundle = ${bundle}`, "aws_access_key_id = a", "aws_secret_access_key = b"];
      await writeFile(AWS_CONFIG_FILE, `[default]\nregion = us-east-1\n${profile.join("\n")}\n`);
      return { AWS_CONFIG_FILE, AWS_ACCESS_KEY_ID: "", AWS_SECRET_ACCESS_KEY: "", AWS_PROFILE: "corp" };
    };
    const env = await ofProfile("whole-path", ofAws.file);
    expect(await asked(env)).toMatch(/^\d{12}$/);
    expect(classify(await asked({ ...env, ...keys, AWS_PROFILE: "" }))).toBe("untrusted");
    await copyFile(ofAws.file, path.join(home, "ca.pem"));
    expect(await asked({ ...(await ofProfile("in-home", "~/ca.pem")), HOME: home })).toMatch(/^\d{12}$/);
  });

  it("trusts the usual authorities besides", async () => {
    const file = path.join(home, "bundle.pem");
    await writeFile(file, `# of the company\n${await readFile(ofProxy.file, "utf8")}`);
    const trusted = new Set(await certificatesWith({ named: "AWS_CA_BUNDLE", file }));
    expect(rootCertificates.filter((certificate) => !trusted.has(certificate))).toEqual([]);
    expect(trusted).toContain((await readFile(ofProxy.file, "utf8")).trim());
  });

  it.each([
    ["there is none", "/nowhere/ca.pem", "there is no such file"],
    ["it is a folder", tmpdir(), "it is a folder"],
    ["it holds none", path.join(import.meta.dirname, "way-out.test.ts"), "it has no certificates in it"],
  ])("says that AWS_CA_BUNDLE cannot be used where %s", async (_, AWS_CA_BUNDLE, why) => {
    const error = await asked({ AWS_CA_BUNDLE });
    expect(error).toMatchObject({ kind: "invalid-input", message: `${AWS_CA_BUNDLE} cannot be read: ${why}.` });
  });
});

describe("a way that breaks", () => {
  const at = ({ port }: ForwardProxy) => `the proxy 127.0.0.1:${port} (HTTPS_PROXY)`;
  const host = () => `127.0.0.1:${aws.port}`;

  it.each([
    ["no password", {}, "", "wants a user name and a password (407)", "barred"],
    [
      "a wrong password",
      {},
      "ana:wrong@",
      "does not accept the user name and password that the variable has (407)",
      "barred",
    ],
    [
      "NTLM",
      { challenge: "Negotiate, NTLM" },
      "",
      "wants to be signed in to with Negotiate or NTLM, and only Basic can be done here (407)",
      "barred",
    ],
  ])("at a proxy that gets %s, is told without it", async (_, more, credentials, words, kind) => {
    const proxy = await proxyWith({ auth: "ana:right", ...more });
    const error = await asked({ HTTPS_PROXY: `http://${credentials}127.0.0.1:${proxy.port}` });
    expect([classify(error), failureOf(error).message]).toEqual([kind, `${at(proxy)} ${words}`]);
    expect(inspect(error, { depth: 9, showHidden: true })).not.toMatch(/wrong|YW5hOn/);
  });

  it.each([
    [403, "does not let calls through to", "Forbidden", "barred"],
    [502, "could not reach", "Bad Gateway", "unknown-outcome"],
  ])("at a proxy that answers %i is told as that", async (status, words, reason, kind) => {
    const proxy = await proxyWith({ refuses: () => status });
    const error = await asked({ HTTPS_PROXY: proxy.url });
    const message = `${at(proxy)} ${words} ${host()} (${status} ${reason})`;
    expect([classify(error), failureOf(error).message]).toEqual([kind, message]);
  });

  it("at a proxy that is not there, or says nothing, ends", async () => {
    const proxy = await proxyWith();
    await proxy.close();
    const gone = await asked({ HTTPS_PROXY: proxy.url });
    expect(classify(gone)).toBe("unknown-outcome");
    expect(failureOf(gone).message).toContain(`${at(proxy)} could not be reached: connect ECONNREFUSED`);
    const mute = createServer().listen(0, "127.0.0.1");
    await new Promise((resolve) => mute.once("listening", resolve));
    const url = `http://127.0.0.1:${(mute.address() as AddressInfo).port}`;
    const silent = await asked({ HTTPS_PROXY: url, ONBOARD_CALL_SECONDS: "0.4" });
    expect(classify(silent)).toBe("unknown-outcome");
    mute.close();
  });

  it("at a certificate that nobody trusts is told as that, and nothing is sent", async () => {
    const proxy = await proxyWith({ inspects: ofProxy });
    expect(classify(await asked({ HTTPS_PROXY: proxy.url, AWS_CA_BUNDLE: ofAws.file }))).toBe("untrusted");
    expect(proxy.requests).toEqual([]);
  });
});
