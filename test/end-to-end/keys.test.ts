import { chmod, mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type RunningSimulator, startSimulator } from "../../src/simulator/start.ts";
import { emptyFolder, onboard } from "./onboard.ts";

const NORTH = "210987654321";
const IDLE = { id: "AKIAIDLEIDLEIDLEIDLE", createdAt: "2024-05-01T09:00:00Z" };
const BUSY = { id: "AKIABUSYBUSYBUSYBUSY", createdAt: "2024-05-01T09:00:00Z", lastUsed: { service: "s3" } };
const CSV = "email,account\nana.lopez@example.com,Sandbox North\nbo@example.com,Sandbox North\n";
const simulators: RunningSimulator[] = [];
afterAll(() => Promise.all(simulators.map((simulator) => simulator.close())));

async function team() {
  const simulator = await startSimulator({
    speed: 10,
    organization: {
      accounts: [
        {
          id: NORTH,
          name: "Sandbox North",
          iamUsers: [
            { userName: "ana.lopez", accessKeys: [IDLE] },
            { userName: "ci-deploy", accessKeys: [BUSY] },
          ],
        },
        { id: "222233334444", name: "Acquired", joined: "INVITED" },
        { id: "345678901234", name: "Empty" },
      ],
    },
  });
  simulators.push(simulator);
  const cwd = await emptyFolder();
  await writeFile(path.join(cwd, "team.csv"), CSV);
  const keys = (...args: readonly string[]) =>
    onboard(["keys", "--emails", "team.csv", ...args], { cwd, endpoint: simulator.url });
  const statuses = () =>
    Object.fromEntries(
      Object.values(simulator.world().iamUsers).map((user) => [user.userName, user.accessKeys[0]?.status]),
    );
  return { keys, statuses, cwd, endpoint: simulator.url };
}

describe("onboard keys --emails", () => {
  it("names every key of the team's accounts, whose it may be, and what to do, without a key id", async () => {
    const { keys } = await team();
    const { code, stdout } = await keys();
    expect(code).toBe(2);
    expect(stdout).toMatch(/^ {2}ana\.lopez +…IDLE {2}active +\d+ d +never$/m);
    expect(stdout).toContain("maybe ana.lopez@example.com (by the name before the @)");
    expect(stdout).toMatch(/^ {2}ci-deploy +…BUSY {2}active +\d+ d +today, s3 us-east-1$/m);
    expect(stdout).toContain(`\n  onboard keys --emails team.csv --deactivate ${NORTH}/ana.lopez/IDLE\n`);
    expect(stdout).not.toMatch(/AKIA/);
    expect(stdout).not.toContain(`--deactivate ${NORTH}/ci-deploy`);
    expect(Math.max(...stdout.split("\n").map((line) => line.length))).toBeLessThanOrEqual(80);
  });

  it("deactivates the key that is named, and says how to switch it on again", async () => {
    const { keys, statuses } = await team();
    const done = await keys("--deactivate", `${NORTH}/ana.lopez/IDLE`, "--yes");
    expect(done.code, done.stderr).toBe(0);
    expect(done.stdout).toContain(`✓ ${NORTH}/ana.lopez/IDLE is inactive`);
    expect(done.stdout).toContain("aws iam update-access-key --status Active --user-name ana.lopez");
    expect(done.stdout + done.stderr).not.toMatch(/AKIA/);
    expect(statuses()).toEqual({ "ana.lopez": "Inactive", "ci-deploy": "Active" });
    expect((await keys("--deactivate", `${NORTH}/ana.lopez/IDLE`, "--yes")).code).toBe(0);
  });

  it("deactivates nothing without an answer, and none of several when one must not be", async () => {
    const { keys, statuses } = await team();
    const idle = `${NORTH}/ana.lopez/IDLE`;
    const unasked = await keys("--deactivate", idle);
    expect(unasked.code).toBe(3);
    expect(unasked.stderr).toContain("--yes");
    const refused = await keys("--deactivate", idle, "--deactivate", `${NORTH}/ci-deploy/BUSY`, "--yes");
    expect(refused.code).toBe(3);
    expect(refused.stderr).toContain("was used in the last 24 hours (s3, us-east-1)");
    expect(refused.stderr).toContain("--allow-recently-used");
    expect(statuses()).toEqual({ "ana.lopez": "Active", "ci-deploy": "Active" });
    const forced = await keys("--deactivate", `${NORTH}/ci-deploy/BUSY`, "--allow-recently-used", "--yes");
    expect(forced.code).toBe(0);
    expect(statuses()).toEqual({ "ana.lopez": "Active", "ci-deploy": "Inactive" });
  });

  it("prints one JSON document that shows the keys as they are afterwards", async () => {
    const { keys } = await team();
    const done = await keys("--deactivate", `${NORTH}/ana.lopez/IDLE`, "--yes", "--format", "json");
    expect(JSON.parse(done.stdout)).toMatchObject({
      version: 1,
      kind: "keys-of-team",
      accounts: [
        {
          id: NORTH,
          users: [
            { userName: "ana.lopez", person: { kind: "maybe" }, keys: [{ keyEndsIn: "IDLE", status: "Inactive" }] },
            { userName: "ci-deploy", person: { kind: "none" }, keys: [{ keyEndsIn: "BUSY", inUse: true }] },
          ],
        },
      ],
      deactivations: [{ account: NORTH, userName: "ana.lopez", keyEndsIn: "IDLE", outcome: "inactive" }],
      summary: { active: 1, inactive: 1, unknownAccounts: 0 },
    });
    expect(done.stdout).not.toMatch(/AKIA/);
  });

  it("ends 0 where no key is left, and 5 where an account lets nobody in", async () => {
    const { cwd, endpoint } = await team();
    const keys = (...args: readonly string[]) =>
      onboard(["keys", "--emails", "bo@example.com", "--account", ...args], { cwd, endpoint });
    const none = await keys("Empty");
    expect(none).toMatchObject({ code: 0, stdout: expect.stringContaining("No IAM user has an access key in\n") });
    const unknown = await keys("Empty;Acquired");
    expect(unknown).toMatchObject({ code: 5, stdout: expect.stringContaining("unknown: the role") });
  });

  it("never switches off the key that signs the run", async () => {
    const { cwd, endpoint } = await team();
    const env = { AWS_ACCESS_KEY_ID: IDLE.id };
    const own = ["--account", NORTH, "--deactivate", `${NORTH}/ana.lopez/IDLE`, "--allow-recently-used", "--yes"];
    const run = await onboard(["keys", "--emails", "bo@example.com", ...own], { cwd, endpoint, env });
    expect(run.code).toBe(3);
    expect(run.stderr).toContain("signs this very run");
  });

  it("names nobody in CI unless asked to", async () => {
    const { cwd, endpoint } = await team();
    const inCi = (...args: readonly string[]) =>
      onboard(["keys", "--emails", "team.csv", ...args], { cwd, endpoint, env: { CI: "true" } });
    expect((await inCi()).stdout).not.toMatch(/ana\.lopez|bo@/);
    expect((await inCi("--show-people")).stdout).toContain("ana.lopez");
  });

  it("works on the embedded simulator, run after run", async () => {
    const { cwd } = await team();
    await writeFile(path.join(cwd, "team.csv"), "email,account\nana.silva@example.com,Sandbox North\n");
    const keys = (...args: readonly string[]) =>
      onboard(["keys", "--emails", "team.csv", "--simulate", ...args], { cwd });
    const name = /--simulate --deactivate (\S+ana\.silva\S+)/.exec((await keys()).stdout)?.[1] ?? "";
    expect((await keys("--deactivate", name, "--yes")).code).toBe(0);
    expect((await keys()).stdout).not.toContain(`--deactivate ${name}`);
  });
});

describe("onboard keys", () => {
  const CONFIG = `[profile amplify]\nsso_session = corp\nsso_account_id = ${NORTH}\nsso_role_name = amplify-policy\n[sso-session corp]\nsso_start_url = https://d-1234567890.awsapps.com/start\nsso_region = us-east-1\n`;
  const section = (name: string, id: string) =>
    `[${name}]\naws_access_key_id = ${id}\naws_secret_access_key = SECRET\n`;
  let home: string;
  beforeAll(async () => {
    home = await emptyFolder();
    await mkdir(path.join(home, ".aws"));
    await writeFile(path.join(home, ".aws", "config"), CONFIG);
    await writeFile(
      path.join(home, ".aws", "credentials"),
      section("amplify-old", "AKIAEXAMPLEEXAMPLE22") + section("legacy", IDLE.id),
    );
  });

  it("names the keys of this machine and what replaces them, and prints none", async () => {
    const { code, stdout, stderr } = await onboard(["keys"], { cwd: home });
    expect(code).toBe(2);
    expect(stdout).toContain("amplify-old  …LE22  ~/.aws/credentials:1");
    expect(stdout).toContain("the profile amplify replaces it, by its name");
    expect(stdout).toContain("legacy  …IDLE  ~/.aws/credentials:4");
    expect(stdout.replace(/\s+/g, " ")).toContain("onboard keys --ask-aws to go by account");
    expect(stdout + stderr).not.toMatch(/AKIA|SECRET/);
  });

  it("goes by account once AWS is asked", async () => {
    const { endpoint } = await team();
    const env = { AWS_ENDPOINT_URL: endpoint };
    const { code, stdout } = await onboard(["keys", "--ask-aws", "--format", "json"], { cwd: home, env });
    expect(code).toBe(2);
    expect(JSON.parse(stdout).keys[1]).toMatchObject({
      profile: "legacy",
      owner: { kind: "known", accountId: NORTH, arn: `arn:aws:iam::${NORTH}:user/ana.lopez` },
      replacement: { profiles: ["amplify"], by: "same account" },
    });
    expect(stdout).not.toMatch(/AKIA|SECRET/);
  });

  it("changes nothing and asks nobody by itself", async () => {
    const before = await readFile(path.join(home, ".aws", "credentials"), "utf8");
    const env = { AWS_ENDPOINT_URL: "http://127.0.0.1:9" };
    expect((await onboard(["keys"], { cwd: home, env })).code).toBe(2);
    const asked = await onboard(["keys", "--ask-aws"], { cwd: home, env });
    expect(asked.stdout).toContain("AWS could not be asked");
    expect(await readFile(path.join(home, ".aws", "credentials"), "utf8")).toBe(before);
  });

  it("ends 0 on a machine without keys, and 5 where a file cannot be read", async () => {
    const clean = await emptyFolder();
    expect(await onboard(["keys"], { cwd: clean })).toMatchObject({
      code: 0,
      stdout: expect.stringContaining("No long-lived access keys here."),
    });
    await mkdir(path.join(clean, ".aws", "credentials"), { recursive: true });
    await chmod(path.join(clean, ".aws"), 0o700);
    expect((await onboard(["keys"], { cwd: clean })).code).toBe(5);
  });

  it("looks at the simulated home with --simulate, and not at one's own", async () => {
    expect(await onboard(["keys", "--simulate"], { cwd: home })).toMatchObject({ code: 0 });
    const simulated = path.join(home, ".onboard", "simulated-home", ".aws");
    await mkdir(simulated, { recursive: true });
    await writeFile(path.join(simulated, "credentials"), section("default", "AKIAEXAMPLEEXAMPLE33"));
    const found = await onboard(["keys", "--simulate"], { cwd: home });
    expect(found).toMatchObject({ code: 2, stdout: expect.stringContaining("default  …LE33  ~/.aws/credentials:1") });
    expect(found.stdout).not.toContain("legacy");
  });

  it("refuses flags that say nothing here, all at once", async () => {
    const { code, stderr } = await onboard(["keys", "--deactivate", "x", "--profile", "p", "--yes"], { cwd: home });
    expect(code).toBe(3);
    for (const flag of ["--deactivate: This", "--profile:", "names no key"]) expect(stderr).toContain(flag);
  });
});
