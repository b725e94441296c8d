import { chmod, mkdir, readdir, readFile, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import { expect, it } from "vitest";
import { emptyFolder, onboard } from "./onboard.ts";

const CONFIG = `# my own notes
[profile dev]
sso_session = corp # the company
sso_account_id = 111122223333
sso_role_name = amplify-policy
region = eu-west-1

[sso-session corp]
sso_start_url = https://d-1234567890.awsapps.com/start
sso_region = eu-west-1
`;
const KEYS = "aws_access_key_id = AKIAEXAMPLE\naws_secret_access_key = SECRET-KEY\n";

async function home(config: string, credentials?: string) {
  const cwd = await emptyFolder();
  const folder = path.join(cwd, ".aws");
  await mkdir(folder, { mode: 0o700 });
  await put(path.join(folder, "config"), config, 0o600);
  if (credentials !== undefined) await put(path.join(folder, "credentials"), credentials, 0o644);
  const doctor = (...args: string[]) => onboard(["doctor", ...args], { cwd, env: { HOME: cwd } });
  return { doctor, folder, textOf: (name: string) => readFile(path.join(folder, name), "utf8") };
}

async function put(file: string, text: string, mode: number): Promise<void> {
  await writeFile(file, text);
  await chmod(file, mode);
}

it("the doctor names what is wrong, repairs it on request, and has nothing to do the second time", async () => {
  const { doctor, folder, textOf } = await home(CONFIG, `[dev]\n${KEYS}`);
  const found = await doctor();
  expect(found.code).toBe(1);
  expect(found.stdout).toContain("✗ inline-comment ~/.aws/config:3");
  expect(found.stdout).toContain("✗ static-keys-shadow-sso ~/.aws/credentials:1");
  expect(found.stdout).toContain("Next: onboard doctor --fix");

  const fixed = await doctor("--fix", "--yes");
  expect(fixed).toMatchObject({ code: 0, stderr: "" });
  expect(fixed.stdout).toContain("+sso_session = corp\n");
  expect(await textOf("config")).toBe(
    `${CONFIG.replace("sso_session = corp # the company", "# the company\nsso_session = corp")}sso_registration_scopes = sso:account:access\n`,
  );
  expect(await textOf("credentials")).toBe(`[dev-old]\n${KEYS}`);
  expect((await stat(path.join(folder, "credentials"))).mode & 0o777).toBe(0o600);
  const backups = (await readdir(folder)).filter((name) => name.endsWith(".backup")).sort();
  expect(await Promise.all(backups.map(textOf))).toEqual([CONFIG, `[dev]\n${KEYS}`]);

  const again = await doctor("--fix", "--yes");
  expect(again.stdout).toContain("Nothing was changed.");
  expect((await readdir(folder)).filter((name) => name.endsWith(".backup"))).toHaveLength(2);
  expect(found.stdout + fixed.stdout + again.stdout).not.toContain("SECRET-KEY");
});

it("the doctor's JSON is a document of its own, also beside a repair", async () => {
  const { doctor } = await home(CONFIG);
  const found = JSON.parse((await doctor("--format", "json")).stdout);
  expect(found).toMatchObject({ version: 1, kind: "doctor", summary: { errors: 1, fixable: 2 } });
  expect(found.findings).toContainEqual(
    expect.objectContaining({ id: "inline-comment", severity: "error", fixable: true, profile: "dev" }),
  );
  const fixed = await doctor("--format=json", "--fix", "--yes");
  expect(fixed.stderr).toContain("+# the company");
  expect(JSON.parse(fixed.stdout)).toMatchObject({ summary: { errors: 0 }, repairs: { written: [{}], tightened: [] } });
});

it("the doctor refuses what it can't ask, and flags that make no sense", async () => {
  const { doctor, textOf } = await home(CONFIG);
  expect(await doctor("--fix")).toMatchObject({ code: 3 });
  expect(await doctor("--yes")).toMatchObject({ code: 3 });
  expect(await doctor("--format", "xml")).toMatchObject({ code: 3 });
  expect(await textOf("config")).toBe(CONFIG);
});

it("the doctor looks at one profile when it is asked to", async () => {
  const { doctor } = await home(`${CONFIG}[profile other]\nsso_session = gone\n`);
  const ids = async (name: string) =>
    JSON.parse((await doctor("--profile", name, "--format", "json")).stdout).findings.map(
      (one: { id: string }) => one.id,
    );
  expect(await ids("other")).toContain("sso-session-missing");
  expect(await ids("dev")).not.toContain("sso-session-missing");
  expect(await ids("nobody")).toContain("profile-not-found");
});

it("the doctor stays calm before hostile files", async () => {
  const many = Array.from({ length: 10_000 }, (_, n) => `[profile p${n}\u001b[31m]\nregion = x\u0007\n`).join("");
  const { doctor } = await home(`${many}[profile __proto__]\n\u202e\n`, "\u0000\u001b]0;title\u0007");
  const found = await doctor();
  expect(found).toMatchObject({ code: 1, stderr: "" });
  expect(found.stdout.replaceAll("\n", "")).not.toMatch(/[\p{Cc}\p{Cf}]/u);
});

it("local names the doctor's repair where it refuses a file, and then takes no name that has keys", async () => {
  const credentials = `[amplify]\n${KEYS}`;
  const { doctor, folder, textOf } = await home("\u{FEFF}[profile amplify]\nregion=us-east-1\n", credentials);
  const cwd = path.dirname(folder);
  const access = { accountId: "210987654321", accountName: "dev", permissionSet: "amplify-policy" };
  const person = {
    email: "ana@example.com",
    username: "ana",
    access: [{ ...access, profile: "amplify", region: "us-east-1" }],
  };
  const portal = { startUrl: "https://d-9067a1b2c3.awsapps.com/start", ssoRegion: "us-east-1", session: "amplify" };
  await writeFile(path.join(cwd, "handover.json"), JSON.stringify({ version: 1, ...portal, people: [person] }));
  const local = () =>
    onboard(["local", "--handover", "handover.json", "--no-login", "--yes"], { cwd, env: { HOME: cwd } });

  const refused = await local();
  expect(refused.code).toBe(3);
  expect(refused.stderr.replace(/\s+/g, " ")).toContain("Run `onboard doctor --fix`, which repairs it");
  await doctor("--fix", "--yes");

  const done = await local();
  expect(done.code).toBe(0);
  expect(done.stdout).toContain('The profile "amplify" is in use already: it stands for access keys');
  const config = await textOf("config");
  expect(config.startsWith("[profile amplify]\nregion=us-east-1\n")).toBe(true);
  expect(config).toContain("[profile amplify-210987654321]\nsso_session = amplify\n");
  expect(await textOf("credentials")).toBe(credentials);
});
