import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { DeleteUserCommand, IdentitystoreClient, ListUsersCommand } from "@aws-sdk/client-identitystore";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Report } from "../../src/core/report/report.ts";
import { type RunningSimulator, type SimulatorOptions, startSimulator } from "../../src/simulator/start.ts";
import { emptyFolder, onboard } from "./onboard.ts";

const ACCOUNTS = [
  { id: "210000000001", name: "Alpha" },
  { id: "210000000002", name: "Beta" },
  { id: "210000000003", name: "Gamma" },
  { id: "210000000004", name: "Delta" },
];

const ORGANIZATION: NonNullable<SimulatorOptions["organization"]> = {
  managementAccount: { id: "111122223333", name: "Example Corp" },
  accounts: [...ACCOUNTS, { id: "210000000009", name: "Retired", state: "SUSPENDED" }],
  instances: [
    {
      region: "us-east-1",
      users: [
        { userName: "person01@example.com", email: "person01@example.com", givenName: "Person", familyName: "One" },
        { userName: "second", email: "person02@example.com", givenName: "Person", familyName: "Two" },
        { userName: "somebody", email: "somebody@example.com", givenName: "Some", familyName: "Body" },
      ],
      permissionSets: [
        {
          name: "amplify-policy",
          sessionDuration: "PT1H",
          description: "Made by hand",
          relayState: "https://console.aws.amazon.com/amplify",
          assignments: [{ account: "Alpha", user: "somebody" }],
        },
      ],
    },
  ],
};

const REASON = "Received a 403 status error: Access denied by IAM.";
const people = Array.from({ length: 60 }, (_, index) => `person${String(index + 1).padStart(2, "0")}@example.com`);
const accountOf = (index: number) => ACCOUNTS[index % 4]?.name ?? "";
const rowsOf = (accounts: (index: number) => string) =>
  `email,account\n${people.map((email, index) => `${email},${accounts(index)}`).join("\n")}\n`;

let cwd: string;
let simulator: RunningSimulator | undefined;
let requests: { operation: string; error?: string }[];

async function start(options: SimulatorOptions): Promise<string> {
  requests = [];
  simulator = await startSimulator({
    state: path.join(cwd, "world.json"),
    speed: 20,
    organization: ORGANIZATION,
    onRequest: (request) => requests.push(request),
    ...options,
  });
  return simulator.url;
}

beforeEach(async () => {
  cwd = await emptyFolder();
  // The simulator runs 20 times as fast as AWS; so may we.
  await writeFile(
    path.join(cwd, "onboard.json"),
    JSON.stringify({ limits: { ssoAdminPerSecond: 400, identityStorePerSecond: 400 } }),
  );
});

afterEach(async () => {
  await simulator?.close();
  simulator = undefined;
});

describe("sixty people over four accounts, with everything that goes wrong in real organizations", () => {
  it("refuses a suspended account before anything is changed, and lists what there is", async () => {
    const endpoint = await start({});
    await writeFile(
      path.join(cwd, "team.csv"),
      rowsOf((index) => (index === 7 ? "Retired" : accountOf(index))),
    );

    const run = await onboard(["--emails", "team.csv", "--yes"], { cwd, endpoint });

    expect(run.code).toBe(3);
    expect(run.stderr).toMatch(/team\.csv:9:22: .*Retired.*SUSPENDED/);
    expect(writesIn(requests)).toEqual([]);
  });

  it("applies what can be done, names exactly what cannot, and finishes once the causes are gone", async () => {
    const failing = await start({
      faults: [
        {
          operation: "CreateAccountAssignment",
          match: { TargetId: "210000000004" },
          fault: "failed-assignment",
          reason: REASON,
        },
      ],
    });
    await writeFile(path.join(cwd, "team.csv"), rowsOf(accountOf));

    const pending = await onboard(["--emails", "team.csv", "--dry-run", "--detailed-exitcode"], {
      cwd,
      endpoint: failing,
    });
    expect(pending.code).toBe(2);
    expect(pending.stdout).toContain("session PT1H → PT12H");
    expect(writesIn(requests)).toEqual([]);

    const unseen = await onboard(["--emails", "team.csv", "--yes"], { cwd, endpoint: failing });
    expect(unseen.code).toBe(1);
    expect(unseen.stderr).toContain("Danger foreign-permission-set");
    expect(writesIn(requests)).toEqual([]);

    const meant = ["--allow", "foreign-permission-set", "--allow", "wider-permissions"];
    const first = await onboard(["--emails", "team.csv", "--yes", "--format", "json", ...meant], {
      cwd,
      endpoint: failing,
    });
    expect(first.code).toBe(4);
    const report = JSON.parse(first.stdout) as Report;
    const failed = report.results.filter(({ outcome }) => outcome === "failed");
    // AWS refuses Delta for one cause: once it is known, nobody else is tried.
    const notTried = report.results.filter(({ outcome }) => outcome === "skipped");
    const failedPeople = [...failed, ...notTried].map(({ change: { after } }) =>
      after?.kind === "AccountAssignment"
        ? after.principal.name
        : after?.kind === "User"
          ? after.userName
          : after?.kind,
    );
    const inDelta = people.filter((_, index) => accountOf(index) === "Delta");
    expect([...new Set(failedPeople)].sort()).toEqual(["person02@example.com", ...inDelta].sort());
    const refused = failed.filter((result) => "reason" in result && result.reason.includes("403"));
    expect(refused.length).toBeGreaterThan(0);
    // Person 2's assignment needs the user who could not be made.
    expect(refused.length + notTried.length).toBe(inDelta.length + 1);
    expect(report.converged).toBe(false);

    const set = Object.values(simulator?.world().permissionSets ?? {});
    expect(set).toHaveLength(1);
    expect(set[0]).toMatchObject({
      sessionDuration: "PT12H",
      description: "Made by hand",
      relayState: "https://console.aws.amazon.com/amplify",
    });
    const outdated = Object.values(simulator?.world().provisioned ?? {}).filter(
      (one) => one.version < (set[0]?.version ?? 0),
    );
    expect(outdated).toEqual([]);

    const handover = JSON.parse(await readFile(path.join(cwd, "onboard.handover.json"), "utf8"));
    expect(handover.people).toHaveLength(44);
    const failedRows = await readFile(path.join(cwd, "failed.csv"), "utf8");
    expect(failedRows.trim().split("\n")).toHaveLength(17);
    expect(failedRows).toContain("403");
    await simulator?.close();

    const endpoint = await start({});
    await deleteUser(endpoint, "second");
    const again = await onboard(["--emails", "failed.csv", "--yes"], { cwd, endpoint });
    expect(again.code, again.stdout + again.stderr).toBe(0);
    const merged = JSON.parse(await readFile(path.join(cwd, "onboard.handover.json"), "utf8"));
    expect(merged.people).toHaveLength(60);

    requests.length = 0;
    const last = await onboard(["--emails", "team.csv", "--yes"], { cwd, endpoint });
    expect(last.code).toBe(0);
    expect(last.stdout).toContain("Nothing to do");
    expect(writesIn(requests)).toEqual([]);
    const settled = await onboard(["--emails", "team.csv", "--dry-run", "--detailed-exitcode"], { cwd, endpoint });
    expect(settled.code).toBe(0);

    const world = simulator?.world();
    expect(Object.values(world?.assignments ?? {})).toHaveLength(61);
    expect(Object.values(world?.users ?? {})).toHaveLength(61);
  });
});

function writesIn(log: readonly { operation: string }[]): readonly string[] {
  return log.map(({ operation }) => operation).filter((operation) => !/^(List|Describe|Get|Is|Assume)/.test(operation));
}

async function deleteUser(endpoint: string, userName: string): Promise<void> {
  const client = new IdentitystoreClient({
    endpoint,
    region: "us-east-1",
    credentials: { accessKeyId: "simulator", secretAccessKey: "simulator" },
  });
  const IdentityStoreId = Object.values(simulator?.world().instances ?? {})[0]?.identityStoreId;
  const { Users } = await client.send(new ListUsersCommand({ IdentityStoreId }));
  const user = Users?.find((one) => one.UserName === userName);
  await client.send(new DeleteUserCommand({ IdentityStoreId, UserId: user?.UserId }));
}
