import { writeFile } from "node:fs/promises";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Status } from "../../src/core/readiness/status.ts";
import { type RunningSimulator, type SimulatorOptions, startSimulator } from "../../src/simulator/start.ts";
import { emptyFolder, onboard } from "./onboard.ts";

const TEAM = `email,username,display_name,account,region
ana@example.com,asilva7,Ana Silva,Sandbox North,us-east-1
bo@example.com,bberg8,Bo Berg,Sandbox South,us-east-1
cleo@example.com,cleo9x,Cleo Martin,Sandbox North;Staging,us-east-1
`;
const READY = TEAM.replace(";Staging", "");

let cwd: string;
let simulator: RunningSimulator | undefined;
let requests: { readonly operation: string; readonly service?: string }[];

async function start(options: SimulatorOptions = {}) {
  requests = [];
  simulator = await startSimulator({
    speed: 1000,
    onRequest: (request) => requests.push(request),
    ...options,
  });
}

const run = (args: readonly string[], env: Readonly<Record<string, string>> = {}) =>
  onboard(args, { cwd, env, ...(simulator === undefined ? {} : { endpoint: simulator.url }) });
const status = (...args: readonly string[]) => run(["status", "--emails", "team.csv", ...args]);
const document = async (...args: readonly string[]): Promise<Status> =>
  JSON.parse((await status("--format", "json", ...args)).stdout) as Status;

beforeEach(async () => {
  cwd = await emptyFolder();
  await writeFile(path.join(cwd, "team.csv"), TEAM);
});

afterEach(async () => {
  await simulator?.close();
  simulator = undefined;
});

describe("onboard status", () => {
  it("goes from nobody over somebody to everybody, and changes nothing itself", async () => {
    await start();
    const before = await status();
    expect(before.code, before.stderr).toBe(2);
    expect(before.stdout).toContain("0 of 3 people can start; 3 cannot sign in.");
    expect(simulator?.world().users).toEqual({});

    expect((await run(["--emails", "team.csv", "--yes"])).code).toBe(0);
    const after = await status();
    expect(after.code).toBe(2);
    expect(after.stdout).toContain("2 of 3 people can start; 1 in some of their accounts only.");
    expect(after.stdout).toContain("npx aws-cdk@latest bootstrap aws://456789012345/us-east-1 --profile NAME\n");

    await writeFile(path.join(cwd, "team.csv"), READY);
    const ready = await status();
    expect(ready.code).toBe(0);
    expect(ready.stdout).toContain("All 3 people can start.");
    expect(Math.max(...ready.stdout.split("\n").map((line) => line.length))).toBeLessThanOrEqual(80);
  });

  it("says as JSON what AWS has of each person, and asks each account once", async () => {
    await start();
    await run(["--emails", "team.csv", "--yes"]);
    requests.length = 0;
    const { ready, summary, people, environments } = await document();
    expect({ ready, summary }).toEqual({ ready: "no", summary: { yes: 2, no: 1, unknown: 0 } });
    expect(people.map((person) => [person.email, person.ready, person.signedIn.state])).toEqual([
      ["ana@example.com", "yes", "unknown"],
      ["bo@example.com", "yes", "unknown"],
      ["cleo@example.com", "no", "unknown"],
    ]);
    expect(environments.map(({ accountName, check }) => [accountName, check.state])).toEqual([
      ["Sandbox North", "yes"],
      ["Sandbox South", "yes"],
      ["Staging", "no"],
    ]);
    expect(requests.filter(({ operation }) => operation === "AssumeRole")).toHaveLength(3);
    expect(requests.filter(({ operation }) => operation === "GetParameter")).toHaveLength(3);
    expect(requests.filter(({ operation }) => /^(Create|Put|Update|Delete|Attach)/.test(operation))).toEqual([]);
  });

  it("reads in the Region that the developers work in", async () => {
    await start();
    await writeFile(path.join(cwd, "team.csv"), "email,account\nana@example.com,Sandbox North\n");
    await run(["--emails", "team.csv", "--yes"]);
    const [here, elsewhere] = [await document("--region", "us-east-1"), await document("--region", "eu-west-1")];
    expect([here.ready, elsewhere.ready]).toEqual(["yes", "no"]);
    expect(elsewhere.environments[0]?.command).toContain("aws://210987654321/eu-west-1");
  });

  it("cannot tell where the role of the settings leads nowhere, and says so, with exit code 5", async () => {
    await start();
    await writeFile(path.join(cwd, "team.csv"), READY);
    await run(["--emails", "team.csv", "--yes"]);
    await writeFile(path.join(cwd, "onboard.json"), '{ "accounts": { "accessRole": "Elsewhere" } }');
    const unknown = await status();
    expect(unknown.code).toBe(5);
    expect(unknown.stdout).toContain("Role Elsewhere could not be assumed");
    expect(unknown.stdout).not.toContain("npx");
  });

  it("knows that not all are ready although one account is closed to it: exit code 2", async () => {
    await start({ faults: [{ operation: "AssumeRole", match: { RoleArn: ROLE_OF_NORTH }, fault: "access-denied" }] });
    await run(["--emails", "team.csv", "--yes"]);
    const mixed = await document();
    expect(mixed.summary).toEqual({ yes: 1, no: 1, unknown: 1 });
    expect((await status()).code).toBe(2);
  });

  it("finds an account that runs an older version of the permission set", async () => {
    await start({
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
      },
    });
    await writeFile(path.join(cwd, "team.csv"), TEAM.split("\n").slice(0, 2).join("\n"));
    const { people } = await document();
    const { user, assigned, upToDate } = people[0]?.access[0]?.checks ?? {};
    expect([user?.state, assigned?.state, upToDate?.state]).toEqual(["yes", "yes", "no"]);
  });

  it("is a page in Markdown", async () => {
    await start();
    const page = await status("--format", "markdown");
    expect(page.code).toBe(2);
    expect(page.stdout).toMatch(/^### onboard status: 0 of 3 people can start; 3 cannot sign in\.\n/);
  });
});

describe("in CI onboard status", () => {
  it.each(["text", "markdown"])("as %s calls people by their line, and keeps commands as they are", async (format) => {
    await start();
    const { code, stdout, stderr } = await run(["status", "--emails", "team.csv", "--format", format], { CI: "true" });
    expect(code).toBe(2);
    expect(`${stdout}${stderr}`).not.toMatch(/ana@|bo@|cleo@|asilva7|bberg8|cleo9x|Ana Silva/i);
    expect(stdout).toContain("line 2");
    expect(stdout).toContain("npx aws-cdk@latest bootstrap");
  });

  it("names people when asked to, and in JSON", async () => {
    await start();
    const env = { CI: "true" };
    const named = await run(["status", "--emails", "team.csv", "--show-people"], env);
    const json = await run(["status", "--emails", "team.csv", "--format", "json"], env);
    for (const { stdout } of [named, json]) expect(stdout).toContain("ana@example.com");
  });
});

describe("onboard status ends", () => {
  it("with 3 and every problem of files and flags, without asking AWS", async () => {
    await start();
    await writeFile(path.join(cwd, "team.csv"), "email,account\nana@example,Sandbox North\n");
    const { code, stderr } = await status("--region", "nowhere");
    expect(code).toBe(3);
    expect(stderr).toContain("1 problem in the flags and 1 problem in team.csv");
    expect(requests).toEqual([]);
  });

  it("with 3 without a team file, and for a format that it has not", async () => {
    expect((await run(["status"])).code).toBe(3);
    expect((await status("--format", "xml")).code).toBe(3);
  });

  it("with 5 where nobody signed in", async () => {
    const { code, stdout, stderr } = await status("--sso-region", "us-east-1");
    expect([code, stdout]).toEqual([5, ""]);
    expect(stderr).toContain("No AWS credentials were found.");
  });
});

const ROLE_OF_NORTH = "arn:aws:iam::210987654321:role/OrganizationAccountAccessRole";
