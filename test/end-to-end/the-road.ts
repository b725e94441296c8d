import { mkdir, readFile, symlink, writeFile } from "node:fs/promises";
import path from "node:path";
import { type RunningSimulator, startSimulator } from "../../src/simulator/start.ts";
import { toolkit } from "../identity-center/cdk/toolkit-workplace.ts";
import { emptyFolder, type Finished, onboard, PROGRAMS } from "./onboard.ts";

/** Five people who each get an AWS account of their own, in an organization that has only its management account. */
export const PEOPLE = ["ana", "bo", "cleo", "dev", "eve"].map((name) => `${name}@example.com`);

const SETTINGS = {
  accounts: {
    newAccountEmail: "aws+{username}@example.com",
    newAccountName: "sandbox-{username}",
    newAccountTags: { "cost-center": "4711" },
    organizationalUnit: "Workloads/Sandboxes",
  },
  defaults: { account: ["new"], region: "eu-west-1" },
};

/** A developer's home that `onboard local` has set up, and the account that must be behind its profile. */
export interface DeveloperHome {
  readonly email: string;
  readonly folder: string;
  readonly accountId: string;
  readonly run: Finished;
}

/** What a shell in such a home has: no keys, no Region, and the name of the profile; calls go to the simulator. */
export function shellIn(home: DeveloperHome | undefined, { simulator }: Road): NodeJS.ProcessEnv {
  return {
    PATH: process.env.PATH,
    HOME: home?.folder,
    AWS_PROFILE: "amplify",
    AWS_ENDPOINT_URL: simulator.url,
    AWS_EC2_METADATA_DISABLED: "true",
    AWS_PAGER: "",
  };
}

/** The whole road, walked by the built program: the admin's one command, then each developer's. */
export interface Road {
  readonly simulator: RunningSimulator;
  /** Where the admin works. */
  readonly desk: string;
  readonly calls: readonly { readonly operation: string }[];
  readonly admin: (...args: readonly string[]) => Promise<Finished>;
  readonly applied: Finished;
  readonly homes: readonly DeveloperHome[];
}

/** From an empty directory to five developers who could run `npx ampx sandbox`. */
export async function walkTheRoad(): Promise<Road> {
  const calls: { readonly operation: string }[] = [];
  const approve = { userName: "" };
  const simulator = await startSimulator({
    speed: 50,
    latency: { bootstrap: 0 },
    approve,
    onRequest: (request) => calls.push(request),
    organization: {
      accounts: [],
      organizationalUnits: ["Workloads/Sandboxes"],
      instances: [{ identityStoreId: "d-9067a1b2c3" }],
    },
  });
  const desk = await emptyFolder();
  await writeFile(path.join(desk, "team.csv"), `email\n${PEOPLE.join("\n")}\n`);
  await writeFile(path.join(desk, "onboard.json"), JSON.stringify(SETTINGS));
  const env = { PATH: `${await programs()}${path.delimiter}${PROGRAMS}` };
  const admin = (...args: readonly string[]) =>
    onboard([...args, "--emails", "team.csv"], { cwd: desk, endpoint: simulator.url, env });
  const applied = await admin("--yes", "--bootstrap", "--allow", "new-accounts");
  const homes: DeveloperHome[] = [];
  for (const email of applied.code === 0 ? PEOPLE : []) {
    approve.userName = email;
    homes.push(await moveIn(email, desk, simulator));
  }
  return { simulator, desk, calls, admin, applied, homes };
}

/** A folder with the CDK's toolkit, installed for all as it were: nothing may be fetched while tests run. */
async function programs(): Promise<string> {
  const folder = await emptyFolder();
  await symlink(toolkit, path.join(folder, "cdk"));
  return folder;
}

async function moveIn(email: string, desk: string, simulator: RunningSimulator): Promise<DeveloperHome> {
  const folder = path.join(desk, "homes", email);
  await mkdir(folder, { recursive: true });
  const handover = await readFile(path.join(desk, "onboard.handover.json"), "utf8");
  await writeFile(path.join(folder, "onboard.handover.json"), handover);
  const run = await onboard(["local", "--yes", "--email", email, "--use-device-code"], {
    cwd: folder,
    env: { AWS_ENDPOINT_URL: simulator.url },
  });
  const root = `aws+${email.split("@")[0]}@example.com`;
  const account = Object.values(simulator.world().accounts).find((one) => one.email === root);
  return { email, folder, accountId: account?.id ?? "none", run };
}
