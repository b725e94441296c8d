import { CreateTokenCommand } from "@aws-sdk/client-sso-oidc";
import { describe, expect, it } from "vitest";
import type { SimulatorOptions } from "../../../src/simulator/start.ts";
import { authorizeUrl, callback, simulateDeveloper } from "../developer.ts";
import { broughtBack, PageVisitor } from "../pages/visitor-of-pages.ts";
import { errorOf } from "../simulated-aws.ts";

async function signInAsAda(address: string, answer: "allow" | "deny" = "allow") {
  const person = new PageVisitor();
  await person.open(address);
  await person.send({ user_name: "ada" });
  await person.send({ choice: "set" });
  await person.send({ answer });
  return person;
}

/** A client that has its code already, and what it needs to redeem it. */
async function withCode(options: SimulatorOptions = { approve: "first" }) {
  const developer = await simulateDeveloper(options);
  const client = await developer.registerForCode();
  const { codeVerifier, address } = authorizeUrl(developer.url, client.clientId);
  const person = new PageVisitor();
  await person.open(address);
  const { code } = broughtBack(person);
  const redeem = (changes: Record<string, string | undefined> = {}) => {
    const input = { ...client, grantType: "authorization_code", code, codeVerifier, redirectUri: callback, ...changes };
    return developer.oidc.send(new CreateTokenCommand(input));
  };
  return { ...developer, client, redeem };
}

describe("an authorization code", () => {
  it("is brought back by the browser when the person has signed in and allowed", async () => {
    const { oidc, registerForCode, url } = await simulateDeveloper();
    const client = await registerForCode();
    const { codeVerifier, address } = authorizeUrl(url, client.clientId);
    const person = await signInAsAda(address);
    expect(person.leftFor).toContain(callback);
    const { code, state } = broughtBack(person);
    expect(state).toBe("state-1");
    const input = { ...client, grantType: "authorization_code", code, codeVerifier, redirectUri: callback };
    const token = await oidc.send(new CreateTokenCommand(input));
    expect(token).toMatchObject({ tokenType: "Bearer", expiresIn: 3600, refreshToken: expect.any(String) });
  });

  it("is not, when the person denies", async () => {
    const { registerForCode, url } = await simulateDeveloper();
    const { clientId } = await registerForCode();
    const person = await signInAsAda(authorizeUrl(url, clientId).address, "deny");
    expect(broughtBack(person)).toEqual({
      error: "access_denied",
      error_description: "The person denied access",
      state: "state-1",
    });
  });

  it("is brought back at once by somebody who approves by themselves", async () => {
    const { redeem } = await withCode({ approve: { userName: "BOB" } });
    expect((await redeem()).accessToken).toBeDefined();
  });

  it.each([
    ["is not there", "zoe"],
    ["is disabled", "cyd"],
  ])("is denied, with the reason, when who should approve %s", async (_, userName) => {
    const { registerForCode, url } = await simulateDeveloper({ approve: { userName } });
    const person = new PageVisitor();
    await person.open(authorizeUrl(url, (await registerForCode()).clientId).address);
    expect(broughtBack(person)).toMatchObject({
      error: "access_denied",
      error_description: expect.stringContaining(`an enabled user named ${userName}`),
    });
  });

  it.each([
    ["another verifier", { codeVerifier: "a".repeat(64) }, "InvalidGrantException"],
    ["another port", { redirectUri: "http://127.0.0.1:1/oauth/callback" }, "InvalidGrantException"],
    ["another code", { code: "x" }, "InvalidGrantException"],
    ["no verifier", { codeVerifier: undefined }, "InvalidRequestException"],
  ])("is not redeemed with %s", async (_, changes, name) => {
    const { redeem } = await withCode();
    expect((await errorOf(redeem(changes))).name).toBe(name);
    expect((await redeem()).accessToken).toBeDefined();
  });

  it("is redeemed once, and within ten minutes", async () => {
    const first = await withCode();
    await first.redeem();
    expect((await errorOf(first.redeem())).name).toBe("InvalidGrantException");
    const second = await withCode();
    second.pass(600_000);
    expect((await errorOf(second.redeem())).name).toBe("InvalidGrantException");
  });
});

describe("a request to authorize", () => {
  it.each([
    ["an unknown client", { client_id: "x" }, "invalid_client"],
    ["another path", { redirect_uri: "http://127.0.0.1:8912/elsewhere" }, "invalid_request"],
    ["another host", { redirect_uri: "http://192.0.2.1/oauth/callback" }, "invalid_request"],
    ["no redirect URI", { redirect_uri: undefined }, "invalid_request"],
  ])("is refused on a page, never sent on, for %s", async (_, changes, error) => {
    const { registerForCode, url } = await simulateDeveloper({ approve: "first" });
    const person = new PageVisitor();
    const page = await person.open(authorizeUrl(url, (await registerForCode()).clientId, changes).address);
    expect(page).toMatchObject({ status: 400, title: "This sign-in cannot go on" });
    expect(page.text).toContain(error);
    expect(person.leftFor).toBeUndefined();
  });

  it.each([
    ["no code challenge", { code_challenge: undefined }, "invalid_request"],
    ["a plain code challenge", { code_challenge_method: "plain" }, "invalid_request"],
    ["an implicit grant", { response_type: "token" }, "unsupported_response_type"],
    ["a scope that is not registered", { scopes: "openid" }, "invalid_scope"],
  ])("is sent back with an error for %s", async (_, changes, error) => {
    const { registerForCode, url } = await simulateDeveloper({ approve: "first" });
    const person = new PageVisitor();
    await person.open(authorizeUrl(url, (await registerForCode()).clientId, changes).address);
    expect(broughtBack(person)).toMatchObject({ error, state: "state-1" });
  });

  it("shows invalid_grant in a Region where the instance is not, as AWS does", async () => {
    const { registerForCode, url } = await simulateDeveloper();
    const { clientId } = await registerForCode();
    const person = new PageVisitor();
    const page = await person.open(authorizeUrl(`${url}/eu-west-1`, clientId).address);
    expect(page.text).toContain("invalid_grant: Invalid grant provided");
  });

  it("goes to the same redirect URI with any port of the loopback interface", async () => {
    const { registerForCode, url } = await simulateDeveloper({ approve: "first" });
    const { clientId } = await registerForCode();
    for (const port of [1024, 65_535]) {
      const person = new PageVisitor();
      await person.open(
        authorizeUrl(url, clientId, { redirect_uri: `http://127.0.0.1:${port}/oauth/callback` }).address,
      );
      expect(person.leftFor).toContain(`http://127.0.0.1:${port}/oauth/callback?code=`);
    }
  });
});
