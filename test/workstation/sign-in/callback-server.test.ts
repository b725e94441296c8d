import { readFile } from "node:fs/promises";
import { connect } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { failedPage, finishedPage } from "../../../src/workstation/sign-in/callback-pages.ts";
import { type CallbackServer, startCallbackServer } from "../../../src/workstation/sign-in/callback-server.ts";

const state = "the-state";
const open: CallbackServer[] = [];

async function start(): Promise<CallbackServer> {
  const server = await startCallbackServer(state);
  open.push(server);
  return server;
}

afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => server.close()));
});

const forever = new AbortController().signal;

describe("the return of the browser", () => {
  it("comes to 127.0.0.1 on a free port, and is answered when its end is known", async () => {
    const server = await start();
    expect(server.redirectUri).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/oauth\/callback$/);
    const page = fetch(`${server.redirectUri}?code=abc&state=${state}`);
    const { outcome, answer } = await server.callback(forever);
    expect(outcome).toEqual({ status: "code", code: "abc" });
    await answer(finishedPage("amplify"));
    const response = await page;
    expect(response.status).toBe(200);
    expect(await response.text()).toContain("You are signed in");
  });

  it("may bring a refusal instead of a code", async () => {
    const server = await start();
    const page = fetch(`${server.redirectUri}?error=access_denied&error_description=no&state=${state}`);
    const { outcome, answer } = await server.callback(forever);
    expect(outcome).toEqual({ status: "refused", error: "access_denied", description: "no" });
    await answer(failedPage("It was refused.", "Try again."));
    expect(await (await page).text()).toContain("It was refused.");
  });

  it.each([
    ["/favicon.ico", 404],
    ["/", 404],
    ["/oauth/callback", 400],
    ["/oauth/callback?code=abc&state=wrong", 400],
    ["/oauth/callback?code=abc&state=", 400],
    ["/oauth/callback?code=abc", 400],
    [`/oauth/callback?code=abc&state=${state}&state=wrong`, 400],
    [`/oauth/callback?code=abc&code=def&state=${state}`, 400],
    [`/oauth/callback?code=&state=${state}`, 400],
    [`/oauth/callback?error=access_denied&state=wrong`, 400],
    [`/oauth/callback/?code=abc&state=${state}`, 404],
    [`//?code=abc&state=${state}`, 404],
  ])("is not %s, and the wait goes on", async (address, status) => {
    const server = await start();
    const origin = new URL(server.redirectUri).origin;
    expect((await fetch(`${origin}${address}`)).status).toBe(status);
    const page = fetch(`${server.redirectUri}?code=real&state=${state}`);
    const { outcome, answer } = await server.callback(forever);
    expect(outcome).toEqual({ status: "code", code: "real" });
    await answer(finishedPage("amplify"));
    await page;
  });

  it("is a GET, and asks for this address by its own name", async () => {
    const server = await start();
    const url = new URL(`${server.redirectUri}?code=abc&state=${state}`);
    expect((await fetch(url, { method: "POST" })).status).toBe(404);
    expect(await raw(url, "attacker.example")).toMatch(/^HTTP\/1\.1 404/);
  });

  it("counts once", async () => {
    const server = await start();
    const first = fetch(`${server.redirectUri}?code=first&state=${state}`);
    const { outcome, answer } = await server.callback(forever);
    expect((await fetch(`${server.redirectUri}?code=second&state=${state}`)).status).toBe(400);
    expect(outcome).toEqual({ status: "code", code: "first" });
    await answer(finishedPage("amplify"));
    await first;
  });
});

describe("the callback server", () => {
  it.runIf(process.platform === "linux")("listens on 127.0.0.1 and no other address", async () => {
    const server = await start();
    const port = Number(new URL(server.redirectUri).port).toString(16).toUpperCase().padStart(4, "0");
    const sockets = (await readFile("/proc/net/tcp", "utf8")) + (await readFile("/proc/net/tcp6", "utf8"));
    const listening = sockets.split("\n").flatMap((line) => {
      const [, local = "", , standing] = line.trim().split(/\s+/);
      return standing === "0A" && local.endsWith(`:${port}`) ? [local] : [];
    });
    expect(listening).toEqual([`0100007F:${port}`]);
  });

  it("stops at once when it is closed, even in the middle of a connection", async () => {
    const server = await start();
    const page = fetch(`${server.redirectUri}?code=abc&state=${state}`);
    page.catch(() => undefined);
    await server.callback(forever);
    await server.close();
    await expect(page).rejects.toThrow();
    expect(await reach("127.0.0.1", Number(new URL(server.redirectUri).port))).toBe(false);
  });

  it("stops waiting with the reason of the signal", async () => {
    const server = await start();
    const stop = new AbortController();
    const callback = server.callback(stop.signal);
    stop.abort(new Error("enough"));
    await expect(callback).rejects.toThrow("enough");
    await expect(server.callback(stop.signal)).rejects.toThrow("enough");
  });
});

describe("its pages", () => {
  it("load and run nothing, and are kept nowhere", async () => {
    const server = await start();
    const response = await fetch(new URL("/", server.redirectUri));
    expect(response.headers.get("content-security-policy")).toMatch(/^default-src 'none'; style-src 'sha256-/);
    expect(response.headers.get("cache-control")).toBe("no-store");
    expect(response.headers.get("referrer-policy")).toBe("no-referrer");
    const html = await response.text();
    expect(html).not.toMatch(/<script|https?:|url\(|@import|onload/);
    expect(html).toMatch(/<html lang="en">[\s\S]*<title>[\s\S]*<main[\s\S]*<h1>/);
  });

  it("show names as text, whatever they contain", () => {
    const { html } = finishedPage(`<img src=x onerror="alert(1)">&\u202e`);
    expect(html).not.toContain("<img");
    expect(html).toContain("&lt;img src=x onerror=&quot;alert(1)&quot;&gt;&amp;");
    expect(html).not.toContain("\u202e");
  });
});

function reach(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host, port });
    socket.once("connect", () => resolve(true)).once("error", () => resolve(false));
    socket.once("connect", () => socket.destroy());
  });
}

function raw(url: URL, host: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = "";
    const socket = connect({ host: "127.0.0.1", port: Number(url.port) });
    socket.setEncoding("utf8").on("data", (chunk: string) => {
      text += chunk;
    });
    socket.once("error", reject).once("close", () => resolve(text));
    socket.write(`GET ${url.pathname}${url.search} HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`);
  });
}
