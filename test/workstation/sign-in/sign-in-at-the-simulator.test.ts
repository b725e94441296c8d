import { readFile } from "node:fs/promises";
import { GetRoleCredentialsCommand, SSOClient } from "@aws-sdk/client-sso";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { OrganizationDescription } from "../../../src/simulator/organization-file/description.ts";
import { type RunningSimulator, startSimulator } from "../../../src/simulator/start.ts";
import { tokenFile } from "../../../src/workstation/sign-in/cache-files.ts";
import { openPortal } from "../../../src/workstation/sign-in/portal.ts";
import type { SsoSession } from "../../../src/workstation/sign-in/sso-session.ts";
import { leftovers, type RunOptions, runSignIn } from "./sign-in-run.ts";
import { temporaryHome } from "./temporary-home.ts";

const north = "210987654321";
const south = "345678901234";

const organization: OrganizationDescription = {
  instances: [
    {
      instanceId: "ssoins-7223a1b2c3d4e5f6",
      identityStoreId: "d-9067a1b2c3",
      users: [{ userName: "ada", givenName: "Ada", familyName: "Lovelace", email: "ada@example.com" }],
      permissionSets: [{ name: "amplify-policy", assignments: [{ account: "Sandbox North", user: "ada" }] }],
    },
  ],
};

let simulator: RunningSimulator;
let session: SsoSession;

beforeAll(async () => {
  simulator = await startSimulator({ organization, approve: { userName: "ada" }, speed: 20 });
  const { startUrl = "", region } = simulator;
  session = { name: "amplify", startUrl, region, scopes: ["sso:account:access"] };
});

afterAll(() => simulator.close());

const run = (options: RunOptions) => runSignIn(simulator, { session, ...options });

async function accessTokenBy(options: Partial<RunOptions>): Promise<string> {
  const { result } = await run({ home: await temporaryHome(), ...options });
  if (!("accessToken" in result)) throw result;
  return result.accessToken;
}

describe("a sign-in at the simulated IAM Identity Center", () => {
  it("with a browser ends on the finished page, with a token that lasts", async () => {
    const home = await temporaryHome();
    const { result, page } = await run({ home });
    expect(result).toMatchObject({ by: "person" });
    expect(page).toContain("You are signed in");
    expect(await leftovers(home)).toEqual([]);
    expect((await run({ home })).result).toMatchObject({ by: "cached-token" });
  });

  it("with a device code waits as long as it is told to, and gets a token", async () => {
    const home = await temporaryHome();
    const { result, events } = await run({ home, flow: "device-code" });
    expect(result).toMatchObject({ by: "person" });
    expect(events.map(({ type }) => type)).toEqual(["flow-chosen", "device-code", "signed-in"]);
    expect(JSON.parse(await readFile(tokenFile(home, session.name), "utf8"))).toHaveProperty("refreshToken");
  });

  it.each(["pkce", "device-code"] as const)("gives a token that lists accounts and roles (%s)", async (flow) => {
    const accessToken = await accessTokenBy({ flow });
    const portal = await openPortal({ session, accessToken, endpoint: simulator.url });
    const accounts = await portal.listAccounts();
    expect(accounts.map(({ accountId }) => accountId)).toContain(north);
    expect(await portal.listAccountRoles(north)).toContain("amplify-policy");
    expect(await portal.listAccountRoles(south)).toEqual([]);
    const client = new SSOClient({ endpoint: simulator.url, region: session.region });
    const keysOf = (roleName: string) =>
      client.send(new GetRoleCredentialsCommand({ accessToken, accountId: north, roleName }));
    expect(await keysOf("amplify-policy")).toHaveProperty("roleCredentials.sessionToken");
    await expect(keysOf("amplfy-policy")).rejects.toMatchObject({ name: "ForbiddenException" });
  });

  it("is explained when the start URL is not one of this Region", async () => {
    const elsewhere = { ...session, startUrl: "https://d-0000000000.awsapps.com/start" };
    const byCode = await run({ home: await temporaryHome(), session: elsewhere, flow: "device-code" });
    expect(byCode.result).toMatchObject({
      kind: "invalid-input",
      message: expect.stringContaining("Either the Region or the start URL is wrong"),
    });
    const byBrowser = await run({ home: await temporaryHome(), session: elsewhere, timeLimit: 500 });
    expect(byBrowser.result).toMatchObject({
      name: "OnboardError",
      remedy: expect.stringMatching(/Region (or|and) start URL|SSO Region/),
    });
  });

  it("does not work with a token that nobody issued", async () => {
    const portal = await openPortal({ session, accessToken: "made-up", endpoint: simulator.url });
    await expect(portal.listAccounts()).rejects.toMatchObject({ kind: "signed-out" });
  });
});
