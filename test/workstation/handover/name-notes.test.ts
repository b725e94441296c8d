import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { readBeside } from "../../../src/workstation/aws-config/file/config-file.ts";
import { readLikeEach } from "../../../src/workstation/aws-config/readings.ts";
import { claimOn } from "../../../src/workstation/credentials/profile-claim.ts";
import { nameNotes } from "../../../src/workstation/handover/name-notes.ts";

const KEYS = "aws_access_key_id = AKIA\naws_secret_access_key = s\n";
const SIGN_IN = `sso_session = amplify
sso_account_id = 111122223333
sso_role_name = amplify-policy
[sso-session amplify]
sso_start_url = https://d-1234567890.awsapps.com/start
sso_region = us-east-1
`;
const access = {
  accountId: "111122223333",
  accountName: "dev",
  permissionSet: "amplify-policy",
  region: "us-east-1",
  profile: "amplify",
};
const wish = { startUrl: "https://d-1234567890.awsapps.com/start", session: "amplify", ...access };

function notes(name: string, config: string, credentials: string) {
  const files = { config: readLikeEach(config), credentials: readLikeEach(credentials), env: {} };
  return nameNotes({ edits: [], profiles: [{ name, access }], roles: [] }, files);
}

describe("of the name that a profile gets is said", () => {
  it("nothing where it is the wanted one", () => {
    expect(notes("amplify", "", `[amplify]\n${KEYS}`)).toEqual([]);
  });

  it("what the wanted one stands for, and that it stays", () => {
    expect(notes("amplify-111122223333", "[profile amplify]\nregion = x\n", `[amplify]\n${KEYS}`)).toEqual([
      'The profile "amplify" is in use already: it stands for access keys of the credentials file. It stays as it is, and yours is "amplify-111122223333".',
    ]);
  });

  it("that it is in use, where nothing in it leads to credentials", () => {
    expect(notes("amplify-111122223333", "", "[amplify]\naws_access_key_id = AKIA\n")).toEqual([
      'The profile "amplify" is in use already. It stays as it is, and yours is "amplify-111122223333".',
    ]);
  });
});

describe("a name is taken", () => {
  const claim = (config: string, credentials: string) =>
    claimOn("amplify", wish, { config: readLikeEach(config), credentials: readLikeEach(credentials), env: {} });

  it.each([
    ["keys", KEYS],
    ["keys in capitals", KEYS.toUpperCase()],
    ["keys behind a colon", "aws_access_key_id: AKIA\naws_secret_access_key: s\n"],
    ["half a pair", "aws_secret_access_key = s\n"],
    ["a role", "role_arn = x\nsource_profile = y\n"],
    ["a program", "credential_process = /bin/keys\n"],
    ["a console's sign-in", "login_session = x\n"],
    ["the sign-in of another account", SIGN_IN.replace("111122223333", "999999999999").split("[")[0] ?? ""],
  ])("by %s in the credentials file, whether the config file has the profile or not", (_, lines) => {
    for (const config of ["", "[profile amplify]\nregion = x\n"]) {
      expect(claim(config, `[amplify]\n${lines}`)).not.toBe("free");
    }
  });

  it("in a credentials file that only the AWS SDK for JavaScript can read", async () => {
    const file = path.join(await mkdtemp(path.join(tmpdir(), "onboard-claims-")), "credentials");
    for (const unread of [Buffer.from(`# caf\xe9\n[amplify]\n${KEYS}`, "latin1"), `\u{FEFF}[amplify]\n${KEYS}`]) {
      await writeFile(file, unread);
      expect(claim("", await readBeside(file))).toBe("other-credentials");
    }
    expect(claim("", `nonsense\n[amplify]\n${KEYS}`)).toBe("other-credentials");
  });

  it("by nothing that is written under another name", () => {
    expect(claim("[amplify]\nregion = x\n", `[amplify-2]\n${KEYS}[profile amplify]\n${KEYS}`)).toBe("free");
  });
});
