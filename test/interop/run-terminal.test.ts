import { spawn } from "node:child_process";
import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { expect, it, onTestFinished } from "vitest";
import { startSimulator } from "../../src/simulator/start.ts";
import { emptyFolder, onboard } from "../end-to-end/onboard.ts";
import { person } from "../end-to-end/person.ts";
import { openTerminal } from "./terminal.ts";

const BINARY = fileURLToPath(new URL("../../dist/cli/main.js", import.meta.url));
const LONG_LIVED = fileURLToPath(new URL("long-lived.mjs", import.meta.url));
const NORTH = "333333333330";
const MINUTE = 60_000;

it("a watch that `onboard run` started goes on over the ends of role sessions, whatever keys the shell has", async () => {
  const clock = { passed: 0 };
  const now = () => Date.now() + clock.passed;
  const granted: number[] = [];
  const simulator = await startSimulator({
    speed: 1000,
    approve: { userName: "ana@example.com" },
    now,
    wallClock: now,
    onRequest: ({ operation }) => operation === "GetRoleCredentials" && granted.push(clock.passed / MINUTE),
    organization: {
      accounts: [{ id: NORTH, name: "North" }],
      bootstrap: [{ account: NORTH, regions: ["us-east-1"] }],
      instances: [
        {
          users: [person("ana")],
          permissionSets: [
            {
              name: "dev",
              sessionDuration: "PT1H",
              managedPolicies: ["arn:aws:iam::aws:policy/AdministratorAccess-Amplify"],
              assignments: [{ account: "North", user: "ana@example.com" }],
            },
          ],
        },
      ],
    },
  });
  onTestFinished(() => simulator.close());
  const home = await emptyFolder();
  const access = { accountId: NORTH, accountName: "North", permissionSet: "dev", region: "us-east-1", profile: "dev" };
  const portal = { version: 1, startUrl: simulator.startUrl, ssoRegion: "us-east-1", session: "example-corp" };
  const people = [{ email: "ana@example.com", username: "ana@example.com", access: [access] }];
  await writeFile(path.join(home, "onboard.handover.json"), JSON.stringify({ ...portal, people }));
  const env = { AWS_ENDPOINT_URL: simulator.url };
  const local = await onboard(["local", "--yes", "--use-device-code"], { cwd: home, env });
  expect(local.code, local.stdout + local.stderr).toBe(0);
  granted.length = 0;

  const watch = spawn(process.execPath, [BINARY, "run", "--", process.execPath, LONG_LIVED], {
    cwd: home,
    env: {
      ...env,
      PATH: process.env.PATH,
      HOME: home,
      AWS_EC2_METADATA_DISABLED: "true",
      AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: "true",
      AWS_ACCESS_KEY_ID: "AKIAIOSFODNN7EXAMPLE",
      AWS_SECRET_ACCESS_KEY: "stray",
    },
    stdio: ["pipe", "pipe", "ignore"],
  });
  const answers = createInterface({ input: watch.stdout })[Symbol.asyncIterator]();
  const after = async (minutes: number) => {
    clock.passed = minutes * MINUTE;
    watch.stdin.write(`${clock.passed}\n`);
    return (await answers.next()).value as string;
  };
  expect([await after(0), await after(50), await after(61), await after(130), await after(200)]).toEqual(
    Array(5).fill("yes"),
  );
  expect(granted.length).toBeGreaterThanOrEqual(4);
  const ended = new Promise((resolve) => watch.on("close", resolve));
  watch.stdin.end();
  expect(await ended).toBe(0);
});

const COUNTS = `
let heard = 0;
process.on("SIGINT", () => {
  console.log("heard " + ++heard);
  setTimeout(() => { console.log("in all " + heard); process.exit(4); }, 1500);
});
console.log(process.stdin.isTTY && process.stdout.isTTY ? "a terminal" : "no terminal");
setInterval(() => {}, 1000);
`;

it("Ctrl-C reaches the command once, on its own terminal, and its exit code comes back", async () => {
  const home = await emptyFolder();
  await mkdir(path.join(home, ".aws"));
  await writeFile(
    path.join(home, ".aws", "credentials"),
    "[keys]\naws_access_key_id = AKIAX\naws_secret_access_key = x\n",
  );
  await writeFile(path.join(home, "counts.mjs"), COUNTS);
  const terminal = await openTerminal(`run --profile keys -- "${process.execPath}" counts.mjs`, home);
  onTestFinished(() => terminal.close());
  await terminal.shows(/^a terminal$/m);
  await terminal.type("C-c");
  await terminal.shows(/^in all 1$/m);
  // The shell in between waits for its command, and ends with it.
  expect(await terminal.shows(/in all 1/)).not.toContain("heard 2");
});
