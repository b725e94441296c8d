import { readFile } from "node:fs/promises";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { registrationFile, tokenFile } from "../../../src/workstation/sign-in/cache-files.ts";
import { jumpingClock, leftovers, printed, type RunOptions, runSignIn } from "./sign-in-run.ts";
import { type Answer, refusal, type StubAws, startStubAws, tokens } from "./stub-aws.ts";
import { session, temporaryHome } from "./temporary-home.ts";

let stub: StubAws;
let home: string;

beforeEach(async () => {
  stub = await startStubAws();
  home = await temporaryHome();
});

afterEach(() => stub.close());

const pending = () => refusal("AuthorizationPendingException", { error: "authorization_pending" });
const slowDown = () => refusal("SlowDownException", { error: "slow_down" });
const expired = () => refusal("ExpiredTokenException", { error: "expired_token" });

/** Each call of a route takes the next answer; the last one stays. */
function inTurn(path: string, answers: readonly (() => Answer)[]): void {
  const left = [...answers];
  stub.route(path, () => (left.length > 1 ? left.shift() : left[0])?.() ?? pending());
}

const run = (options: Partial<RunOptions> = {}) =>
  runSignIn(stub, { home, flow: "device-code", openBrowser: async () => false, clock: jumpingClock(), ...options });

describe("signing in with a device code", () => {
  it("shows page and code, polls at the interval, and slows down by five seconds each time it is told to", async () => {
    inTurn("/token", [pending, slowDown, pending, slowDown, () => tokens(stub)]);
    const clock = jumpingClock();
    const { result, events } = await run({ clock });
    expect(result).toMatchObject({ by: "person" });
    expect(clock.waits).toEqual([1_000, 1_000, 6_000, 6_000, 11_000]);
    expect(events).toMatchObject([
      { type: "flow-chosen", flow: "device-code" },
      { type: "device-code", userCode: "ABCD-EFGH", verificationUriComplete: `${stub.url}/device?user_code=ABCD-EFGH` },
      { type: "slowed-down", intervalSeconds: 6 },
      { type: "slowed-down", intervalSeconds: 11 },
      { type: "signed-in" },
    ]);
  });

  it("registers as the AWS CLI does for it, and keeps the token with its registration", async () => {
    await run();
    expect(stub.seen.find(({ path }) => path === "/client/register")?.body).toEqual({
      clientName: "botocore-client-amplify",
      clientType: "public",
      scopes: ["sso:account:access"],
    });
    expect(JSON.parse(await readFile(registrationFile(home, session), "utf8"))).not.toHaveProperty("grantTypes");
    expect(stub.seen.find(({ path }) => path === "/device_authorization")?.body).toMatchObject({
      startUrl: session.startUrl,
    });
    const cached = JSON.parse(await readFile(tokenFile(home, session.name), "utf8"));
    expect(cached).toMatchObject({ startUrl: session.startUrl, refreshToken: expect.any(String) });
    expect(await leftovers(home)).toEqual([]);
  });

  it("does not take a browser's registration for its own, nor the other way round", async () => {
    await runSignIn(stub, { home });
    await run({ refusedToken: JSON.parse(await readFile(tokenFile(home, session.name), "utf8")).accessToken });
    expect(stub.count("/client/register")).toBe(2);
  });

  it("offers a new code when one expires", async () => {
    inTurn("/token", [pending, expired, () => tokens(stub)]);
    const { result, events } = await run({ offerNewCode: async () => true });
    expect(result).toMatchObject({ by: "person" });
    expect(stub.count("/device_authorization")).toBe(2);
    expect(events.map(({ type }) => type)).toEqual([
      "flow-chosen",
      "device-code",
      "device-code-expired",
      "device-code",
      "signed-in",
    ]);
  });

  it("ends with the remedy when nobody wants a new code", async () => {
    stub.route("/token", expired);
    for (const options of [{}, { offerNewCode: async () => false }]) {
      const { result } = await run(options);
      expect(result).toMatchObject({ kind: "signed-out", message: expect.stringContaining("expired") });
    }
    expect(await leftovers(home)).toEqual([]);
  });

  it("stops asking when the code's life or the time limit is over, whichever comes first", async () => {
    stub.route("/token", pending);
    const clock = jumpingClock();
    expect((await run({ clock })).result).toMatchObject({ kind: "signed-out" });
    expect(clock.waits.reduce((sum, wait) => sum + wait, 0)).toBeLessThanOrEqual(600_000);
    const impatient = jumpingClock();
    await run({ clock: impatient, timeLimit: 2_500 });
    expect(impatient.waits).toHaveLength(3);
  });

  it("explains a refusal", async () => {
    stub.route("/token", () => refusal("AccessDeniedException", { error: "access_denied" }));
    expect((await run()).result).toMatchObject({
      kind: "signed-out",
      message: "The sign-in was refused in the browser.",
      remedy: expect.stringContaining("Allow access"),
    });
  });

  it("explains a key that IAM Identity Center cannot use", async () => {
    const fields = { error: "access_denied", reason: "KMS_AccessDeniedException" };
    stub.route("/token", () => refusal("AccessDeniedException", fields));
    expect((await run()).result).toMatchObject({ message: expect.stringContaining("encryption key") });
  });

  it("explains a wrong Region or start URL", async () => {
    stub.route("/device_authorization", () => refusal("InvalidRequestException", { error: "invalid_request" }));
    const { result } = await run();
    expect(result).toMatchObject({
      kind: "invalid-input",
      message: expect.stringContaining("Either the Region or the start URL is wrong"),
      aws: { operation: "StartDeviceAuthorization" },
    });
  });

  it("survives a short failure of the network, not a long one", async () => {
    const broken = () => ({ status: 503 });
    inTurn("/token", [broken, broken, broken, () => tokens(stub)]);
    expect((await run()).result).toMatchObject({ by: "person" });
    stub.route("/token", broken);
    expect((await run({ home: await temporaryHome() })).result).toMatchObject({ kind: "cannot-tell" });
  }, 60_000);

  it("waits politely when AWS wants fewer registrations", async () => {
    inTurn("/client/register", [slowDown, slowDown, stub.routeOf("/client/register") as () => Answer]);
    const clock = jumpingClock();
    expect((await run({ clock })).result).toMatchObject({ by: "person" });
    expect(clock.waits.slice(0, 2).every((wait) => wait >= 500 && wait <= 2_000)).toBe(true);
  });

  it("opens only pages of the web, and shows codes without terminal tricks", async () => {
    const opened: string[] = [];
    const openBrowser = async (url: string) => opened.push(url) > 0;
    const answer = { deviceCode: "d", userCode: "\u001b[2JX", expiresIn: 600, interval: 1 };
    const uris = { verificationUri: "https://x.example/", verificationUriComplete: "https://x.example/\u0007a" };
    stub.route("/device_authorization", () => ({ status: 200, body: { ...answer, ...uris } }));
    const shown = await run({ openBrowser });
    expect(shown.events[1]).toMatchObject({ userCode: "<U+001B>[2JX", opened: true });
    expect(opened).toEqual(["https://x.example/%07a"]);

    const evil = { verificationUri: "https://x.example/", verificationUriComplete: "file:///etc/passwd" };
    stub.route("/device_authorization", () => ({ status: 200, body: { ...answer, ...evil } }));
    const refused = await run({ openBrowser, home: await temporaryHome() });
    expect(refused.result).toMatchObject({ kind: "cannot-tell" });
    expect(opened).toHaveLength(1);
  });

  it("is interrupted at once, in the middle of a wait", async () => {
    stub.route("/token", pending);
    const stop = new AbortController();
    setTimeout(() => stop.abort(), 100);
    const { result } = await runSignIn(stub, { home, flow: "device-code", signal: stop.signal });
    expect(result).toMatchObject({ kind: "interrupted" });
    expect(await leftovers(home)).toEqual([]);
  });

  it("shows no secret", async () => {
    inTurn("/token", [pending, slowDown, () => tokens(stub)]);
    const shown = await run();
    stub.route("/token", ({ body }) => refusal("InvalidGrantException", { error_description: JSON.stringify(body) }));
    const refused = await run({ home: await temporaryHome() });
    expect(stub.secrets.size).toBeGreaterThan(4);
    for (const secret of stub.secrets) {
      expect(printed(shown)).not.toContain(secret);
      expect(printed(refused)).not.toContain(secret);
    }
  });
});
