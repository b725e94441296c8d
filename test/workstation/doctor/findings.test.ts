import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { EXAMINATIONS, examine } from "../../../src/workstation/doctor/examine.ts";
import { growth } from "../../how-much.ts";
import { MACHINES } from "../credentials/machines.ts";
import { type HomeParts, inspectHome, SOUND_CONFIG } from "../inspection/inspected-home.ts";

const KEYS = "aws_access_key_id = AKIAEXAMPLE\naws_secret_access_key = SECRET-KEY\n";
const ROLE = "role_arn = arn:aws:iam::222222222222:role/Ops\n";
const BLANK_SESSION =
  "[sso-session my corp]\nsso_start_url = https://a.awsapps.com/start\nsso_region = x\nsso_registration_scopes = sso:account:access\n";
const { raw } = String;
const changed = (from: string | RegExp, to: string) => ({ config: SOUND_CONFIG.replace(from, () => to) });
const added = (text: string) => ({ config: `${SOUND_CONFIG}${text}` });
const env = (variables: Readonly<Record<string, string>>) => ({ env: variables });

/** The finding, a home that has the fault, and one that nearly has it. */
const CASES: readonly (readonly [id: string, faulty: HomeParts, sound: HomeParts])[] = [
  ["byte-order-mark", { config: `\u{FEFF}${SOUND_CONFIG}` }, added("# \u{FEFF}\n")],
  ["not-utf-8", { config: Buffer.from(`# caf\xe9\n${SOUND_CONFIG}`, "latin1") }, { config: `# café\n${SOUND_CONFIG}` }],
  ["text-before-first-section", { config: `region = x\n${SOUND_CONFIG}` }, { config: `# region = x\n${SOUND_CONFIG}` }],
  ["junk-line", added("nonsense\n"), added("# nonsense\n")],
  ["aws-cli-refuses-file", added("[profile s]\ns3 =\n  nonsense\n"), added("[profile s]\ns3 =\n  a = b\n")],
  [
    "lone-carriage-return",
    { config: SOUND_CONFIG.replaceAll("\n", "\r") },
    { config: SOUND_CONFIG.replaceAll("\n", "\r\n") },
  ],
  ["encrypted-file", { credentials: "\0GITCRYPT\0\x01\x02" }, { credentials: "# GITCRYPT\n" }],
  ["encrypted-file", { config: "$ANSIBLE_VAULT;1.1;AES256\n3264\n" }, added("# $ANSIBLE_VAULT;\n")],
  ["no-text-file", { config: Buffer.from(`\u{FEFF}${SOUND_CONFIG}`, "utf16le") }, {}],
  ["dangling-link", { configIsLinkTo: "/nowhere/at/all" }, {}],
  ["unreadable-file", { configIsFolder: true }, {}],
  ["duplicate-section", added("[profile dev]\nregion = x\n"), added("[profile dev2]\nregion = x\n")],
  [
    "duplicate-key",
    changed("region = eu", "region = x\nregion = eu"),
    changed("region = eu", "output = x\nregion = eu"),
  ],
  ["same-section-spelled-twice", added('[profile "dev"]\nregion = x\n'), added('[profile "dev2"]\nregion = x\n')],
  ["two-default-profiles", added("[default]\na = b\n[profile default]\na = b\n"), added("[default]\na = b\n")],
  ["name-unread-by-sdk", added("[profile ünal]\na = b\n"), added("[profile unal]\na = b\n")],
  ["name-unread-by-sdk", added("[profile  two]\na = b\n"), added("[profile two]\na = b\n")],
  ["name-unread-by-sdk", added('[profile "a b"]\na = b\n'), added("[profile a-b]\na = b\n")],
  ["name-unread-by-aws-cli", added("[profile foo] # was [bar]\na = b\n"), added("[profile foo] # was bar\na = b\n")],
  ["name-unread-by-all", added("[ profile x ]\na = b\n"), added("[profile x]\na = b\n")],
  ["name-unread-by-all", added("[profile a b]\na = b\n"), added("[profile ab]\na = b\n")],
  ["name-poisons-file", added("[profile __proto__]\na = b\n"), added("[profile _proto_]\na = b\n")],
  ["name-with-plus", added("[profile a+b]\na = b\n"), added("[profile a.b]\na = b\n")],
  ["session-with-blanks", added(BLANK_SESSION), added(BLANK_SESSION.replace("my corp", "my-corp"))],
  ["session-with-blanks", added(BLANK_SESSION.replace("my corp", "'my corp'")), {}],
  ["session-in-credentials", { credentials: "[sso-session corp]\nsso_region = x\n" }, {}],
  ["name-unread-by-sdk", { credentials: `[my keys]\n${KEYS}` }, { credentials: `[my-keys]\n${KEYS}` }],
  ["profile-without-prefix", added("[foo]\nregion = b\n"), added("[services foo]\nregion = b\n")],
  ["profile-without-prefix", added("[foo]\nsso_session = corp\n"), added("[plugins]\nregion = b\n")],
  ["prefix-in-credentials", { credentials: `[profile x]\n${KEYS}` }, { credentials: `[x]\n${KEYS}` }],
  ["leaking-default-section", added("[DEFAULT]\noutput = json\n"), added("[default]\noutput = json\n")],
  ["upper-case-key", changed("sso_role_name", "SSO_Role_Name"), added("# Region = x\n")],
  ["colon-separator", changed("sso_account_id =", "sso_account_id:"), changed("amplify-policy", "a:b")],
  ["inline-comment", changed("= corp", "= corp # mine"), changed("/start", "/start#/")],
  ["indented-key", changed("sso_role_name", "  sso_role_name"), added("[profile s]\ns3 =\n  a = b\n")],
  ["sso-session-missing", changed("= corp", "= other"), {}],
  ["sso-session-incomplete", changed("sso_region = eu-west-1\n", ""), {}],
  [
    "sso-region-not-portals",
    changed(/sso_start_url = \S+/, "sso_start_url = https://ssoins-7223a1b2c3d4e5f6.portal.eu-central-1.app.aws"),
    changed(/sso_start_url = \S+/, "sso_start_url = https://ssoins-7223a1b2c3d4e5f6.portal.eu-west-1.app.aws/#/"),
  ],
  [
    "sso-region-not-portals",
    changed(/sso_start_url = \S+/, "sso_start_url = https://start.home.awsapps.cn/directory/acme"),
    {},
  ],
  ["sso-profile-incomplete", changed("sso_role_name = amplify-policy\n", ""), {}],
  ["sso-region-missing", changed("\nregion = eu-west-1", ""), {}],
  [
    "legacy-keys-contradict",
    changed("= corp", "= corp\nsso_region = us-east-1"),
    changed("= corp", "= corp\nsso_region = eu-west-1"),
  ],
  ["legacy-sso-profile", added("[profile old]\nsso_start_url = https://x.awsapps.com/start\n"), {}],
  ["sso-scopes-missing", changed("sso_registration_scopes = sso:account:access\n", ""), {}],
  [
    "credential-process-in-sso-profile",
    changed("= corp", "= corp\ncredential_process = x"),
    added("[profile p]\ncredential_process = x\n"),
  ],
  [
    "role-without-source",
    added(`[profile r]\n${ROLE}region = x\n`),
    added(`[profile r]\n${ROLE}source_profile = dev\n`),
  ],
  [
    "role-with-two-sources",
    added(`[profile r]\n${ROLE}source_profile = dev\ncredential_source = Environment\n`),
    added(`[profile r]\n${ROLE}source_profile = dev\n`),
  ],
  [
    "source-profile-missing",
    added(`[profile r]\n${ROLE}source_profile = def\n`),
    { ...added(`[profile r]\n${ROLE}source_profile = keys\n`), credentials: `[keys]\n${KEYS}` },
  ],
  [
    "source-profile-circle",
    added(`[profile r]\n${ROLE}source_profile = q\n[profile q]\n${ROLE}source_profile = r\n`),
    added(`[profile r]\n${ROLE}source_profile = q\n[profile q]\n${ROLE}source_profile = dev\n`),
  ],
  [
    "source-profile-circle",
    added(`[profile r]\n${ROLE}source_profile = r\n`),
    added(`[profile r]\n${ROLE}source_profile = r\n${KEYS}`),
  ],
  [
    "credential-source-unknown",
    added(`[profile r]\n${ROLE}credential_source = Ec2InstanceMetaData\n`),
    added(`[profile r]\n${ROLE}credential_source = Ec2InstanceMetadata\n`),
  ],
  [
    "source-without-credentials",
    added(`[profile r]\n${ROLE}source_profile = base\n[profile base]\nregion = x\n`),
    added(`[profile r]\n${ROLE}source_profile = dev\n`),
  ],
  [
    "role-asks-for-code",
    added(`[profile r]\n${ROLE}source_profile = dev\nmfa_serial = arn:aws:iam::1:mfa/ana\n`),
    added("[profile r]\nmfa_serial = arn:aws:iam::1:mfa/ana\n"),
  ],
  [
    "process-prints-no-credentials",
    added("[profile p]\ncredential_process = aws sso login --profile dev\n"),
    added("[profile p]\ncredential_process = aws configure export-credentials --profile dev\n"),
  ],
  [
    "process-asks-itself",
    added("[profile p]\ncredential_process = aws configure export-credentials --profile p\n"),
    changed("= corp", "= corp\ncredential_process = aws configure export-credentials --profile dev"),
  ],
  [
    "process-needs-shell",
    added("[profile p]\ncredential_process = ~/bin/get-keys\n"),
    added("[profile p]\ncredential_process = /home/ana/bin/get-keys 'a|b'\n"),
  ],
  [
    "login-beside-others",
    added("[profile p]\nlogin_session = arn:aws:iam::1:user/a\ncredential_process = /bin/x\n"),
    added("[profile p]\nlogin_session = arn:aws:iam::1:user/a\n"),
  ],
  [
    "login-without-effect",
    { ...added("[profile p]\nlogin_session = arn:aws:iam::1:user/a\n"), credentials: `[p]\n${KEYS}` },
    added("[profile p]\nlogin_session = arn:aws:iam::1:user/a\n"),
  ],
  [
    "login-not-signed-in",
    added("[profile p]\nlogin_session = arn:aws:iam::1:user/a\n"),
    { ...added("[profile p]\nlogin_session = arn:aws:iam::1:user/a\n"), login: "arn:aws:iam::1:user/a" },
  ],
  ["static-keys-shadow-sso", { credentials: `[dev]\n${KEYS}` }, { credentials: `[dev-old]\n${KEYS}` }],
  ["static-keys-in-sso-profile", changed("= corp\n", `= corp\n${KEYS}`), added(`[profile keys]\n${KEYS}`)],
  [
    "keys-instead-of-sign-in",
    { config: "[default]\nsso_session = gone\nregion = x\n", credentials: `[default]\n${KEYS}` },
    { config: "[default]\nregion = x\n", credentials: `[default]\n${KEYS}` },
  ],
  [
    "keys-instead-of-sign-in",
    added(`[profile p]\nsso_start_url = https://a.awsapps.com/start\nregion = x\n${KEYS}`),
    added(`[profile p]\nregion = x\n${KEYS}`),
  ],
  [
    "clients-differ",
    added(`[profile p]\ncredential_process = /bin/x\n${KEYS}`),
    { ...added("[profile p]\nregion = x\n"), credentials: `[p]\ncredential_process = /bin/x\n${KEYS}` },
  ],
  [
    "one-client-alone",
    added(`[profile p]\nweb_identity_token_file = /token\n${KEYS}`),
    added(`[profile p]\nweb_identity_token_file = /token\n${ROLE}`),
  ],
  ["half-static-keys", { credentials: "[x]\naws_access_key_id = AKIAEXAMPLE\n" }, { credentials: `[x]\n${KEYS}` }],
  ["long-lived-keys", { credentials: `[x]\n${KEYS}` }, { credentials: `[x]\n${KEYS}aws_session_token = T\n` }],
  [
    "env-access-keys",
    env({ AWS_ACCESS_KEY_ID: "AKIA", AWS_SECRET_ACCESS_KEY: "SECRET-KEY" }),
    env({ AWS_ACCESS_KEY_ID: "" }),
  ],
  [
    "env-half-keys",
    env({ AWS_SECRET_ACCESS_KEY: "SECRET-KEY" }),
    env({ AWS_ACCESS_KEY_ID: "AKIA", AWS_SECRET_ACCESS_KEY: "S" }),
  ],
  [
    "env-keys-of-a-tool",
    env({ AWS_ACCESS_KEY_ID: "ASIA", AWS_SECRET_ACCESS_KEY: "S", AWS_SESSION_TOKEN: "T", AWS_VAULT: "dev" }),
    env({ AWS_ACCESS_KEY_ID: "AKIA", AWS_SECRET_ACCESS_KEY: "SECRET-KEY", AWS_VAULT: "dev" }),
  ],
  [
    "env-profiles-differ",
    env({ AWS_PROFILE: "dev", AWS_DEFAULT_PROFILE: "x" }),
    env({ AWS_PROFILE: "dev", AWS_DEFAULT_PROFILE: "dev" }),
  ],
  ["env-default-profile", env({ AWS_DEFAULT_PROFILE: "dev" }), env({ AWS_PROFILE: "dev" })],
  ["env-profile-empty", env({ AWS_PROFILE: "" }), env({ AWS_PROFILE: "dev" })],
  ["env-profile-missing", env({ AWS_PROFILE: "nobody" }), env({ AWS_PROFILE: "dev" })],
  ["env-region", env({ AWS_REGION: "us-east-1" }), env({ AWS_REGION: "eu-west-1" })],
  ["env-file-location", env({ AWS_CONFIG_FILE: "~/.aws/config" }), {}],
  ["env-file-location", env({ AWS_CONFIG_FILE: raw`$HOME/.aws/config` }), {}],
  ["env-endpoint-url", env({ AWS_ENDPOINT_URL_STS: "http://127.0.0.1:1" }), env({ AWS_ENDPOINT_URL: "" })],
  [
    "token-of-other-portal",
    { token: { startUrl: "https://d-0987654321.awsapps.com/start" } },
    { token: { startUrl: "https://d-1234567890.awsapps.com/start/#/" } },
  ],
  ["token-expired", { token: { expiresAt: "2026-11-21T05:59:59Z" } }, { token: { expiresAt: "2026-11-21T06:00:01Z" } }],
  [
    "token-expired",
    { token: { expiresAt: "2020-01-01T00:00:00UTC" } },
    { token: { expiresAt: "2020-01-01T00:00:00Z", refreshToken: "r", clientId: "c", clientSecret: "s" } },
  ],
  ["not-signed-in", { token: null }, {}],
  ["cache-file-unreadable", { token: "{" }, { token: "{}" }],
  ["credentials-mode", { credentials: "", credentialsMode: 0o640 }, { credentials: "", credentialsMode: 0o400 }],
  ["config-mode", { configMode: 0o664 }, { configMode: 0o644 }],
  ["cache-folder-mode", { cacheMode: 0o755 }, {}],
  ["cache-folder-mode", { login: "x", loginMode: 0o755 }, { login: "x" }],
  ["cache-file-mode", { tokenMode: 0o644 }, {}],
  ["cache-file-mode", { login: "x", loginFileMode: 0o644 }, { login: "x" }],
  ["node-too-old", { node: "18.20.0" }, { node: "20.0.0" }],
  ["node-ended", { node: "20.20.2" }, { node: "22.0.0" }],
  ["aws-cli-absent", { aws: null }, {}],
  ["aws-cli-silent", { aws: "segmentation fault" }, {}],
  ["aws-cli-v1", { aws: "aws-cli/1.45.11 Python/3.11" }, {}],
  ["aws-cli-before-sso-session", { aws: "aws-cli/2.8.13" }, { aws: "aws-cli/2.9.0" }],
  ["aws-cli-before-browser-sign-in", { aws: "aws-cli/2.21.3" }, { aws: "aws-cli/2.22.0" }],
  ["proxy-not-for-ampx", env({ https_proxy: "http://u:SECRET-KEY@proxy" }), env({ NO_PROXY: "*" })],
  ["proxy-unusable", env({ HTTPS_PROXY: "socks5://u:SECRET-KEY@proxy" }), env({ ALL_PROXY: "" })],
  ["ca-bundle-not-for-node", env({ AWS_CA_BUNDLE: "/ca" }), env({ AWS_CA_BUNDLE: "/ca", NODE_EXTRA_CA_CERTS: "/ca" })],
  [
    "ca-bundle-not-for-aws-cli",
    env({ NODE_EXTRA_CA_CERTS: "/ca" }),
    env({ AWS_CA_BUNDLE: "/ca", NODE_EXTRA_CA_CERTS: "/ca" }),
  ],
  ["tls-not-verified", env({ NODE_TLS_REJECT_UNAUTHORIZED: "0" }), env({ NODE_TLS_REJECT_UNAUTHORIZED: "1" })],
];

const idsOf = async (parts: HomeParts) => examine(await inspectHome(parts)).map(({ id }) => id);

describe("what the doctor finds", () => {
  it("is nothing on a sound machine", async () => {
    expect(examine(await inspectHome())).toEqual([]);
  });

  it.each(CASES)("%s", async (id, faulty, sound) => {
    expect(await idsOf(faulty)).toContain(id);
    expect(await idsOf(sound)).not.toContain(id);
  });

  it("never holds a secret", async () => {
    const told = await Promise.all(CASES.map(async ([, faulty]) => JSON.stringify(examine(await inspectHome(faulty)))));
    expect(told.join("")).not.toMatch(/SECRET-|AKIA/);
  });

  it("is told for one profile without what concerns only others", async () => {
    const inspection = await inspectHome(added("[profile other]\nsso_session = gone\n"));
    expect(examine(inspection, "dev")).toEqual([]);
    expect(new Set(examine(inspection, "other").map(({ profile }) => profile))).toEqual(new Set(["other"]));
    expect(examine(inspection, "nobody").map(({ id }) => id)).toEqual(["profile-not-found"]);
  });

  it("is told for 10,000 profiles with work that grows as their number does", async () => {
    const look = async (count: number) => {
      const many = Array.from({ length: count }, (_, n) => `[profile p${n}]\nSSO_Session = corp # c\nregion = x\n`);
      expect(examine(await inspectHome(added(many.join("")))).length).toBeGreaterThanOrEqual(3 * count);
    };
    expect(await growth(look, 250)).toBeLessThan(10);
  });
});

describe("what people's machines are told", () => {
  const told = async (title: string) => {
    const machine = MACHINES.find((one) => one.title === title);
    const found = examine(await inspectHome({ ...machine, token: null }));
    return found.filter(({ severity, profile }) => severity !== "note" && profile !== undefined);
  };

  it("is that the keys are used, beside a portal or session that names no role, and nothing is repaired", async () => {
    for (const title of ["keys beside a portal that names no role", "keys beside a session that names no role"]) {
      const found = await told(title);
      expect(found.map(({ id, fixable }) => ({ id, fixable }))).toEqual([
        { id: "keys-instead-of-sign-in", fixable: false },
      ]);
    }
  });

  it("is nothing about a role that has its session beside its source", async () => {
    expect(await told("roles whose session stands beside their source")).toEqual([]);
  });
});

describe("a repair that would cost somebody something is not offered, and the finding says why", () => {
  const told = async (parts: HomeParts) => examine(await inspectHome(parts));

  it("where the keys that it respells would part two clients that sign in", async () => {
    const keys = KEYS.replace("aws_access_key_id", "AWS_ACCESS_KEY_ID").replace("aws_secret", "AWS_SECRET");
    const found = await told(changed("= corp\n", `= corp\n${keys}`));
    const spelling = found.filter(({ id }) => id === "upper-case-key");
    expect(spelling.map(({ fixable }) => fixable)).toEqual([false, false]);
    expect(spelling[0]?.remedy).toContain(
      '--fix does not do it here: after it the AWS CLI and the AWS SDK for JavaScript would get different credentials from the profile "dev".',
    );
  });

  it("where another profile assumes its role by the keys that it would set aside", async () => {
    const found = await told({
      ...added(`[profile  dev2]\nsso_session = corp\nsso_account_id = 111122223333\nsso_role_name = x\nregion = x\n`),
      credentials: `[dev2]\n${KEYS}`,
    });
    const [shadow] = found.filter(({ id }) => id === "static-keys-shadow-sso");
    expect(shadow).toMatchObject({ fixable: false, profile: "dev2" });
    expect(shadow?.remedy).toContain("the AWS SDK for JavaScript would get no credentials from the profile");
  });

  it("where two sections of one name differ", async () => {
    const found = await told(added("[profile dev]\nREGION = x\n"));
    const keys = found.filter(({ id }) => id === "upper-case-key");
    expect(keys).toMatchObject([{ fixable: false, remedy: expect.stringContaining("make one of them first") }]);
  });
});

describe("what people's files are told", () => {
  const told = async (parts: HomeParts) =>
    examine(await inspectHome({ token: null, ...parts }))
      .filter(({ severity }) => severity !== "note")
      .map(({ id, profile, session, fixable }) => ({ id, about: profile ?? session, fixable }));

  it("is one thing of an encrypted file, and nothing that follows from it", async () => {
    const encrypted = Buffer.from([0, ...Buffer.from("GITCRYPT"), 0, 200, 3, 10, 13, 61, 10, 91, 93]);
    const found = await told({ config: encrypted, env: { AWS_PROFILE: "dev" } });
    expect(found).toEqual([{ id: "encrypted-file", about: undefined, fixable: false }]);
    const home = await inspectHome({ config: encrypted });
    expect(examine(home, "dev").map(({ id }) => id)).not.toContain("profile-not-found");
  });

  it("is that a session with blanks is there, and never that it should be a profile", async () => {
    const config = `[profile my-org]\nsso_session = My Org\nsso_account_id = 111111111111\nsso_role_name = Dev\nregion = x\n${BLANK_SESSION.replace("my corp", "My Org")}`;
    expect(await told({ config })).toEqual([{ id: "session-with-blanks", about: "My Org", fixable: true }]);
    const all = examine(await inspectHome({ config }), "my-org");
    expect(all.find(({ id }) => id === "session-with-blanks")?.remedy).not.toContain("[profile");
  });

  it("is that a program prints nothing, in place of the sign-in beside it, and that a # before it is the repair", async () => {
    const config = SOUND_CONFIG.replace("= corp\n", "= corp\ncredential_process = aws sso login --profile dev\n");
    expect(await told({ config })).toEqual([{ id: "process-prints-no-credentials", about: "dev", fixable: true }]);
  });

  it("is a circle once, whoever is asked about", async () => {
    const config = `${SOUND_CONFIG}${["a", "b", "c"].map((one, at) => `[profile ${one}]\n${ROLE}source_profile = ${"bca"[at]}\n`).join("")}[profile d]\n${ROLE}source_profile = b\n`;
    expect((await told({ config })).map(({ id }) => id)).toEqual(["source-profile-circle"]);
    const inspection = await inspectHome({ config });
    for (const asked of ["a", "b", "c", "d"]) {
      expect(examine(inspection, asked).map(({ id }) => id)).toEqual(["source-profile-circle"]);
    }
    expect(examine(inspection, "dev")).toEqual([]);
  });

  it("is what a source that is not there may have meant", async () => {
    const inspection = await inspectHome(added(`[profile r]\n${ROLE}source_profile = dve\n`));
    expect(examine(inspection).find(({ id }) => id === "source-profile-missing")?.message).toContain(
      'Did you mean "dev"?',
    );
  });
});

describe("docs/doctor.md", () => {
  const page = readFileSync(new URL("../../../docs/doctor.md", import.meta.url), "utf8");
  const kinds = EXAMINATIONS.flatMap((one) => Object.entries(one.kinds));

  it("lists every finding with its severity, effect and remedy, and no others", () => {
    const rows = page.split("\n").flatMap((line) => {
      const cells = line.split(/(?<!\\)\|/).map((cell) => cell.trim());
      return /^`[a-z0-9-]+`$/.test(cells[1] ?? "") ? [cells.slice(1, 5)] : [];
    });
    const expected = kinds.map(([id, kind]) => [`\`${id}\``, kind.severity, kind.effect, kind.remedy]);
    expect(rows).toEqual(expected);
  });

  it("and every one of them has a case above", () => {
    const shown = new Set([...CASES.map(([id]) => id), "way-broken", "way-open", "profile-not-found"]);
    expect(kinds.map(([id]) => id).filter((id) => !shown.has(id))).toEqual([]);
  });
});
