import { cp, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { startSimulator } from "../../src/simulator/start.ts";
import { emptyFolder, type Finished, onboard } from "./onboard.ts";

const LONG = `${"a-very-long-department.".repeat(3)}cy@example.com`;
const TEAM = `email,username,account
ana@example.com,,Sandbox North
bo@example.com,,Sandbox North
cy@example.com,${LONG},Sandbox South
zoe@example.com,zoë!m@example.com,Sandbox South
`;

/** What the admin's run has left, after which Bo has signed in here. */
let desk: string;
let cwd: string;

const local = (...args: string[]): Promise<Finished> => onboard(["local", "--simulate", "--yes", ...args], { cwd });
const unwrapped = (text: string) => text.replaceAll(/\s+/g, " ");

beforeAll(async () => {
  desk = await emptyFolder();
  cwd = desk;
  await writeFile(path.join(desk, "team.csv"), TEAM);
  const run = await onboard(["--emails", "team.csv", "--region", "us-east-1", "--simulate", "--yes"], { cwd });
  expect(run.code, run.stderr).toBe(0);
  const bo = await local("--email", "bo@example.com");
  expect(bo.code, bo.stdout + bo.stderr).toBe(0);
});

beforeEach(async () => {
  cwd = await emptyFolder();
  await cp(desk, cwd, { recursive: true });
});

describe("onboard local where somebody else is signed in already", () => {
  it("says so before all else, with both ways out, though the role is the right one", async () => {
    const run = await local("--email", "ana@example.com");
    expect(run.code).toBe(1);
    const text = unwrapped(run.stdout);
    const said = text.indexOf("You are signed in as bo@example.com, not as ana@example.com.");
    expect(said).toBeGreaterThan(0);
    expect(said).toBeLessThan(text.indexOf("Profile amplify"));
    expect(text).toContain("but as bo@example.com, not as ana@example.com");
    expect(text).toContain("sign out there, at https://d-9067a1b2c3.awsapps.com/start");
    expect(run.stdout).toMatch(/^ {4}\S.* local --simulate --yes --email ana@example\.com --sign-in-again$/m);
    expect(run.stdout).toMatch(/^ {4}\S.* local --simulate --yes --email bo@example\.com$/m);
    expect(text).not.toMatch(/not assigned|administrator/);
  });

  it("does not say that nothing is assigned to the one who was chosen, and tells it as a document", async () => {
    const run = await local("--email", "cy@example.com", "--format", "json");
    expect(run.code).toBe(1);
    const document = JSON.parse(run.stdout);
    expect(document.signIn).toEqual({ as: "other", userName: "bo@example.com" });
    expect(document).toMatchObject({
      kind: "local",
      person: { email: "cy@example.com", username: LONG },
      ready: false,
    });
    expect(document.profiles[0].checks.map(({ state }: { state: string }) => state)).toContain("failed");
    const text = unwrapped(run.stderr);
    expect(text).toContain(`You are signed in as bo@example.com, not as cy@example.com (user name ${LONG}).`);
    expect(text).toContain("bo@example.com has no amplify-policy in account");
    expect(text).not.toMatch(/not assigned|administrator/);
  });

  it.each([["cy@example.com"], ["zoe@example.com"]])(
    "signs %s in anew when asked to, whatever AWS makes of the user name, and proves the default profile by itself",
    async (email) => {
      const run = await local("--email", email, "--sign-in-again", "--default");
      expect(run.code, run.stdout + run.stderr).toBe(0);
      expect(run.stdout).not.toContain("You are signed in as");
      expect(run.stdout).toMatch(/^Profile default\n[\s\S]*acts as amplify-policy/m);
    },
  );
});

it("says who signed in at the portal, and stays silent about whom AWS does not name", async () => {
  const state = path.join(cwd, ".onboard", "simulator.json");
  const [home, handover] = [await emptyFolder(), path.join(cwd, "onboard.handover.json")];
  const real = JSON.parse(await readFile(handover, "utf8"));
  delete real.simulated;
  await writeFile(handover, JSON.stringify(real));
  const simulator = await startSimulator({ state, speed: 20, approve: { userName: "bo@example.com" } });
  try {
    const args = ["local", "--yes", "--use-device-code", "--handover", handover, "--email", "ana@example.com"];
    const run = await onboard(args, { cwd: home, env: { AWS_ENDPOINT_URL: simulator.url } });
    expect(run.code).toBe(1);
    expect(unwrapped(run.stdout)).toContain("You are signed in as bo@example.com, not as ana@example.com.");
  } finally {
    await simulator.close();
  }
});
