import { createHash } from "node:crypto";
import { cp, mkdir, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { PRIVATE_FILE, renderPrivate } from "../../src/workstation/project/private-place.ts";
import { emptyFolder, type Finished, onboard } from "./onboard.ts";

const DEFAULT = "[default]\nregion=ap-southeast-2\noutput=text\n";
const BY_HAND = `# my own, typed by hand long ago
[profile amplify]
sso_session = amplify
sso_account_id = 210987654321
sso_role_name = amplify-policy
region = us-east-1
output = json

[sso-session amplify]
sso_start_url = https://d-9067a1b2c3.awsapps.com/start
sso_region = us-east-1
sso_registration_scopes = sso:account:access
`;
const TOKEN = `${createHash("sha1").update("amplify").digest("hex")}.json`;
const THEIRS = { "somebody-else.json": '{"startUrl":"https://other.example","accessToken":"x"}' };

let cwd: string;
const aws = (...names: string[]) => path.join(cwd, ".onboard", "simulated-home", ".aws", ...names);
const cache = (...names: string[]) => aws("sso", "cache", ...names);
const local = (...args: string[]): Promise<Finished> => onboard(["local", "--simulate", ...args], { cwd });
const setUp = (...args: string[]) => local("--email", "ana@example.com", "--yes", ...args);
const config = () => readFile(aws("config"), "utf8");

/** What the admin's run has left: each test goes on from a copy. */
let desk: string;

beforeAll(async () => {
  desk = await emptyFolder();
  await writeFile(path.join(desk, "team.csv"), "email,account\nana@example.com,Sandbox North\n");
  const run = await onboard(["--emails", "team.csv", "--region", "us-east-1", "--simulate", "--yes"], { cwd: desk });
  expect(run.code, run.stderr).toBe(0);
});

beforeEach(async () => {
  cwd = await emptyFolder();
  await cp(desk, cwd, { recursive: true });
  await mkdir(cache(), { recursive: true });
  for (const [name, text] of Object.entries(THEIRS)) await writeFile(cache(name), text);
});

describe("onboard local --remove", () => {
  it("needs no handover, gives the default its lines back, and ends the sign-in that it made and no other", async () => {
    await writeFile(aws("config"), DEFAULT);
    expect((await setUp("--default")).code).toBe(0);
    expect(await config()).toContain("[default]\nregion=us-east-1\noutput=text\nsso_session = amplify\n");
    expect((await stat(aws("config.onboard-sign-ins"))).mode & 0o777).toBe(0o600);
    const { accessToken } = JSON.parse(await readFile(cache(TOKEN), "utf8"));
    expect(await readFile(aws("config.onboard-sign-ins"), "utf8")).not.toContain(accessToken);
    await rm(path.join(cwd, "onboard.handover.json"));

    const shown = await local("--remove", "--print");
    expect(shown.stdout).toContain("+region=ap-southeast-2");
    expect(shown.stdout).toContain("Nothing needs the sign-in at https://d-9067a1b2c3.awsapps.com/start");
    expect(await readdir(cache())).toContain(TOKEN);
    const asked = await local("--remove");
    expect(asked.code).toBe(3);

    const run = await local("--remove", "--yes");
    expect(run.code, run.stderr).toBe(0);
    expect(await config()).toBe(DEFAULT);
    expect(run.stdout).toContain("Signed out of https://d-9067a1b2c3.awsapps.com/start (session amplify).");
    expect(await readdir(cache())).toEqual(Object.keys(THEIRS));
    expect(await readdir(aws())).not.toContain("config.onboard-sign-ins");

    const again = await local("--remove", "--yes");
    expect(again.code).toBe(0);
    expect(again.stdout).toContain("is from onboard");
    expect(await config()).toBe(DEFAULT);
  });

  it("leaves what was typed by hand, word for word like ours, and the sign-in that it needs", async () => {
    await writeFile(aws("config"), BY_HAND);
    expect((await setUp("--default")).code).toBe(0);
    const run = await local("--remove", "--yes");
    expect(run.code, run.stderr).toBe(0);
    expect(await config()).toBe(BY_HAND);
    expect(run.stdout).toContain("[profile amplify] stays: it was there before onboard.");
    expect(run.stdout).toContain("[sso-session amplify] stays: it was there before onboard.");
    expect(run.stdout).toContain("stays: a profile needs it");
    expect(await readdir(cache())).toContain(TOKEN);
  });

  it("leaves a sign-in that was made since by somebody else", async () => {
    await setUp();
    const token = JSON.parse(await readFile(cache(TOKEN), "utf8"));
    const another = { ...token, accessToken: "another", refreshToken: "another", clientId: "another" };
    await writeFile(cache(TOKEN), JSON.stringify(another));
    await writeFile(path.join(cwd, PRIVATE_FILE), renderPrivate({ profile: "amplify" }));
    const run = await local("--remove", "--yes");
    expect(run.code, run.stderr).toBe(0);
    expect(run.stdout).toContain("You stay signed in at https://d-9067a1b2c3.awsapps.com/start");
    expect(run.stdout).toMatch(/still names the profile amplify for you. To take that back: .*local --unwire/);
    expect(JSON.parse(await readFile(cache(TOKEN), "utf8"))).toEqual(another);
    await expect(readFile(aws("config"))).rejects.toMatchObject({ code: "ENOENT" });
  });

  it("takes nothing where nothing shows whose it is, and says what looks like it", async () => {
    await writeFile(aws("config"), BY_HAND);
    const run = await local("--remove", "--yes");
    expect(run.code).toBe(0);
    expect(run.stdout).toContain("There is no record of onboard having written to");
    expect(run.stdout).toContain("Nothing shows who wrote [profile amplify], [sso-session amplify]");
    expect(await config()).toBe(BY_HAND);
  });
});

it("onboard local --undo keeps what people changed since, and ends the sign-in that nothing needs any more", async () => {
  await writeFile(aws("config"), DEFAULT);
  await setUp();
  await writeFile(aws("config"), `${await config()}\n[profile mine]\nregion = q\n`);
  const run = await local("--undo", "--yes");
  expect(run.code, run.stderr).toBe(0);
  expect(run.stdout).toContain("what they changed stays");
  expect(await config()).toBe(`${DEFAULT}\n[profile mine]\nregion = q\n`);
  expect(run.stdout).toContain("Signed out of");
  expect(await readdir(cache())).toEqual(Object.keys(THEIRS));
});
