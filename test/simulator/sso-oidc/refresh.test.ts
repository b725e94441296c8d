import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { LogoutCommand } from "@aws-sdk/client-sso";
import { CreateTokenCommand } from "@aws-sdk/client-sso-oidc";
import { describe, expect, it, onTestFinished } from "vitest";
import { simulateDeveloper } from "../developer.ts";
import { errorOf } from "../simulated-aws.ts";

const hour = 3_600_000;

async function signedIn() {
  const developer = await simulateDeveloper({ approve: "first" });
  const { client, accessToken, refreshToken } = await developer.signIn();
  const refresh = (changes: Record<string, string | undefined> = {}) =>
    developer.oidc.send(new CreateTokenCommand({ ...client, grantType: "refresh_token", refreshToken, ...changes }));
  return { ...developer, client, accessToken, refresh };
}

describe("a refresh token", () => {
  it("gives another access token after the first has expired", async () => {
    const { refresh, pass, accessToken } = await signedIn();
    pass(2 * hour);
    const token = await refresh();
    expect(token.accessToken).not.toBe(accessToken);
    expect(token).toMatchObject({ expiresIn: 3600, refreshToken: expect.any(String) });
  });

  it("gives one that ends with the session, and then no more", async () => {
    const { refresh, pass } = await signedIn();
    pass(7.5 * hour);
    const last = await refresh();
    expect(last.expiresIn).toBeLessThan(1810);
    pass(0.5 * hour);
    expect(await errorOf(refresh())).toMatchObject({ name: "InvalidGrantException", error: "invalid_grant" });
  });

  it("ends when the person signs out", async () => {
    const { refresh, portal, accessToken } = await signedIn();
    await portal.send(new LogoutCommand({ accessToken }));
    expect((await errorOf(refresh())).name).toBe("InvalidGrantException");
  });

  it.each([
    ["another token", { refreshToken: "x" }, "InvalidGrantException"],
    ["no token", { refreshToken: undefined }, "InvalidRequestException"],
  ])("is not taken for %s", async (_, changes, name) => {
    const { refresh } = await signedIn();
    expect((await errorOf(refresh(changes))).name).toBe(name);
  });

  it("is not for another client", async () => {
    const { refresh, register } = await signedIn();
    expect((await errorOf(refresh(await register()))).name).toBe("InvalidGrantException");
  });

  it("is not given to clients without the scope, whose access token lasts as long as the session", async () => {
    const { signIn, simulator } = await simulateDeveloper({ approve: "first" });
    const { refreshToken, accessToken } = await signIn({ scopes: [] });
    expect(refreshToken).toBeUndefined();
    const { issuedAt = 0, expiresAt = 0 } = simulator.world().accessTokens[accessToken] ?? {};
    expect(expiresAt - issuedAt).toBeGreaterThan(7.9 * hour);
  });

  it("is good for the next simulator that goes on from the same state file", async () => {
    const folder = await mkdtemp(join(tmpdir(), "simulator-tokens-"));
    onTestFinished(() => rm(folder, { recursive: true }));
    const state = join(folder, "state.json");
    const first = await simulateDeveloper({ approve: "first", state });
    const { client, refreshToken } = await first.signIn();
    await first.simulator.close();
    const { oidc } = await simulateDeveloper({ state });
    const token = await oidc.send(new CreateTokenCommand({ ...client, grantType: "refresh_token", refreshToken }));
    expect(token.accessToken).toBeDefined();
  });
});
