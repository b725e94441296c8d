import { readFile, stat, writeFile } from "node:fs/promises";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { OnboardError } from "../../../src/core/errors/onboard-error.ts";
import { registrationFile, tokenFile } from "../../../src/workstation/sign-in/cache-files.ts";
import { jumpingClock, leftovers, printed, runSignIn } from "./sign-in-run.ts";
import { refusal, type StubAws, startStubAws } from "./stub-aws.ts";
import { session, surroundings, temporaryHome } from "./temporary-home.ts";

let stub: StubAws;
let home: string;

beforeEach(async () => {
  stub = await startStubAws();
  home = await temporaryHome();
});

afterEach(() => stub.close());

const readJson = async (file: string) => JSON.parse(await readFile(file, "utf8"));

describe("signing in with a browser", () => {
  it("gives a token, cached for every AWS client, and tells the browser so", async () => {
    const { result, events, page } = await runSignIn(stub, { home });
    const cached = await readJson(tokenFile(home, session.name));
    expect(result).toMatchObject({ accessToken: cached.accessToken, by: "person" });
    expect(Object.keys(cached)).toEqual([
      "startUrl",
      "region",
      "accessToken",
      "expiresAt",
      "clientId",
      "clientSecret",
      "registrationExpiresAt",
      "refreshToken",
    ]);
    expect(cached.expiresAt).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
    expect(page).toContain("You are signed in");
    expect(events.map(({ type }) => type)).toEqual(["flow-chosen", "sign-in-page", "signed-in"]);
    expect(await leftovers(home)).toEqual([]);
  });

  it("registers as the AWS CLI does: a callback without port, the start URL as issuer, the cache shared", async () => {
    await runSignIn(stub, { home });
    expect(stub.seen.find(({ path }) => path === "/client/register")?.body).toEqual({
      clientName: "botocore-client-amplify",
      clientType: "public",
      scopes: ["sso:account:access"],
      grantTypes: ["authorization_code", "refresh_token"],
      redirectUris: ["http://127.0.0.1/oauth/callback"],
      issuerUrl: session.startUrl,
    });
    const file = registrationFile(home, session);
    expect(await readFile(file, "utf8")).toMatch(
      /^\{"clientId": "client-[^"]+", "clientSecret": "secret-[^"]+", "expiresAt": "[^"]+Z", "scopes": \["sso:account:access"\], "grantTypes": \["authorization_code", "refresh_token"\]\}$/,
    );
    expect((await stat(file)).mode & 0o777).toBe(0o600);
  });

  it("sends the browser out with a challenge and proves it with the verifier", async () => {
    await runSignIn(stub, { home });
    const query = stub.seen.find(({ path }) => path === "/authorize")?.query;
    expect(query?.get("response_type")).toBe("code");
    expect(query?.get("code_challenge_method")).toBe("S256");
    expect(query?.get("code_challenge")).toMatch(/^[\w-]{43}$/);
    expect(query?.get("scopes")).toBe("sso:account:access");
    expect(query?.get("redirect_uri")).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/oauth\/callback$/);
    const body = stub.seen.find(({ path }) => path === "/token")?.body;
    expect(body).toMatchObject({ grantType: "authorization_code", redirectUri: query?.get("redirect_uri") });
    expect(body?.codeVerifier).toMatch(/^[\w.~-]{43,128}$/);
  });

  it("uses a cached registration again, and replaces one that is broken or ends soon", async () => {
    await runSignIn(stub, { home });
    const expired = { refusedToken: (await readJson(tokenFile(home, session.name))).accessToken };
    await runSignIn(stub, { home, ...expired });
    expect(stub.count("/client/register")).toBe(1);

    await writeFile(registrationFile(home, session), "{broken");
    await runSignIn(stub, { home, refusedToken: (await readJson(tokenFile(home, session.name))).accessToken });
    expect(stub.count("/client/register")).toBe(2);

    const registration = await readJson(registrationFile(home, session));
    const soon = `${new Date(Date.now() + 60_000).toISOString().slice(0, 19)}Z`;
    await writeFile(registrationFile(home, session), JSON.stringify({ ...registration, expiresAt: soon }));
    await runSignIn(stub, { home, refusedToken: (await readJson(tokenFile(home, session.name))).accessToken });
    expect(stub.count("/client/register")).toBe(3);
  });

  it("registers anew once AWS has forgotten the cached client", async () => {
    const { result } = await runSignIn(stub, { home });
    const { clientId } = await readJson(registrationFile(home, session));
    const approve = stub.seen.length;
    const token = stub.routeOf("/token");
    stub.route("/token", (seen) =>
      seen.body.clientId === clientId ? refusal("InvalidClientException", {}, 401) : token(seen),
    );
    const again = await runSignIn(stub, { home, refusedToken: "accessToken" in result ? result.accessToken : "" });
    expect(again.result).toMatchObject({ by: "person" });
    expect(stub.seen.slice(approve).filter(({ path }) => path === "/client/register")).toHaveLength(1);
    expect((await readJson(registrationFile(home, session))).clientId).not.toBe(clientId);
  });

  it("shows the address when no browser could be opened, and still waits for one", async () => {
    const pages: Promise<Response>[] = [];
    const { result, events } = await runSignIn(stub, {
      home,
      openBrowser: async (url) => {
        setTimeout(() => pages.push(fetch(url)), 50);
        return false;
      },
    });
    expect(result).toMatchObject({ by: "person" });
    expect(events[1]).toMatchObject({ type: "sign-in-page", opened: false });
    await Promise.all(pages);
  });

  it("falls back to a device code where AWS knows no browser flow, if the choice was ours", async () => {
    stub.route("/client/register", ({ body }) =>
      body.grantTypes === undefined
        ? { status: 200, body: { clientId: "c", clientSecret: "s", clientSecretExpiresAt: 4_000_000_000 } }
        : refusal("UnsupportedGrantTypeException"),
    );
    const { result, events } = await runSignIn(stub, { home, flow: "auto" });
    expect(result).toMatchObject({ by: "person" });
    expect(events.filter(({ type }) => type === "flow-chosen")).toMatchObject([
      { flow: "pkce" },
      { flow: "device-code" },
    ]);
    const asked = await runSignIn(stub, { home: await temporaryHome(), flow: "pkce" });
    expect(asked.result).toMatchObject({ kind: "failed" });
  });
});

describe("a sign-in with a browser that fails", () => {
  it("explains a refusal on the page and in the terminal", async () => {
    stub.route("/authorize", ({ query }) => ({
      status: 302,
      headers: { location: `${query.get("redirect_uri")}?error=access_denied&state=${query.get("state")}` },
    }));
    const { result, page } = await runSignIn(stub, { home });
    expect(result).toMatchObject({ kind: "signed-out", message: "The sign-in was refused in the browser." });
    expect(page).toContain("The sign-in was refused in the browser.");
    expect(await leftovers(home)).toEqual([]);
  });

  it("explains a wrong Region", async () => {
    stub.route("/client/register", () => refusal("InvalidRequestException", { error_description: "bad issuer" }));
    const { result } = await runSignIn(stub, { home });
    expect(result).toMatchObject({
      kind: "invalid-input",
      message: expect.stringMatching(/eu-west-1 does not know the access portal.*Region or the start URL is wrong/),
      remedy: expect.stringContaining("SSO Region"),
      aws: { name: "InvalidRequestException", message: "bad issuer", operation: "RegisterClient" },
    });
  });

  it("repeats what the browser brought only as plain text", async () => {
    stub.route("/authorize", ({ query }) => ({
      status: 302,
      headers: { location: `${query.get("redirect_uri")}?error=%1b]0;x%07<b>&state=${query.get("state")}` },
    }));
    const run = await runSignIn(stub, { home });
    expect(run.result).toMatchObject({ kind: "failed" });
    expect(printed(run)).not.toContain("\u001b");
    expect(run.page).not.toContain("<b>");
  });

  it("tells a proxy's page and a dead network from AWS", async () => {
    stub.route("/client/register", () => ({ status: 403, headers: { "content-type": "text/html" }, body: "<html>" }));
    expect((await runSignIn(stub, { home })).result).toMatchObject({
      kind: "cannot-tell",
      message: expect.stringContaining("Not AWS"),
    });
    await stub.close();
    expect((await runSignIn(stub, { home, clock: jumpingClock() })).result).toMatchObject({
      kind: "cannot-tell",
      message: expect.stringContaining("could not be reached"),
    });
  });

  it("leaves nothing behind when the time is up", async () => {
    const addresses: string[] = [];
    const openBrowser = async (url: string) => addresses.push(url) > 0;
    const { result } = await runSignIn(stub, { home, timeLimit: 50, openBrowser });
    expect(result).toMatchObject({ kind: "signed-out", remedy: expect.stringContaining("--use-device-code") });
    expect(await leftovers(home)).toEqual([]);
    await expect(fetch(redirectUriOf(addresses))).rejects.toThrow();
  });

  it("leaves nothing behind when it is interrupted", async () => {
    const stop = new AbortController();
    const addresses: string[] = [];
    const openBrowser = async (url: string) => {
      addresses.push(url);
      setTimeout(() => stop.abort(), 20);
      return true;
    };
    const { result } = await runSignIn(stub, { home, signal: stop.signal, openBrowser });
    expect(result).toMatchObject({ kind: "interrupted" });
    expect(await leftovers(home)).toEqual([]);
    await expect(readFile(tokenFile(home, session.name))).rejects.toThrow();
    await expect(fetch(redirectUriOf(addresses))).rejects.toThrow();
  });

  it("passes on why it was interrupted, and does nothing when it already is", async () => {
    const reason = new OnboardError({ kind: "interrupted", message: "Interrupted (SIGINT).", remedy: "Again." });
    const { result } = await runSignIn(stub, { home, signal: AbortSignal.abort(reason) });
    expect(result).toBe(reason);
    expect(stub.seen).toEqual([]);
  });

  it("does not let a session's Region become another host", async () => {
    const { result } = await runSignIn(stub, { home, session: { ...session, region: "evil.example/#" } });
    expect(result).toMatchObject({ kind: "invalid-input" });
    expect(stub.seen).toEqual([]);
  });
});

describe("what a sign-in shows", () => {
  it("never holds a token, code, verifier or secret, also when AWS repeats them", async () => {
    const good = await runSignIn(stub, { home });
    const echo = stub.routeOf("/token");
    stub.route("/token", (seen) => {
      echo(seen);
      return refusal("InvalidGrantException", { error_description: `bad ${JSON.stringify(seen.body)}` });
    });
    const bad = await runSignIn(stub, { home: await temporaryHome() });
    expect(bad.result).toMatchObject({ kind: "signed-out", aws: { name: "InvalidGrantException" } });
    expect(stub.secrets.size).toBeGreaterThan(7);
    for (const secret of stub.secrets) {
      expect(printed(good)).not.toContain(secret);
      expect(printed(bad)).not.toContain(secret);
    }
  });

  it("says why a device code was chosen", async () => {
    const remote = surroundings({ env: { SSH_TTY: "/dev/pts/0" } });
    const { events } = await runSignIn(stub, { home, flow: "auto", surroundings: remote });
    expect(events[0]).toEqual({ type: "flow-chosen", flow: "device-code", because: "you are connected over SSH" });
  });
});

function redirectUriOf(addresses: readonly string[]): string {
  return new URL(addresses[0] ?? "").searchParams.get("redirect_uri") ?? "";
}
