import { readFile, stat, symlink, writeFile } from "node:fs/promises";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { changeConfigFile } from "../../../../src/workstation/aws-config/file/config-file.ts";
import { looseModes } from "../../../../src/workstation/doctor/examinations/file-modes.ts";
import { examine } from "../../../../src/workstation/doctor/examine.ts";
import {
  planConfigRepair,
  planCredentialsRepair,
  tightenMode,
} from "../../../../src/workstation/doctor/repairs/plan-repairs.ts";
import { type HomeParts, inspectAgain, makeHome, SOUND_CONFIG } from "../../inspection/inspected-home.ts";

const KEYS = "aws_access_key_id = AKIAEXAMPLE\naws_secret_access_key = SECRET-KEY\n";

/** What stands in the two files of a home after a repair. */
async function repairHome(parts: HomeParts, profile?: string) {
  const home = await makeHome(parts);
  const config = path.join(home, ".aws", "config");
  const credentials = path.join(home, ".aws", "credentials");
  const targets = { config, credentials, profile };
  await changeConfigFile(
    () => planConfigRepair(targets),
    async () => true,
  );
  await changeConfigFile(
    () => planCredentialsRepair(targets),
    async () => true,
  );
  const again = [await planConfigRepair(targets), await planCredentialsRepair(targets)];
  expect(again.map(({ diff }) => diff)).toEqual(["", ""]);
  const left = examine(await inspectAgain(home, parts)).filter(({ fixable, place }) => fixable && place?.line);
  if (profile === undefined) expect(left).toEqual([]);
  const textOf = (file: string) => readFile(file, "utf8").catch(() => undefined);
  return { home, config: await textOf(config), credentials: await textOf(credentials) };
}

const repairConfigOf = async (config: string) => (await repairHome({ config })).config;

describe("a repair of the config file", () => {
  it("leaves a sound file alone, byte for byte", async () => {
    expect(await repairConfigOf(SOUND_CONFIG)).toBe(SOUND_CONFIG);
  });

  it("takes away the byte order mark", async () => {
    expect(await repairConfigOf(`\u{FEFF}${SOUND_CONFIG}`)).toBe(SOUND_CONFIG);
  });

  it("respells the keys of a sign-in and keeps comments, spacing and line ends", async () => {
    const before = SOUND_CONFIG.replace("sso_session = corp", "SSO_Session=corp   # my company; yes")
      .replace("sso_account_id =", "sso_account_id :")
      .replaceAll("\n", "\r\n");
    const after = SOUND_CONFIG.replace("sso_session = corp", "# my company; yes\nsso_session=corp").replaceAll(
      "\n",
      "\r\n",
    );
    expect(await repairConfigOf(before)).toBe(after);
  });

  it("comments out what contradicts the session", async () => {
    const before = SOUND_CONFIG.replace("= corp\n", "= corp\nsso_region = us-east-1\n");
    expect(await repairConfigOf(before)).toBe(SOUND_CONFIG.replace("= corp\n", "= corp\n# sso_region = us-east-1\n"));
  });

  it("keeps a legacy key that says the same", async () => {
    const before = SOUND_CONFIG.replace("= corp\n", "= corp\nsso_region = eu-west-1\n");
    expect(await repairConfigOf(before)).toBe(before);
  });

  it("adds the scopes below the session's Region", async () => {
    const scopes = "sso_registration_scopes = sso:account:access\n";
    expect(await repairConfigOf(SOUND_CONFIG.replace(scopes, ""))).toBe(SOUND_CONFIG);
    expect(await repairConfigOf(SOUND_CONFIG.replace(`\n${scopes}`, ""))).toBe(SOUND_CONFIG.trimEnd());
  });

  it("removes second sections and keys that say the same, and no others", async () => {
    const extra = "[profile a]\nregion = x\n# why\noutput = json\n# next\n";
    const different = "[profile b]\nregion = x\nregion = y\n[profile b]\nregion = z\n";
    expect(
      await repairConfigOf(`${SOUND_CONFIG}${extra}${extra}[profile c]\nregion = x\nregion = x\n${different}`),
    ).toBe(`${SOUND_CONFIG}${extra}# next\n[profile c]\nregion = x\n${different}`);
  });

  it("does not join two keys that differ only in their spelling", async () => {
    const before = SOUND_CONFIG.replace("region = eu-west-1", "Region = us-east-1\nregion = eu-west-1");
    expect(await repairConfigOf(before)).toBe(before);
  });

  it("touches one profile and its session when it is asked to", async () => {
    const fault = "SSO_Session = corp\nsso_account_id = 1\nsso_role_name = r\nregion = x\n";
    const before = `[profile a]\n${fault}[profile b]\n${fault}${SOUND_CONFIG}`;
    const { config } = await repairHome({ config: before }, "b");
    expect(config).toBe(before.replace("[profile b]\nSSO_Session", "[profile b]\nsso_session"));
  });

  it("goes through a symbolic link", async () => {
    const home = await makeHome({ configIsLinkTo: "../dotfile" });
    const config = path.join(home, ".aws", "config");
    await writeFile(path.join(home, "dotfile"), `\u{FEFF}${SOUND_CONFIG}`);
    const targets = { config, credentials: path.join(home, "none"), profile: undefined };
    await changeConfigFile(
      () => planConfigRepair(targets),
      async () => true,
    );
    expect(await readFile(path.join(home, "dotfile"), "utf8")).toBe(SOUND_CONFIG);
    await expect(symlink("x", config)).rejects.toThrow("EEXIST");
  });
});

describe("a repair of the credentials file", () => {
  it("sets keys aside that get in the way of a sign-in, and deletes none", async () => {
    const { credentials } = await repairHome({ credentials: `# mine\n[dev] # old\n${KEYS}\n[other]\n${KEYS}` });
    expect(credentials).toBe(`# mine\n[dev-old] # old\n${KEYS}\n[other]\n${KEYS}`);
  });

  it("takes the next name that neither file uses", async () => {
    const config = `${SOUND_CONFIG}[profile dev-old]\nregion = x\n`;
    const { credentials } = await repairHome({ config, credentials: `[dev-old-2]\n${KEYS}[dev]\n${KEYS}` });
    expect(credentials).toBe(`[dev-old-2]\n${KEYS}[dev-old-3]\n${KEYS}`);
  });

  it("shows no secret in its diff", async () => {
    const home = await makeHome({ credentials: `[dev]\n${KEYS}` });
    const file = (name: string) => path.join(home, ".aws", name);
    const { diff } = await planCredentialsRepair({
      config: file("config"),
      credentials: file("credentials"),
      profile: undefined,
    });
    expect(diff).toContain("+[dev-old]");
    expect(diff).not.toContain("SECRET");
  });
});

describe("a repair of modes", () => {
  it("takes from others what they may do, and gives nobody more", async () => {
    const parts = { credentials: "", credentialsMode: 0o444, tokenMode: 0o664, cacheMode: 0o755 };
    const home = await makeHome(parts);
    const loose = looseModes(await inspectAgain(home, parts));
    for (const one of loose) await tightenMode(one);
    const modes = await Promise.all(loose.map(async ({ file }) => (await stat(file)).mode & 0o777));
    expect(modes).toEqual([0o400, 0o700, 0o600]);
    expect(looseModes(await inspectAgain(home, parts))).toEqual([]);
  });
});
