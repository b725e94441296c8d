import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { type SimulatorOptions, startSimulator } from "../../../src/simulator/start.ts";
import { emptyFolder, onboard } from "../onboard.ts";
import { type Printed, printed } from "./printed.ts";

const NORTH = "210987654321";
const key = (name: string, more: object = {}) => ({
  id: `AKIA${name.repeat(4)}`,
  createdAt: "2024-05-01T09:00:00Z",
  ...more,
});

const TEAM: SimulatorOptions = {
  speed: 10,
  organization: {
    accounts: [
      {
        id: NORTH,
        name: "Sandbox North",
        iamUsers: [
          { userName: "ana.lopez", accessKeys: [key("IDLE"), key("PAST", { status: "Inactive" })] },
          { userName: "bo@example.com", accessKeys: [key("BUSY", { lastUsed: { service: "s3" } })] },
          { userName: "ci-deploy", accessKeys: [key("DENY")] },
          { userName: "ci-test", accessKeys: [key("DARK")] },
        ],
      },
      { id: "222233334444", name: "Acquired", joined: "INVITED" },
      { id: "345678901234", name: "Empty" },
    ],
  },
  faults: [
    { operation: "GetAccessKeyLastUsed", match: { AccessKeyId: key("DARK").id }, fault: "access-denied" },
    { operation: "UpdateAccessKey", match: { UserName: "ci-deploy" }, fault: "access-denied" },
    // Three runs find the key; what became of it then, nobody can see.
    { operation: "ListAccessKeys", match: { UserName: "ci-test" }, from: 4, fault: "access-denied" },
  ],
};
/** Keys are asked about in the order of the file. */
const ASKED: SimulatorOptions = {
  ...TEAM,
  faults: [
    { operation: "GetCallerIdentity", nth: 4, fault: "error", error: "InvalidClientTokenId" },
    { operation: "GetCallerIdentity", nth: 5, fault: "access-denied" },
  ],
};
const OWN = ["--account", NORTH];
const CSV = "email,account\nana.lopez@example.com,Sandbox North;Acquired\nbo@example.com,Sandbox North;Empty\n";

/** The keys of a team's accounts, of which all can be said that there is to say, and with `--deactivate` how each may end. */
export async function printedTeamKeys(): Promise<readonly Printed[]> {
  const simulator = await startSimulator(TEAM);
  try {
    const cwd = await emptyFolder();
    await writeFile(path.join(cwd, "team.csv"), CSV);
    const keys = (flags: readonly string[], env = {}, emails = "team.csv") =>
      onboard(["keys", "--emails", emails, "--format", "json", ...flags], { cwd, endpoint: simulator.url, env });
    const named = ["ana.lopez/IDLE", "ana.lopez/PAST", "ci-deploy/DENY", "ci-test/DARK"];
    const deactivate = named.flatMap((name) => ["--deactivate", `${NORTH}/${name}`]);
    return [
      printed("a team's keys", await keys([])),
      printed(
        "an account's keys, one of them our own",
        await keys(OWN, { AWS_ACCESS_KEY_ID: key("BUSY").id }, "bo@example.com"),
      ),
      printed("a team's keys, deactivated", await keys([...deactivate, "--allow-recently-used", "--yes"])),
      printed("no keys", await keys(["--account", "Empty"], {}, "bo@example.com")),
    ];
  } finally {
    await simulator.close();
  }
}

const sso = (name: string, account: string) =>
  `[profile ${name}]\nsso_session = corp\nsso_account_id = ${account}\nsso_role_name = amplify-policy\n`;
const stored = (name: string, id: string) => `[${name}]\naws_access_key_id = ${id}\naws_secret_access_key = SECRET\n`;
const SESSION = "[sso-session corp]\nsso_start_url = https://d-9067a1b2c3.awsapps.com/start\nsso_region = us-east-1\n";
const CONFIG = `${SESSION}${sso("amplify", NORTH)}${sso("other", "345678901234")}[profile chained]
role_arn = arn:aws:iam::${NORTH}:role/Deploy
source_profile = legacy
`;
const EXAMPLES = ["amplify", "other-old", "legacy", "refused", "unknown"].map((name, index) =>
  stored(name, `AKIAEXAMPLEEXAMPLE2${index + 2}`),
);
const CREDENTIALS = [...EXAMPLES, stored("of-north", key("IDLE").id)].join("");

/** The keys of a machine that has one of each kind, asked about or not; of one without; of one that cannot be read. */
export async function printedMachineKeys(): Promise<readonly Printed[]> {
  const simulator = await startSimulator(ASKED);
  try {
    const cwd = await home({ config: CONFIG, credentials: CREDENTIALS });
    const env = {
      AWS_ENDPOINT_URL: simulator.url,
      AWS_ACCESS_KEY_ID: "AKIAEXAMPLEEXAMPLE33",
      AWS_SECRET_ACCESS_KEY: "SECRET",
    };
    const unreadable = await home({});
    await mkdir(path.join(unreadable, ".aws", "credentials"));
    const keys = ["keys", "--format", "json"];
    return [
      printed("a machine's keys", await onboard(keys, { cwd, env })),
      printed("a machine's keys, asked about", await onboard([...keys, "--ask-aws"], { cwd, env })),
      printed("a machine without keys", await onboard(keys, { cwd: await home({}) })),
      printed("a machine whose file cannot be read", await onboard(keys, { cwd: unreadable })),
    ];
  } finally {
    await simulator.close();
  }
}

async function home(files: Readonly<Record<string, string>>): Promise<string> {
  const folder = await emptyFolder();
  await mkdir(path.join(folder, ".aws"), { mode: 0o700 });
  for (const [name, text] of Object.entries(files)) await writeFile(path.join(folder, ".aws", name), text);
  return folder;
}
