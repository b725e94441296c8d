import { writeFile } from "node:fs/promises";
import path from "node:path";
import { type SimulatorOptions, startSimulator } from "../../../src/simulator/start.ts";
import { emptyFolder, onboard } from "../onboard.ts";
import { type Printed, printed } from "./printed.ts";

const HEADER = "email,username,display_name,group,account\n";
const ANA = "ana@example.com,asilva7,Ana Silva,,Sandbox North\n";
const FILES = {
  "team.csv": `${HEADER}${ANA}bo@example.com,bberg8,Bo Berg,Builders,Sandbox South\n`,
  "new.csv": `${HEADER}${ANA}cleo@example.com,cleo9x,Cleo Martin,Builders,new\n`,
  "renamed.csv": `${HEADER}ana@example.com,ana,Ana Silva,,Sandbox North\nbo@example.com,,,,Sandbox North;Sandbox South\n`,
  "one.csv": `${HEADER}${ANA}`,
  "onboard.json": JSON.stringify({
    accounts: { newAccountEmail: "aws+{username}@example.com", newAccountName: "sandbox-{username}" },
  }),
  "elsewhere.json": '{ "accounts": { "accessRole": "Elsewhere" } }',
};

const USED: SimulatorOptions = {
  organization: {
    instances: [
      {
        region: "us-east-1",
        users: [{ userName: "asilva7", email: "ana@example.com", givenName: "Ana", familyName: "Silva" }],
        permissionSets: [
          {
            name: "amplify-policy",
            sessionDuration: "PT12H",
            managedPolicies: ["arn:aws:iam::aws:policy/service-role/AmplifyBackendDeployFullAccess"],
            assignments: [{ account: "Sandbox North", user: "asilva7" }],
            outdatedIn: ["Sandbox North"],
          },
        ],
      },
    ],
    bootstrap: [
      { account: "Sandbox North", regions: ["us-east-1"], version: 5 },
      { account: "Sandbox South", regions: ["us-east-1"], qualifier: "acme" },
    ],
  },
};

/** The status of teams in every state that a team can be in. */
export async function printedStatuses(): Promise<readonly Printed[]> {
  return [...(await inNewOrganization()), ...(await inUsedOrganization())];
}

async function inNewOrganization(): Promise<readonly Printed[]> {
  return inOrganization({}, async (status, run) => [
    await status("nobody is there yet", "team.csv"),
    ...((await run(["--emails", "team.csv", "--yes"])).code === 0 ? [await status("all are ready", "team.csv")] : []),
    await status("nobody can tell", "team.csv", "--settings", "elsewhere.json"),
    await status("an account is still to be made", "new.csv"),
    await status("the Region is another", "team.csv", "--region", "eu-west-1"),
  ]);
}

async function inUsedOrganization(): Promise<readonly Printed[]> {
  return inOrganization(USED, async (status) => [
    await status("a user cannot be made", "renamed.csv"),
    await status("the role and the bootstrap are too old", "one.csv"),
  ]);
}

type Run = (args: readonly string[]) => ReturnType<typeof onboard>;
type Status = (state: string, team: string, ...flags: readonly string[]) => Promise<Printed>;

async function inOrganization(
  options: SimulatorOptions,
  look: (status: Status, run: Run) => Promise<readonly Printed[]>,
): Promise<readonly Printed[]> {
  const simulator = await startSimulator({ speed: 1000, ...options });
  try {
    const cwd = await emptyFolder();
    for (const [file, text] of Object.entries(FILES)) await writeFile(path.join(cwd, file), text);
    const run: Run = (args) => onboard(args, { cwd, endpoint: simulator.url });
    const status: Status = async (state, team, ...flags) =>
      printed(state, await run(["status", "--emails", team, "--format", "json", ...flags]));
    return await look(status, run);
  } finally {
    await simulator.close();
  }
}
