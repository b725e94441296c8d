import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { type RunningSimulator, startSimulator } from "../../src/simulator/start.ts";
import type { RequestRecord } from "../../src/simulator/wire/request-log.ts";
import { onboard } from "../end-to-end/onboard.ts";

/** A developer's machine that the built program has set up against a simulated AWS, and nobody has touched since. */
export interface DeveloperMachine {
  readonly home: string;
  readonly simulator: RunningSimulator;
  /** Operations that were called, in their order. */
  readonly calls: readonly string[];
  /** The same, with who called and how it ended. */
  readonly requests: readonly RequestRecord[];
}

export const ACCOUNT = "210987654321";
export const PERSON = "ada@example.com";
export const PROFILE = "amplify";
export const SESSION = "example-corp";
/** Who every client must turn out to be. */
export const ROLE = new RegExp(
  `^arn:aws:sts::${ACCOUNT}:assumed-role/AWSReservedSSO_amplify-policy_[0-9a-f]{16}/${PERSON}$`,
);

/** Runs `onboard local` in an empty home: the person approves by themselves, and the account is bootstrapped in us-east-1. */
export async function developerMachine(): Promise<DeveloperMachine> {
  const calls: string[] = [];
  const requests: RequestRecord[] = [];
  const simulator = await startSimulator({
    speed: 10,
    approve: { userName: PERSON },
    onRequest: (request) => {
      calls.push(request.operation);
      requests.push(request);
    },
    organization: {
      accounts: [{ id: ACCOUNT, name: "Sandbox" }],
      bootstrap: [{ account: ACCOUNT, regions: ["us-east-1"] }],
      instances: [
        {
          identityStoreId: "d-9067a1b2c3",
          users: [{ userName: PERSON, givenName: "Ada", familyName: "Lovelace", email: PERSON }],
          permissionSets: [
            {
              name: "amplify-policy",
              managedPolicies: ["arn:aws:iam::aws:policy/service-role/AmplifyBackendDeployFullAccess"],
              assignments: [{ account: ACCOUNT, user: PERSON }],
            },
          ],
        },
      ],
    },
  });
  const home = await mkdtemp(path.join(tmpdir(), "onboard-developer-"));
  const access = { accountId: ACCOUNT, accountName: "Sandbox", permissionSet: "amplify-policy" };
  const portal = { version: 1, startUrl: simulator.startUrl, ssoRegion: "us-east-1", session: SESSION };
  const people = [{ email: PERSON, username: PERSON, access: [{ ...access, region: "us-east-1", profile: PROFILE }] }];
  await writeFile(path.join(home, "onboard.handover.json"), JSON.stringify({ ...portal, people }));
  const run = await onboard(["local", "--yes", "--email", PERSON, "--use-device-code"], {
    cwd: home,
    env: { AWS_ENDPOINT_URL: simulator.url },
  });
  if (run.code !== 0) throw new Error(`onboard local ended with ${run.code}:\n${run.stdout}${run.stderr}`);
  return { home, simulator, calls, requests };
}

/** What a shell on that machine has: no keys, no Region, no profile; calls go to the simulator. */
export function shellOf({ home, simulator }: DeveloperMachine): NodeJS.ProcessEnv {
  return {
    PATH: process.env.PATH,
    HOME: home,
    AWS_ENDPOINT_URL: simulator.url,
    AWS_EC2_METADATA_DISABLED: "true",
    AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: "true",
  };
}
