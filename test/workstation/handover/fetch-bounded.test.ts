import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { gzipSync } from "node:zlib";
import { describe, expect, it, onTestFinished } from "vitest";
import { fetchBounded } from "../../../src/workstation/handover/fetch-bounded.ts";
import { findHandover } from "../../../src/workstation/handover/find-handover.ts";
import { soundHandover } from "../../core/handover/hostile-handovers.ts";

const text = JSON.stringify(soundHandover);
const isLoopback = (url: URL) => url.hostname === "127.0.0.1";
const terms = { mostBytes: 1000, timeLimit: 2000, isAllowed: isLoopback };

/** A server on loopback that answers like this, and its address. */
async function serve(answer: RequestListener): Promise<string> {
  const server = createServer(answer).listen(0, "127.0.0.1");
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  await new Promise((resolve) => server.once("listening", resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function failure(address: string, others: Partial<typeof terms> = {}): Promise<string> {
  const error = await fetchBounded(address, { ...terms, ...others }).catch((thrown: unknown) => thrown);
  if (!(error instanceof Error)) throw new Error("it was read");
  return error.message.replace(/127\.0\.0\.1:\d+/g, "HOST");
}

describe("a handover at an address", () => {
  it("is read, and called by its address without the query, which may hold a token", async () => {
    const base = await serve((_, response) => response.end(text));
    const found = await findHandover(`${base}/h.json?token=secret#x`, { cwd: "/", home: "/", fetchTerms: terms });
    expect(found).toEqual({
      from: { kind: "url", url: `${base}/h.json` },
      reading: { handover: soundHandover, problems: [] },
    });
  });

  it("is as hostile as any other", async () => {
    const base = await serve((_, response) => response.end(text.replace("https:", "http:")));
    const found = await findHandover(`${base}/h.json`, { cwd: "/", home: "/", fetchTerms: terms });
    expect(found).toMatchObject({
      from: { kind: "url" },
      reading: { handover: undefined, problems: [{ place: { line: 1, column: 25 } }] },
    });
  });

  it("is asked for without cookies or credentials", async () => {
    const asked: Record<string, unknown>[] = [];
    const base = await serve((request, response) => {
      asked.push(request.headers);
      response.end(text);
    });
    await fetchBounded(base, terms);
    expect(asked).toHaveLength(1);
    expect(Object.keys(asked[0] ?? {})).not.toContain("cookie");
    expect(Object.keys(asked[0] ?? {})).not.toContain("authorization");
  });

  it("may be elsewhere on the same host", async () => {
    const base = await serve((request, response) => {
      if (request.url === "/new") response.end(text);
      else response.writeHead(302, { location: "/new" }).end();
    });
    expect(Buffer.from((await fetchBounded(`${base}/old`, terms)).bytes).toString()).toBe(text);
  });

  it.each([
    ["another host", "https://evil.example/h.json?steal=1", "https://evil.example/h.json"],
    ["another port", "http://127.0.0.1:1/h.json", "http://HOST/h.json"],
    ["http", "http://evil.example/", "http://evil.example/"],
    ["a file", "file:///etc/passwd", "file:///etc/passwd"],
    ["nonsense", "http://[", "http://["],
  ])("is not followed to %s", async (_, location, shown) => {
    const base = await serve((_request, response) => response.writeHead(302, { location }).end());
    expect(await failure(`${base}/h`)).toBe(
      `http://HOST/h leads on to "${shown}", which is not where you asked to read.`,
    );
  });

  it("is not followed in circles", async () => {
    const base = await serve((_, response) => response.writeHead(302, { location: "/h" }).end());
    expect(await failure(`${base}/h`)).toBe("http://HOST/h only leads from one address to the next.");
  });

  it.each([401, 404, 500, 204])("is not there when the answer is %i", async (status) => {
    const base = await serve((_, response) => response.writeHead(status).end());
    expect(await failure(`${base}/h`)).toBe(`http://HOST/h answers ${status}.`);
  });

  it("is not a sign-in page", async () => {
    const base = await serve((_, response) => response.end("\n<!DOCTYPE html><title>Sign in</title>"));
    expect(await failure(`${base}/h`)).toBe("http://HOST/h is a web page.");
  });

  it.each([
    ["endless", false],
    ["packed to a thousandth", true],
  ])("is cut off when it is %s", async (_, isPacked) => {
    let isClosed = false;
    // Packed before it is asked for: whoever asks waits two seconds at most.
    const packed = isPacked ? gzipSync(Buffer.alloc(50_000_000)) : undefined;
    const base = await serve((request, response) => {
      request.socket.on("close", () => {
        isClosed = true;
      });
      if (packed !== undefined) response.writeHead(200, { "content-encoding": "gzip" }).end(packed);
      else setInterval(() => response.write("x".repeat(500)), 1).unref();
    });
    expect((await fetchBounded(base, terms)).bytes).toHaveLength(1001);
    await expect.poll(() => isPacked || isClosed).toBe(true);
  });

  it("is given up when the answer takes too long to begin or to end", async () => {
    const silent = await serve(() => {});
    expect(await failure(silent, { timeLimit: 100 })).toBe('http://HOST/ could not be read: "it took too long".');
    const slow = await serve((_, response) => response.write("{"));
    expect(await failure(slow, { timeLimit: 100 })).toBe('http://HOST/ could not be read: "it took too long".');
  });

  it("is given up when the connection breaks or is refused", async () => {
    const broken = await serve((request) => request.socket.destroy());
    expect(await failure(broken)).toMatch(/^http:\/\/HOST\/ could not be read: ".+"\.$/);
    expect(await failure("http://127.0.0.1:1/")).toMatch(/^http:\/\/HOST\/ could not be read: ".+"\.$/);
  });

  it("is only read over https unless a test says otherwise", async () => {
    const { isAllowed: _, ...usual } = terms;
    const base = await serve((_request, response) => response.end(text));
    await expect(fetchBounded(base, usual)).rejects.toMatchObject({ kind: "invalid-input" });
  });
});
