import { NO_SETTINGS, type Settings } from "../../../src/core/settings/settings.ts";
import { readTeam } from "../../../src/core/team/team-file.ts";
import { type FoundKeys, lookForKeys } from "../../../src/identity-center/iam-users/look-for-keys.ts";
import type { SimulatorOptions } from "../../../src/simulator/start.ts";
import { accounts, type RunOptions, simulateTeam } from "../simulated-team.ts";

/** Two accounts with IAM users, one that was invited and has no access role, and the management account. */
const organization: NonNullable<SimulatorOptions["organization"]> = {
  managementAccount: {
    id: accounts.management,
    name: "Example Corp",
    iamUsers: [{ userName: "root-admin", accessKeys: [{ id: "AKIAMANAGEMENTKEYAAA" }] }],
  },
  accounts: [
    {
      id: accounts.north,
      name: "Sandbox North",
      organizationalUnit: "Sandboxes",
      iamUsers: [
        {
          userName: "ana",
          accessKeys: [
            {
              id: "AKIANORTHANAKEYAAAAA",
              createdAt: "2024-05-01T09:00:00Z",
              lastUsed: { at: "2026-01-02T03:04:05Z", service: "s3", region: "eu-west-1" },
            },
            { id: "AKIANORTHANAKEYBBBBB", status: "Inactive" },
          ],
        },
        { userName: "without-keys" },
      ],
    },
    {
      id: accounts.south,
      name: "Sandbox South",
      organizationalUnit: "Sandboxes",
      iamUsers: [{ userName: "bo", accessKeys: [{}] }],
    },
    { id: "222233334444", name: "Acquired", joined: "INVITED" },
  ],
};

/** A simulated AWS, and looks for keys in the accounts of a team file there. */
export async function keysOfTeam(options: SimulatorOptions = {}) {
  const team = await simulateTeam({ organization, ...options });
  return {
    ...team,
    look: (csv: string, run: RunOptions = {}, settings: Settings = NO_SETTINGS): Promise<FoundKeys> =>
      lookForKeys(team.factory(run, "us-east-1"), {
        team: readTeam(Buffer.from(csv), { kind: "file", file: "team.csv" }).team,
        settings,
        defaultsSource: { kind: "file", file: "onboard.json" },
        ...(run.stop === undefined ? {} : { signal: run.stop.signal }),
      }),
  };
}
