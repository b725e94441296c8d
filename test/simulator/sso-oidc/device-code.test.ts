import { CreateTokenCommand, RegisterClientCommand } from "@aws-sdk/client-sso-oidc";
import { describe, expect, it } from "vitest";
import { deviceGrant, simulateDeveloper, startUrl } from "../developer.ts";
import { PageVisitor } from "../pages/visitor-of-pages.ts";
import { errorOf } from "../simulated-aws.ts";

describe("a device code", () => {
  it("is asked with a registration, and leads to the device page", async () => {
    const { oidc, startDevice, simulator } = await simulateDeveloper();
    const registered = await oidc.send(new RegisterClientCommand({ clientName: "cli", clientType: "public" }));
    const { clientIdIssuedAt = 0, clientSecretExpiresAt = 0, clientId = "", clientSecret = "" } = registered;
    expect(clientSecretExpiresAt - clientIdIssuedAt).toBe(90 * 24 * 3600);
    const device = await startDevice({ clientId, clientSecret });
    expect(device.userCode).toMatch(/^[B-DF-HJ-NP-TV-XZ]{4}-[B-DF-HJ-NP-TV-XZ]{4}$/);
    expect(device).toMatchObject({
      verificationUri: `${simulator.url}/device`,
      verificationUriComplete: `${simulator.url}/device?user_code=${device.userCode}`,
      expiresIn: 600,
      interval: 5,
    });
  });

  it("waits until the person has confirmed it, signed in and allowed", async () => {
    const developer = await simulateDeveloper();
    const client = await developer.register();
    const device = await developer.startDevice(client);
    const pending = await errorOf(developer.redeemDevice(client, device.deviceCode));
    expect(pending).toMatchObject({ name: "AuthorizationPendingException", error: "authorization_pending" });

    const person = new PageVisitor();
    expect((await person.open(device.verificationUriComplete)).title).toBe("Confirm the code");
    expect((await person.send({ user_code: device.userCode })).title).toBe("Sign in");
    expect((await person.send({ user_name: "Ada" })).title).toBe("Your password is not set");
    expect((await person.send({ choice: "set" })).title).toContain("amplify-onboard-test");
    expect((await person.send({ answer: "allow" })).title).toBe("Request approved");

    developer.pass(5_000);
    const token = await developer.redeemDevice(client, device.deviceCode);
    expect(token).toMatchObject({ tokenType: "Bearer", expiresIn: 3600 });
    expect(token.refreshToken).toBeDefined();
  });

  it("can be typed in lower case without the hyphen", async () => {
    const { register, startDevice } = await simulateDeveloper();
    const device = await startDevice(await register());
    const person = new PageVisitor();
    expect((await person.open(device.verificationUri)).title).toBe("Enter the code");
    const page = await person.send({ user_code: device.userCode.toLowerCase().replace("-", "") });
    expect(page.title).toBe("Sign in");
  });

  it("that nobody gave is answered on the page", async () => {
    const { url } = await simulateDeveloper();
    const person = new PageVisitor();
    await person.open(`${url}/device`);
    const page = await person.send({ user_code: "BBBB-BBBB" });
    expect(page.status).toBe(400);
    expect(page.text).toContain("There is no such code");
  });

  it("ends with AccessDeniedException when the person denies", async () => {
    const developer = await simulateDeveloper();
    const client = await developer.register();
    const device = await developer.startDevice(client);
    const person = new PageVisitor();
    await person.open(device.verificationUriComplete);
    await person.send({ user_code: device.userCode });
    await person.send({ user_name: "ada" });
    await person.send({ choice: "set" });
    expect((await person.send({ answer: "deny" })).title).toBe("You denied access");
    const error = await errorOf(developer.redeemDevice(client, device.deviceCode));
    expect(error).toMatchObject({ name: "AccessDeniedException", error: "access_denied" });
  });

  it("must not be asked for more often than the interval says", async () => {
    const { register, startDevice, redeemDevice, pass } = await simulateDeveloper();
    const client = await register();
    const { deviceCode } = await startDevice(client);
    expect((await errorOf(redeemDevice(client, deviceCode))).name).toBe("AuthorizationPendingException");
    pass(2_000);
    expect(await errorOf(redeemDevice(client, deviceCode))).toMatchObject({
      name: "SlowDownException",
      error: "slow_down",
    });
    pass(5_000);
    expect((await errorOf(redeemDevice(client, deviceCode))).name).toBe("AuthorizationPendingException");
  });

  it("has a shorter interval on a faster simulator, never below a second", async () => {
    for (const [speed, interval] of [
      [2, 3],
      [100, 1],
    ] as const) {
      const { register, startDevice } = await simulateDeveloper({ speed });
      expect((await startDevice(await register())).interval).toBe(interval);
    }
  });

  it("expires after ten minutes", async () => {
    const { register, startDevice, redeemDevice, pass } = await simulateDeveloper();
    const client = await register();
    const { deviceCode } = await startDevice(client);
    pass(600_000);
    const error = await errorOf(redeemDevice(client, deviceCode));
    expect(error).toMatchObject({ name: "ExpiredTokenException", error: "expired_token" });
  });

  it("is worth nothing once it was redeemed, or to another client", async () => {
    const { register, startDevice, redeemDevice, pass } = await simulateDeveloper({ approve: "first" });
    const [client, other] = [await register(), await register()];
    const { deviceCode } = await startDevice(client);
    pass(5_000);
    expect((await errorOf(redeemDevice(other, deviceCode))).name).toBe("InvalidGrantException");
    await redeemDevice(client, deviceCode);
    expect((await errorOf(redeemDevice(client, deviceCode))).name).toBe("InvalidGrantException");
  });

  it.each([
    ["another portal", "https://d-0000000000.awsapps.com/start"],
    ["no URL", "start"],
    ["http", startUrl.replace("https", "http")],
  ])("is refused for %s", async (_, url) => {
    const { register, startDevice } = await simulateDeveloper();
    const error = await errorOf(startDevice(await register(), url));
    expect(error).toMatchObject({ name: "InvalidRequestException", error: "invalid_request" });
  });

  it.each([
    `${startUrl}/`,
    `${startUrl}/#/`,
    `${startUrl}#/`,
    "https://example-corp.awsapps.com/start",
    "https://ssoins-7223a1b2c3d4e5f6.us-east-1.portal.amazonaws.com",
    "https://ssoins-7223a1b2c3d4e5f6.portal.us-east-1.app.aws",
  ])("is given for %s", async (url) => {
    const { register, startDevice } = await simulateDeveloper();
    expect((await startDevice(await register(), url)).userCode).toHaveLength(9);
  });

  it("is refused in a Region where the instance is not", async () => {
    const { url } = await simulateDeveloper();
    const post = (path: string, body: object) =>
      fetch(`${url}${path}`, { method: "POST", body: JSON.stringify(body) }).then((answer) => answer.json());
    const there = (await post("/eu-west-1/client/register", { clientName: "cli", clientType: "public" })) as object;
    expect(await post("/eu-west-1/device_authorization", { ...there, startUrl })).toMatchObject({
      error: "invalid_request",
      error_description: "Invalid start url provided",
    });
    expect(await post("/us-east-1/device_authorization", { ...there, startUrl })).toMatchObject({
      error: "invalid_client",
    });
  });
});

describe("a request for a token", () => {
  it.each([
    ["a client that is not known", { clientId: "x" }, "InvalidClientException", 401],
    ["a wrong secret", { clientSecret: "x" }, "InvalidClientException", 401],
    ["no device code", { deviceCode: undefined }, "InvalidRequestException", 400],
    ["a device code that is none", { deviceCode: "x" }, "InvalidGrantException", 400],
    ["a grant type that there is not", { grantType: "password" }, "UnsupportedGrantTypeException", 400],
  ])("is refused with %s", async (_, changes, name, status) => {
    const { oidc, register, startDevice } = await simulateDeveloper();
    const client = await register();
    const { deviceCode } = await startDevice(client);
    const input = { ...client, grantType: deviceGrant, deviceCode, ...changes };
    const error = await errorOf(oidc.send(new CreateTokenCommand(input)));
    expect(error).toMatchObject({ name, $metadata: { httpStatusCode: status } });
  });

  it("is refused without a member that the model requires", async () => {
    const { url } = await simulateDeveloper();
    const response = await fetch(`${url}/token`, { method: "POST", body: '{"clientId":"x"}' });
    expect(response.status).toBe(400);
    expect(response.headers.get("x-amzn-errortype")).toBe("InvalidRequestException");
    expect(Object.keys((await response.json()) as object)).toEqual(["error", "error_description"]);
  });

  it("is refused for a grant that the client did not register for", async () => {
    const { register, startDevice } = await simulateDeveloper();
    const client = await register({ grantTypes: ["refresh_token"] });
    expect((await errorOf(startDevice(client))).name).toBe("UnauthorizedClientException");
  });

  it("is refused when the registration is too old", async () => {
    const { register, startDevice, pass } = await simulateDeveloper();
    const client = await register();
    pass(90 * 24 * 3_600_000);
    expect((await errorOf(startDevice(client))).name).toBe("InvalidClientException");
  });

  it("by someone who hammers on the service is throttled", async () => {
    const { register } = await simulateDeveloper({ faults: [{ service: "sso-oidc", fault: "throttle" }] });
    expect((await errorOf(register())).name).toBe("SlowDownException");
  });
});

describe("a registration", () => {
  it.each([
    ["a confidential client", { clientType: "confidential" }, "InvalidClientMetadataException"],
    ["a scope that is not known", { scopes: ["everything"] }, "InvalidScopeException"],
    ["a grant type that is not known", { grantTypes: ["password"] }, "UnsupportedGrantTypeException"],
    ["a redirect to another machine", { redirectUris: ["http://192.0.2.1/"] }, "InvalidRedirectUriException"],
    ["a redirect into a script", { redirectUris: ["javascript:alert(1)"] }, "InvalidRedirectUriException"],
    ["codes but no redirect URI", { grantTypes: ["authorization_code"] }, "InvalidRedirectUriException"],
    ["an issuer that is no URL", { issuerUrl: "start" }, "InvalidRequestException"],
  ])("is refused for %s", async (_, changes, name) => {
    const { register } = await simulateDeveloper();
    expect((await errorOf(register(changes))).name).toBe(name);
  });
});
