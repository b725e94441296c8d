import { mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type RunningSimulator, startSimulator } from "../../src/simulator/start.ts";
import { signIn } from "../../src/workstation/sign-in/sign-in.ts";
import { emptyFolder, onboard } from "../end-to-end/onboard.ts";
import { openChromium } from "./chromium.ts";

const START_URL = "https://d-9067a1b2c3.awsapps.com/start";
const session = { name: "amplify", startUrl: START_URL, region: "us-east-1", scopes: ["sso:account:access"] };

let browser: Browser;
let page: Page;
let simulator: RunningSimulator;
let home: string;

beforeAll(async () => {
  browser = await openChromium();
});

afterAll(() => browser?.close());

beforeEach(async () => {
  home = await emptyFolder();
  page = await browser.newPage();
  simulator = await startSimulator({
    speed: 10,
    organization: {
      instances: [
        {
          region: "us-east-1",
          instanceId: "ssoins-7223a1b2c3d4e5f6",
          identityStoreId: "d-9067a1b2c3",
          users: [{ userName: "ana@example.com", email: "ana@example.com", givenName: "Ana", familyName: "Silva" }],
          permissionSets: [
            {
              name: "amplify-policy",
              managedPolicies: ["arn:aws:iam::aws:policy/service-role/AmplifyBackendDeployFullAccess"],
              assignments: [{ account: "Sandbox North", user: "ana@example.com" }],
            },
          ],
        },
      ],
    },
  });
});

afterEach(async () => {
  await page.close();
  await simulator.close();
});

/** What a person does on the simulated pages: user name, a first password, and yes or no. */
async function answer(value: "allow" | "deny"): Promise<void> {
  await page.fill("#user-name", "ana@example.com");
  await page.keyboard.press("Enter");
  const next = page.locator("button[value=set], button[value=allow]").first();
  await next.waitFor();
  if ((await next.getAttribute("value")) === "set") await next.click();
  await page.locator(`button[value=${value}]`).click();
}

function signInWith(choice: "allow" | "deny") {
  return signIn({
    session,
    home,
    env: {},
    flow: "pkce",
    show: () => undefined,
    endpoint: simulator.url,
    surroundings: { platform: "linux", env: { DISPLAY: ":0" }, containerMarker: false, cgroup: "", kernel: "6.1.0" },
    openBrowser: async (url) => {
      page.goto(url).then(
        () => answer(choice),
        () => undefined,
      );
      return true;
    },
  });
}

describe("signing in with a real browser", () => {
  it("comes back to this machine with a token, and a page that says so", async () => {
    const { by } = await signInWith("allow");
    expect(by).toBe("person");
    await page.waitForURL(/127\.0\.0\.1:\d+\/oauth\/callback/);
    const text = (await page.textContent("body")) ?? "";
    expect(text).toMatch(/signed in/i);
    expect(await page.title()).not.toBe("");
    expect(await page.getAttribute("html", "lang")).toBe("en");
    if (process.env.SCREENSHOTS) await page.screenshot({ path: path.join(process.env.SCREENSHOTS, "finished.png") });
  });

  it("says that it was refused when the person says no", async () => {
    await expect(signInWith("deny")).rejects.toThrow(/refused|denied|declined/i);
  });

  it("works with a code for the whole of onboard local", async () => {
    await writeFile(
      path.join(home, "onboard.handover.json"),
      JSON.stringify({
        version: 1,
        startUrl: START_URL,
        ssoRegion: "us-east-1",
        session: "amplify",
        people: [
          {
            email: "ana@example.com",
            username: "ana@example.com",
            access: [
              {
                accountId: "210987654321",
                accountName: "Sandbox North",
                permissionSet: "amplify-policy",
                region: "us-east-1",
                profile: "amplify",
              },
            ],
          },
        ],
      }),
    );
    await mkdir(path.join(home, ".aws"));
    let visited: Promise<void> | undefined;
    const run = await onboard(["local", "--yes", "--use-device-code"], {
      cwd: home,
      env: { AWS_ENDPOINT_URL: simulator.url },
      onStderr: (text) => {
        const url = /http:\/\/127\.0\.0\.1:\d+\/device\?user_code=\S+/.exec(text)?.[0];
        if (url !== undefined) visited ??= visit(url);
      },
    });
    await visited;

    expect(run.code, run.stdout + run.stderr).toBe(0);
    expect(run.stdout).toContain("acts as amplify-policy in account 210987654321");
    expect(await readFile(path.join(home, ".aws", "config"), "utf8")).toContain("[profile amplify]");
  });

  async function visit(url: string): Promise<void> {
    await page.goto(url);
    await page.click("button");
    await answer("allow");
  }
});
