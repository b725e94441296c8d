import { spawn } from "node:child_process";
import { writeFile } from "node:fs/promises";
import path from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { expect, it, onTestFinished } from "vitest";
import { startSimulator } from "../../src/simulator/start.ts";
import { emptyFolder, onboard } from "../end-to-end/onboard.ts";
import { person } from "../end-to-end/person.ts";

const script = fileURLToPath(new URL("long-lived.mjs", import.meta.url));
const MINUTE = 60_000;
const NORTH = "333333333330";

/** Ana and Bo have `dev` in North, each with a machine that `onboard local` has set up. */
async function company() {
  const approve = { userName: "" };
  const clock = { passed: 0 };
  const simulator = await startSimulator({
    speed: 1000,
    approve,
    now: () => Date.now() + clock.passed,
    wallClock: () => Date.now() + clock.passed,
    organization: {
      accounts: [{ id: NORTH, name: "North" }],
      bootstrap: [{ account: NORTH, regions: ["us-east-1"] }],
      instances: [
        {
          users: ["ana", "bo"].map((name) => person(name)),
          permissionSets: [
            {
              name: "dev",
              sessionDuration: "PT1H",
              tags: { "managed-by": "amplify-onboard" },
              managedPolicies: ["arn:aws:iam::aws:policy/AdministratorAccess-Amplify"],
              assignments: ["ana", "bo"].map((name) => ({ account: "North", user: `${name}@example.com` })),
            },
          ],
        },
      ],
    },
  });
  onTestFinished(() => simulator.close());

  /** The process of somebody who has signed in: asked what AWS says so many minutes later. */
  const developer = async (name: string) => {
    const home = await emptyFolder();
    const email = `${name}@example.com`;
    const access = {
      accountId: NORTH,
      accountName: "North",
      permissionSet: "dev",
      region: "us-east-1",
      profile: "dev",
    };
    const portal = { version: 1, startUrl: simulator.startUrl, ssoRegion: "us-east-1", session: "example-corp" };
    const people = [{ email, username: email, access: [access] }];
    await writeFile(path.join(home, "onboard.handover.json"), JSON.stringify({ ...portal, people }));
    approve.userName = email;
    const local = await onboard(["local", "--yes", "--email", email, "--use-device-code"], {
      cwd: home,
      env: { AWS_ENDPOINT_URL: simulator.url },
    });
    expect(local.code, local.stdout + local.stderr).toBe(0);
    const child = spawn(process.execPath, [script], {
      env: {
        PATH: process.env.PATH,
        HOME: home,
        AWS_PROFILE: "dev",
        AWS_ENDPOINT_URL: simulator.url,
        AWS_EC2_METADATA_DISABLED: "true",
        AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: "true",
      },
      stdio: ["pipe", "pipe", "inherit"],
    });
    onTestFinished(() => void child.kill());
    const answers = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
    return async () => {
      child.stdin.write(`${clock.passed}\n`);
      return (await answers.next()).value as string;
    };
  };
  const cwd = await emptyFolder();
  const leave = async (...flags: readonly string[]) => {
    const args = ["leave", "--emails", "ana@example.com", "--yes", "--allow", "removals", ...flags];
    const left = await onboard(args, { cwd, endpoint: simulator.url });
    expect(left.code, left.stdout + left.stderr).toBe(0);
  };
  const [ana, bo] = [await developer("ana"), await developer("bo")];
  const both = async () => [await ana(), await bo()];
  expect(await both()).toEqual(["yes", "yes"]);
  const after = (minutes: number) => {
    clock.passed = minutes * MINUTE;
    return both();
  };
  return { leave, both, after };
}

it("a process that has the leaver's credentials works on until their session ends, and no longer", async () => {
  const { leave, both, after } = await company();
  await leave();
  expect(await both()).toEqual(["yes", "yes"]);
  expect(await after(50)).toEqual(["yes", "yes"]);
  expect(await after(61)).toEqual(["CredentialsProviderError", "yes"]);
  expect(await after(130)).toEqual(["CredentialsProviderError", "yes"]);
});

it("with --end-sessions it stops working at once, and a colleague's does not", async () => {
  const { leave, both, after } = await company();
  await leave("--end-sessions");
  expect(await both()).toEqual(["AccessDeniedException", "yes"]);
  expect(await after(50)).toEqual(["AccessDeniedException", "yes"]);
  expect(await after(61)).toEqual(["CredentialsProviderError", "yes"]);
});
