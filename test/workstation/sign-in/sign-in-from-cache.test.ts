import { mkdir, readFile, writeFile } from "node:fs/promises";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { cacheFolder, tokenFile } from "../../../src/workstation/sign-in/cache-files.ts";
import { writeToken } from "../../../src/workstation/sign-in/token-cache.ts";
import { jumpingClock, leftovers, printed, runSignIn } from "./sign-in-run.ts";
import { refusal, type StubAws, startStubAws, tokens } from "./stub-aws.ts";
import { session, temporaryHome } from "./temporary-home.ts";

let stub: StubAws;
let home: string;

beforeEach(async () => {
  stub = await startStubAws();
  home = await temporaryHome();
});

afterEach(() => stub.close());

const minutes = (count: number) => Date.now() + count * 60_000;

/** Puts a token into the cache, as an earlier sign-in left it. */
async function cache(different: object = {}): Promise<void> {
  await writeToken(home, session.name, {
    startUrl: session.startUrl,
    region: session.region,
    accessToken: "cached-access",
    expiresAt: minutes(60),
    registration: { clientId: "cached-client", clientSecret: "cached-secret", expiresAt: minutes(10_000) },
    refreshToken: "cached-refresh",
    ...different,
  });
}

const cached = async () => JSON.parse(await readFile(tokenFile(home, session.name), "utf8"));

describe("a token that is still valid", () => {
  it("is used as it is, without a call", async () => {
    await cache();
    const { result, events } = await runSignIn(stub, { home });
    expect(result).toMatchObject({ accessToken: "cached-access", by: "cached-token" });
    expect(events.map(({ type }) => type)).toEqual(["token-reused"]);
    expect(stub.seen).toEqual([]);
  });

  it("is passed over when the access portal has refused it", async () => {
    await cache();
    const { result } = await runSignIn(stub, { home, refusedToken: "cached-access" });
    expect(result).toMatchObject({ by: "person" });
    expect((await cached()).accessToken).not.toBe("cached-access");
  });

  it("of another Region's endpoint is replaced by one of this Region", async () => {
    await cache({ region: "us-east-1" });
    expect((await runSignIn(stub, { home })).result).toMatchObject({ by: "person" });
    expect((await cached()).region).toBe("eu-west-1");
  });
});

describe("a token near or past its end", () => {
  it.each([14, 1, -500])("is refreshed with %i minutes left, and nobody has to sign in", async (left) => {
    await cache({ expiresAt: minutes(left) });
    const { result, events } = await runSignIn(stub, { home });
    expect(result).toMatchObject({ by: "refresh" });
    expect(events.map(({ type }) => type)).toEqual(["token-refreshed"]);
    expect(stub.seen.map(({ body }) => body)).toEqual([
      {
        grantType: "refresh_token",
        clientId: "cached-client",
        clientSecret: "cached-secret",
        refreshToken: "cached-refresh",
      },
    ]);
    expect(await cached()).toMatchObject({
      clientId: "cached-client",
      registrationExpiresAt: expect.stringMatching(/Z$/),
      refreshToken: expect.stringMatching(/^refresh-/),
    });
    expect(await leftovers(home)).toEqual([]);
  });

  it("keeps its refresh token when AWS sends no new one", async () => {
    await cache({ expiresAt: minutes(-1) });
    stub.route("/token", () => ({ status: 200, body: { accessToken: "new", expiresIn: 3_600 } }));
    await runSignIn(stub, { home });
    expect(await cached()).toMatchObject({ accessToken: "new", refreshToken: "cached-refresh" });
  });

  it("needs a person when the portal session has ended", async () => {
    await cache({ expiresAt: minutes(-1) });
    stub.route("/token", ({ body }) =>
      body.grantType === "refresh_token" ? refusal("InvalidGrantException") : tokens(stub),
    );
    const { result, events } = await runSignIn(stub, { home });
    expect(result).toMatchObject({ by: "person" });
    expect(events.map(({ type }) => type)).toEqual(["session-ended", "flow-chosen", "sign-in-page", "signed-in"]);
  });

  it("is taken as another tool has renewed it, when that was faster", async () => {
    await cache({ expiresAt: minutes(-1) });
    const text = await readFile(tokenFile(home, session.name), "utf8");
    await cache({ accessToken: "renewed-by-another" });
    const renewed = await readFile(tokenFile(home, session.name), "utf8");
    await writeFile(tokenFile(home, session.name), text);
    const { writeFileSync } = await import("node:fs");
    stub.route("/token", () => {
      writeFileSync(tokenFile(home, session.name), renewed);
      return refusal("InvalidGrantException");
    });
    const { result } = await runSignIn(stub, { home });
    expect(result).toMatchObject({ accessToken: "renewed-by-another", by: "cached-token" });
  });

  it("needs a person when nothing can refresh it", async () => {
    await cache({ expiresAt: minutes(-1), refreshToken: undefined });
    expect((await runSignIn(stub, { home })).result).toMatchObject({ by: "person" });
  });

  it("stays as it is when AWS cannot be reached", async () => {
    await cache({ expiresAt: minutes(-1) });
    stub.route("/token", () => ({ status: 500 }));
    expect((await runSignIn(stub, { home, clock: jumpingClock() })).result).toMatchObject({ kind: "cannot-tell" });
    expect((await cached()).refreshToken).toBe("cached-refresh");
  });

  it("shows none of its secrets when AWS repeats them", async () => {
    await cache({ expiresAt: minutes(-1) });
    stub.route("/token", ({ body }) =>
      refusal("InvalidScopeException", { error_description: JSON.stringify(body), error: "x" }),
    );
    const run = await runSignIn(stub, { home });
    expect(run.result).toMatchObject({ aws: { message: expect.stringContaining("…") } });
    for (const secret of ["cached-secret", "cached-refresh", "cached-access"]) {
      expect(printed(run)).not.toContain(secret);
    }
  });
});

describe("a cache file", () => {
  it.each(["", "{", "null", '{"accessToken": 7}'])("that is broken (%s) is replaced", async (content) => {
    await mkdir(cacheFolder(home), { recursive: true });
    await writeFile(tokenFile(home, session.name), content);
    expect((await runSignIn(stub, { home })).result).toMatchObject({ by: "person" });
    expect((await cached()).startUrl).toBe(session.startUrl);
  });

  it("of another access portal under the same name is left alone, and the remedy is told", async () => {
    await cache({ startUrl: "https://elsewhere.awsapps.com/start" });
    const before = await readFile(tokenFile(home, session.name), "utf8");
    const { result } = await runSignIn(stub, { home });
    expect(result).toMatchObject({ kind: "invalid-input", remedy: expect.stringContaining("--session NAME") });
    expect(stub.seen).toEqual([]);
    expect(await readFile(tokenFile(home, session.name), "utf8")).toBe(before);
  });
});
