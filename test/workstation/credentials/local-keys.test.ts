import { describe, expect, it } from "vitest";
import type { KeyOwner } from "../../../src/workstation/credentials/ask-owner.ts";
import { localKeys } from "../../../src/workstation/credentials/local-keys.ts";
import type { InspectedFile, Inspection } from "../../../src/workstation/inspection/inspect-machine.ts";
import { openInspection } from "../../../src/workstation/inspection/opened-inspection.ts";

const SSO = (name: string, account: string) =>
  `[profile ${name}]\nsso_session = corp\nsso_account_id = ${account}\nsso_role_name = amplify-policy\n`;
const KEYS = (end: string) => `aws_access_key_id = AKIAEXAMPLE22222${end}\naws_secret_access_key = SECRET\n`;
const SESSION = "[sso-session corp]\nsso_start_url = https://d-1234567890.awsapps.com/start\nsso_region = eu-west-1\n";
const NORTH = "210987654321";

function inspection(config: string, credentials: string, env: Inspection["env"] = {}, session = SESSION) {
  const file = (name: string, text: string): InspectedFile =>
    ({ state: "present", file: `/home/ana/.aws/${name}`, bytes: Buffer.from(text), mode: 0o600 }) as const;
  return openInspection({
    home: "/home/ana",
    platform: "linux",
    env,
    now: 0,
    node: "20.20.2",
    awsCli: { state: "absent" },
    config: file("config", `${config}${session}`),
    credentials: file("credentials", credentials),
    locationNotes: [],
    cacheFolder: { folder: "/home/ana/.aws/sso/cache", mode: undefined },
    cacheFiles: [],
    loginCache: { folder: "/login", mode: undefined, files: [] },
    roleCache: { folder: "/roles", mode: undefined, files: [] },
  });
}

describe("the long-lived keys of a machine", () => {
  it("stand in both files and in the environment", async () => {
    const env = { AWS_ACCESS_KEY_ID: "AKIAEXAMPLE22222CCCC", AWS_SECRET_ACCESS_KEY: "SECRET" };
    const found = await localKeys(inspection(`[profile b]\n${KEYS("BBBB")}`, `# mine\n[a]\n${KEYS("AAAA")}`, env));
    expect(found.map(({ end, profile, place }) => [end, profile, place])).toEqual([
      ["AAAA", "a", { kind: "file", file: "/home/ana/.aws/credentials", line: 2 }],
      ["BBBB", "b", { kind: "file", file: "/home/ana/.aws/config", line: 1 }],
      ["CCCC", undefined, { kind: "environment" }],
    ]);
  });

  it.each([
    ["of a role", KEYS("AAAA").replace("AKIA", "ASIA")],
    ["with a session token", `${KEYS("AAAA")}aws_session_token = TOKEN\n`],
    ["without their secret", "aws_access_key_id = AKIAEXAMPLE22222AAAA\n"],
    ["that are commented out", "# aws_access_key_id = AKIAEXAMPLE22222AAAA\n"],
  ])("are not those %s", async (_, lines) => {
    expect(await localKeys(inspection("", `[a]\n${lines}`))).toEqual([]);
  });

  it("name the profiles that assume a role with them", async () => {
    const chain = `[profile chain]\nrole_arn = arn:aws:iam::${NORTH}:role/x\nsource_profile = a\n`;
    expect((await localKeys(inspection(chain, `[a]\n${KEYS("AAAA")}`)))[0]?.dependents).toEqual(["chain"]);
  });

  it("never carry the secret, nor more of the id than its end", async () => {
    const found = JSON.stringify(await localKeys(inspection(SSO("a", NORTH), `[a]\n${KEYS("AAAA")}`)));
    expect(found).not.toMatch(/SECRET|AKIA/);
  });
});

describe("what replaces a key", () => {
  const replacement = async (config: string, section: string, owner?: KeyOwner) => {
    const ask = owner && (async () => owner);
    return (await localKeys(inspection(config, `[${section}]\n${KEYS("AAAA")}`), ask))[0]?.replacement;
  };
  const inNorth: KeyOwner = { kind: "known", accountId: NORTH, arn: `arn:aws:iam::${NORTH}:user/ana` };

  it("is no profile whose session is not there: nobody signs in with it", async () => {
    const [key] = await localKeys(inspection(SSO("dev", NORTH), `[dev]\n${KEYS("AAAA")}`, {}, ""));
    expect(key?.replacement).toBeUndefined();
  });

  it("is the SSO profile of the same name", async () => {
    expect(await replacement(SSO("dev", NORTH), "dev")).toEqual({ profiles: ["dev"], by: "same name" });
  });

  it.each(["dev-old", "dev-old-2"])("is the SSO profile for which the doctor set %s aside", async (section) => {
    expect(await replacement(SSO("dev", NORTH), section)).toEqual({ profiles: ["dev"], by: "name without -old" });
  });

  it("is not known for any other name, until AWS says which account it is", async () => {
    const config = `${SSO("dev", NORTH)}${SSO("two", NORTH)}${SSO("other", "345678901234")}`;
    expect(await replacement(config, "legacy")).toBeUndefined();
    expect(await replacement(config, "legacy", inNorth)).toEqual({ profiles: ["dev", "two"], by: "same account" });
  });

  it("is no profile of another account, though it has the name", async () => {
    expect(await replacement(SSO("dev", "345678901234"), "dev", inNorth)).toBeUndefined();
  });

  it("goes by the name where AWS could not be asked, or knows the key no more", async () => {
    for (const owner of [{ kind: "refused" }, { kind: "unknown", reason: "TimeoutError" }] as const)
      expect(await replacement(SSO("dev", NORTH), "dev", owner)).toMatchObject({ by: "same name" });
  });

  it("is no profile that signs in without an account", async () => {
    expect(await replacement("[profile dev]\nsso_session = corp\n", "dev")).toBeUndefined();
  });
});
