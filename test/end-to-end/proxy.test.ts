import { readdirSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type RunningSimulator, startSimulator } from "../../src/simulator/start.ts";
import { type Authority, createAuthority } from "../authority.ts";
import { type ForwardProxy, startProxy, startTlsInFrontOf } from "../forward-proxy.ts";
import { NODES } from "./kept-nodes.ts";
import { emptyFolder, type Finished, onboard } from "./onboard.ts";

const PASSWORD = "p@ss/w0rd";
const PERSON = "ana@example.com";

let ofAws: Authority;
let ofProxy: Authority;
let simulator: RunningSimulator;
let aws: Awaited<ReturnType<typeof startTlsInFrontOf>>;
let proxy: ForwardProxy;
const approve = { userName: PERSON };
const operations: string[] = [];

beforeAll(async () => {
  [ofAws, ofProxy] = await Promise.all([
    createAuthority("AWS of this test"),
    createAuthority("Inspection of Corp Ltd"),
  ]);
  simulator = await startSimulator({ speed: 50, approve, onRequest: ({ operation }) => operations.push(operation) });
  aws = await startTlsInFrontOf(simulator.url, ofAws);
  const trusts = await readFile(ofAws.file, "utf8");
  proxy = await startProxy({ auth: `corp\\ana:${PASSWORD}`, inspects: ofProxy, trusts });
});

afterAll(() => Promise.all([proxy.close(), aws.close(), simulator.close()]));

/** A team's run and its developer's `local`, with this environment, on a Node. */
async function wholeWay(node: string, env: Readonly<Record<string, string>>) {
  const cwd = await emptyFolder();
  await writeFile(path.join(cwd, "team.csv"), `email,account\n${PERSON},Sandbox North\n`);
  const run = (args: readonly string[], more = env) => onboard(args, { cwd, endpoint: aws.url, env: more, node });
  const admin = await run(["--emails", "team.csv", "--region", "us-east-1", "--yes"]);
  const keyless = { ...env, AWS_ACCESS_KEY_ID: "", AWS_SECRET_ACCESS_KEY: "" };
  const local = await run(["local", "--yes", "--email", PERSON, "--use-device-code"], keyless);
  return { cwd, admin, local };
}

const said = ({ stdout, stderr }: Finished) => (stdout + stderr).replace(/\s+/g, " ");

/** How often each operation of AWS was called meanwhile, and what went through the proxy. */
async function meanwhile<Result>(doing: () => Promise<Result>) {
  const before = [operations.length, proxy.requests.length, proxy.opened.length, aws.connections()] as const;
  const result = await doing();
  return {
    result,
    called: operations.slice(before[0]),
    through: proxy.requests.slice(before[1]),
    opened: proxy.opened.slice(before[2]),
    connections: aws.connections() - before[3],
  };
}

describe.each(NODES)("behind a company's proxy that looks into the traffic, on Node %s", (_, node) => {
  it("every call of a whole run, of the sign-in and of the proof goes through it", async () => {
    const env = { HTTPS_PROXY: proxy.url, AWS_CA_BUNDLE: ofProxy.file };
    const { result, called, through } = await meanwhile(() => wholeWay(node, env));
    expect(result.admin.code, said(result.admin)).toBe(0);
    expect(result.local.code, said(result.local)).toBe(0);
    expect(called).toEqual(expect.arrayContaining(["ListInstances", "StartDeviceAuthorization"]));
    expect(called).toEqual(expect.arrayContaining(["GetRoleCredentials", "GetCallerIdentity", "ListApps"]));
    expect(through).toHaveLength(called.length);
    // Neither the password nor the header that has it is in anything that was printed or written.
    const record = await readdirTexts(result.cwd);
    expect(said(result.admin) + said(result.local) + record).not.toMatch(/p@ss|p%40ss|Y29ycFxhbmE6/);
  });

  it("none does where NO_PROXY says so, in small letters and by a network", async () => {
    const env = { https_proxy: proxy.url, no_proxy: "example.com,127.0.0.0/8", NODE_EXTRA_CA_CERTS: ofAws.file };
    const { result, opened, called } = await meanwhile(() => wholeWay(node, env));
    expect(result.local.code, said(result.admin) + said(result.local)).toBe(0);
    expect(called).toContain("GetCallerIdentity");
    expect(opened).toEqual([]);
  });
});

describe("behind a company's proxy", () => {
  it("a wrong password, a certificate that nobody trusts, and a proxy of another kind are told as that", async () => {
    const cwd = await emptyFolder();
    await writeFile(path.join(cwd, "team.csv"), `email,account\n${PERSON},Sandbox North\n`);
    const tried = (env: Readonly<Record<string, string>>) =>
      onboard(["--emails", "team.csv", "--dry-run"], { cwd, endpoint: aws.url, env });
    const wrong = await tried({ HTTPS_PROXY: `http://ana:wr0ng@127.0.0.1:${proxy.port}`, AWS_CA_BUNDLE: ofProxy.file });
    expect(wrong.code).not.toBe(0);
    expect(said(wrong)).toContain(`the proxy 127.0.0.1:${proxy.port} (HTTPS_PROXY) does not accept the user name and`);
    expect(wrong.stderr).not.toContain("wr0ng");
    const untrusted = await tried({ HTTPS_PROXY: proxy.url, AWS_CA_BUNDLE: ofAws.file });
    expect(said(untrusted)).toContain("is not one that this computer trusts");
    expect(said(untrusted)).toContain("AWS_CA_BUNDLE");
    const socks = await tried({ HTTPS_PROXY: "socks5://ana:wr0ng@127.0.0.1:1" });
    expect(said(socks)).toContain("HTTPS_PROXY names a SOCKS proxy");
    expect(socks.stderr).not.toContain("wr0ng");
  });

  it("doctor --network goes the way, and says who makes the certificates", async () => {
    const cwd = await emptyFolder();
    const go = (env: Readonly<Record<string, string>>) =>
      onboard(["doctor", "--network", "--format", "json"], { cwd, endpoint: aws.url, env });
    const open = await go({ HTTPS_PROXY: proxy.url, AWS_CA_BUNDLE: ofProxy.file });
    const found = (run: Finished, id: string) =>
      (JSON.parse(run.stdout).findings as { id: string; message: string }[]).filter((one) => one.id === id);
    expect(found(open, "way-open")[0]?.message).toContain(
      `(through the proxy 127.0.0.1:${proxy.port} (HTTPS_PROXY), certificate by Inspection of Corp Ltd)`,
    );
    const closed = await go({ HTTPS_PROXY: proxy.url, AWS_CA_BUNDLE: ofAws.file });
    expect(closed.code).toBe(1);
    expect(found(closed, "way-broken")[0]?.message).toContain("TLS: its certificate is by Inspection of Corp Ltd");
    expect(open.stdout + closed.stdout).not.toMatch(/p@ss|p%40ss/);
  });

  it("the simulator of --simulate is reached past it", async () => {
    const cwd = await emptyFolder();
    await writeFile(path.join(cwd, "team.csv"), `email,account\n${PERSON},Sandbox North\n`);
    const env = { HTTP_PROXY: "http://127.0.0.1:1", HTTPS_PROXY: "http://127.0.0.1:1" };
    const run = await onboard(["--emails", "team.csv", "--region", "us-east-1", "--simulate", "--yes"], { cwd, env });
    expect(run.code, said(run)).toBe(0);
    const local = await onboard(["local", "--simulate", "--yes", "--email", PERSON], { cwd, env });
    expect(local.code, said(local)).toBe(0);
  });
});

/** The text of every file below a folder. */
async function readdirTexts(folder: string): Promise<string> {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const texts = await Promise.all(entries.map((entry) => readFile(path.join(entry.parentPath, entry.name), "utf8")));
  return texts.join("\n");
}
