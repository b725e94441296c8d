import { existsSync } from "node:fs";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { startSimulator } from "../../src/simulator/start.ts";
import { emptyFolder, type Finished, onboard } from "./onboard.ts";

const PORTAL = "https://d-9067a1b2c3.awsapps.com/start";
const SANDBOX = "111111111111";
const STAGING = "222222222222";

let cwd: string;
const config = () => path.join(cwd, ".onboard", "simulated-home", ".aws", "config");
const local = (email: string, ...args: string[]): Promise<Finished> =>
  onboard(["local", "--simulate", "--email", email, "--yes", ...args], { cwd });

/** A simulated AWS whose people hold permission sets already, with no handover anywhere. */
async function organization(
  assignments: readonly { readonly user: string; readonly account: string; readonly set: string }[],
) {
  const users = [...new Set(["nobody@example.com", ...assignments.map(({ user }) => user)])];
  const accounts = [...new Set(assignments.map(({ account }) => account))];
  const sets = [...new Set(assignments.map(({ set }) => set))];
  const simulator = await startSimulator({
    state: path.join(cwd, ".onboard", "simulator.json"),
    organization: {
      accounts: accounts.map((id) => ({ id, name: id === SANDBOX ? "Sandbox North" : `Account ${id}` })),
      instances: [
        {
          identityStoreId: "d-9067a1b2c3",
          users: users.map((userName) => ({ userName, email: userName, givenName: "A", familyName: "B" })),
          permissionSets: sets.map((name) => ({
            name,
            assignments: assignments.filter(({ set }) => set === name).map(({ user, account }) => ({ user, account })),
          })),
        },
      ],
    },
  });
  await simulator.close();
}

beforeEach(async () => {
  cwd = await emptyFolder();
  await mkdir(path.join(cwd, ".onboard"));
});

describe("onboard local without a handover, and with nobody to ask", () => {
  it("takes the only account there is without a question, and proves the profile", async () => {
    await organization([{ user: "ana@example.com", account: SANDBOX, set: "amplify-policy" }]);
    const run = await local("ana@example.com", "--start-url", PORTAL, "--region", "eu-west-1");
    const text = await readFile(config(), "utf8");
    expect(text).toContain("[profile amplify]");
    expect(text).toContain(`sso_account_id = ${SANDBOX}`);
    expect(text).toContain("sso_role_name = amplify-policy");
    expect(text).toContain("region = eu-west-1");
    expect(run.stdout).toContain(`acts as amplify-policy in account ${SANDBOX}`);
    expect(run.stdout).toContain("  in eu-west-1:\n    onboard run --profile amplify -- npx ampx sandbox\n");
  });

  it("names every answer that is missing, once it is signed in and before anything is written", async () => {
    await organization([
      { user: "ana@example.com", account: SANDBOX, set: "amplify-policy" },
      { user: "ana@example.com", account: STAGING, set: "ReadOnly" },
    ]);
    const run = await local("ana@example.com", "--start-url", PORTAL);
    expect(run.code).toBe(3);
    for (const flag of ["--account:", "--permission-set:", "--region:"]) expect(run.stderr).toContain(flag);
    expect(run.stderr).toContain("Sandbox North (111111111111)");
    expect(existsSync(config())).toBe(false);
  });

  it("takes what the flags name, and gives each profile a name of its own", async () => {
    await organization([
      { user: "ana@example.com", account: SANDBOX, set: "amplify-policy" },
      { user: "ana@example.com", account: STAGING, set: "amplify-policy" },
      { user: "ana@example.com", account: STAGING, set: "ReadOnly" },
    ]);
    const args = ["--start-url", PORTAL, "--permission-set", "amplify-policy", "--region", "us-east-1"];
    await local("ana@example.com", ...args, "--account", "Sandbox North", "--account", STAGING);
    const text = await readFile(config(), "utf8");
    expect(text).toContain("[profile amplify]");
    expect(text).toContain("[profile amplify-sandbox-north]");
    expect(text).not.toContain("ReadOnly");
  });

  it("asks the portal for every page of accounts", async () => {
    const accounts = Array.from({ length: 150 }, (_, index) => String(300000000000 + index));
    await organization(accounts.map((account) => ({ user: "ana@example.com", account, set: "amplify-policy" })));
    const run = await local("ana@example.com", "--start-url", PORTAL, "--region", "us-east-1");
    expect(run.code).toBe(3);
    expect(run.stderr.replaceAll("\n", " ")).toContain("150 accounts");
  });

  it("says what to ask for when nothing is assigned", async () => {
    await organization([{ user: "ana@example.com", account: SANDBOX, set: "amplify-policy" }]);
    const run = await local("nobody@example.com", "--start-url", PORTAL, "--region", "us-east-1");
    expect(run.code).toBe(1);
    expect(run.stderr.replaceAll("\n", " ")).toContain("no account is assigned to you");
    expect(existsSync(config())).toBe(false);
  });

  it("suggests the account that may be meant", async () => {
    await organization([{ user: "ana@example.com", account: SANDBOX, set: "amplify-policy" }]);
    const args = ["--start-url", PORTAL, "--region", "us-east-1"];
    const run = await local("ana@example.com", ...args, "--account", "Sandbox Nort");
    expect(run.code).toBe(3);
    expect(run.stderr).toContain('Did you mean "Sandbox North"?');
  });

  it("says without signing in that the portal is unknown", async () => {
    const run = await onboard(["local"], { cwd });
    expect(run.code).toBe(3);
    expect(run.stderr).toContain("--start-url:");
    expect(run.stderr).toContain("--sso-region:");
    expect(run.stderr).toContain("--handover");
  });

  it("refuses --no-login, which only a handover makes possible", async () => {
    await organization([{ user: "ana@example.com", account: SANDBOX, set: "amplify-policy" }]);
    const run = await local("ana@example.com", "--no-login");
    expect(run.code).toBe(3);
    expect(run.stderr).toContain("--no-login:");
  });

  it("refuses flags that say what a handover says", async () => {
    const person = { email: "ana@example.com", username: "ana@example.com" };
    const access = {
      accountId: SANDBOX,
      accountName: "S",
      permissionSet: "p",
      region: "us-east-1",
      profile: "amplify",
    };
    const portal = { version: 1, startUrl: PORTAL, ssoRegion: "us-east-1", session: "amplify" };
    const handover = { ...portal, people: [{ ...person, access: [access] }] };
    await writeFile(path.join(cwd, "onboard.handover.json"), JSON.stringify(handover));
    const run = await local("ana@example.com", "--account", SANDBOX, "--region", "eu-west-1");
    expect(run.code).toBe(3);
    expect(run.stderr).toContain("--account: The handover says this already.");
    expect(run.stderr).toContain("--region: The handover says this already.");
  });
});
