import { describe, expect, it } from "vitest";
import { readLikeEach } from "../../../src/workstation/aws-config/readings.ts";
import { lostCredentials } from "../../../src/workstation/credentials/lost-credentials.ts";
import { workingClients } from "../../../src/workstation/credentials/working-clients.ts";
import { KEYS, ROLE, SESSION, SIGN_IN } from "./machines/parts.ts";

function filesOf(config: string, credentials = "") {
  return { config: readLikeEach(config), credentials: readLikeEach(credentials), env: {} };
}

const working = (profile: string, config: string, credentials = "") =>
  workingClients(filesOf(config, credentials))(profile);
const EXPORT = "credential_process = aws configure export-credentials --profile dev --format process\n";
const DEV = `${SESSION}[profile dev]\n${SIGN_IN}`;

describe("a client works with a profile", () => {
  it.each([
    ["a whole sign-in", DEV, "", true, true],
    [
      "keys beside a portal that names no role",
      "[profile dev]\nsso_start_url = https://a/\n",
      `[dev]\n${KEYS}`,
      true,
      true,
    ],
    ["keys in capitals", "", `[dev]\n${KEYS.replaceAll("aws_", "AWS_")}`, true, false],
    ["a comment behind an account's id", DEV.replace("1111\n", "1111 # dev\n"), "", false, true],
    ["a comment behind a Region", DEV.replace("eu-west-1", "eu-west-1 # Ireland"), "", false, true],
    [
      "a comment behind a key's id",
      "",
      "[dev]\naws_access_key_id = AKIA # x\naws_secret_access_key = s\n",
      false,
      true,
    ],
    [
      "a role's ARN in quotes",
      `[profile dev]\n${ROLE.replace(/= (.*)/, '= "$1"')}source_profile = b\n`,
      `[b]\n${KEYS}`,
      false,
      false,
    ],
    ["an account's id that is too short", DEV.replace("111111111111", "11111111111"), "", false, false],
    ["nothing", "[profile dev]\nregion = eu-west-1\n", "", false, false],
  ])("where AWS can take what it finds: %s", (_, config, credentials, awsCli, jsSdk) => {
    expect(working("dev", config, credentials)).toEqual({ awsCli, jsSdk });
  });

  it("that exports another one's credentials as the AWS CLI does with that one", () => {
    const bridge = `[profile dev-gen1]\n${EXPORT}`;
    expect(working("dev-gen1", DEV + bridge)).toEqual({ awsCli: true, jsSdk: true });
    expect(working("dev-gen1", `[profile dev]\nsso_session = gone\n${bridge}`)).toEqual({
      awsCli: false,
      jsSdk: false,
    });
    expect(working("dev-gen1", bridge)).toEqual({ awsCli: false, jsSdk: false });
  });

  it("that exports its own credentials where the AWS CLI has others for it than the program", () => {
    expect(working("dev", DEV + EXPORT)).toEqual({ awsCli: true, jsSdk: true });
    expect(working("dev", `[profile dev]\n${EXPORT}`)).toEqual({ awsCli: false, jsSdk: false });
  });
});

describe("a change of the files takes credentials from nobody", () => {
  it.each([
    [
      "keys in capitals are written in small letters",
      filesOf("", `[dev]\n${KEYS.toUpperCase()}`),
      filesOf("", `[dev]\n${KEYS}`),
    ],
    ["keys give way to a whole sign-in", filesOf(DEV, `[dev]\n${KEYS}`), filesOf(DEV, `[dev-old]\n${KEYS}`)],
    ["what AWS could not take goes", filesOf(DEV.replace("1111\n", "\n")), filesOf("")],
  ])("when %s", (_, before, after) => {
    expect(lostCredentials(before, after)).toEqual([]);
  });

  it("unless a profile needs what is changed: by itself, behind a role, through a program", () => {
    const half = "[default]\nsso_start_url = https://a.awsapps.com/start\nsso_region = us-west-2\n";
    const others = `[profile ops]\n${ROLE}source_profile = default\n[profile gen1]\n${EXPORT.replace("dev", "ops")}`;
    const lost = lostCredentials(
      filesOf(half + others, `[default]\n${KEYS}`),
      filesOf(half + others, `[default-old]\n${KEYS}`),
    );
    const both = (profile: string) => [
      { profile, client: "the AWS CLI" },
      { profile, client: "the AWS SDK for JavaScript" },
    ];
    expect(lost).toEqual([...both("default"), ...both("ops"), ...both("gen1")]);
  });

  it("and tells the one client that loses them", () => {
    const spaced = `${DEV.replace("[profile dev]", '[profile "my dev"]')}`;
    const lost = lostCredentials(filesOf(spaced), filesOf(spaced.replaceAll('"', "")));
    expect(lost).toEqual([{ profile: "my dev", client: "the AWS CLI" }]);
  });
});
