import fc from "fast-check";
import { readLikeEach } from "../../../src/workstation/aws-config/readings.ts";
import type { CredentialAnswer } from "../../../src/workstation/credentials/credential-source.ts";
import { credentialsIn } from "../../../src/workstation/credentials/credentials-in.ts";

/** The shared files of a machine, and the variables of its shell. */
export interface MachineFiles {
  readonly config: string;
  readonly credentials: string;
  readonly env?: Readonly<Record<string, string>>;
}

const KEYS =
  "aws_access_key_id = AKIAIOSFODNN7EXAMPLE\naws_secret_access_key = wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY\n";
const SESSION = (name: string, portal = "acme", region = "us-east-1") =>
  `[sso-session ${name}]\nsso_start_url = https://${portal}.awsapps.com/start/#\nsso_region = ${region}\nsso_registration_scopes = sso:account:access\n`;

/** Machines as people have them, and what each profile gives to the AWS CLI and to the AWS SDK for JavaScript. */
export const MACHINES: readonly (MachineFiles & {
  readonly title: string;
  readonly who: Readonly<Record<string, readonly [awsCli: string, jsSdk: string]>>;
})[] = [
  {
    title: "keys beside a portal that names no role",
    config:
      "[default]\nsso_start_url = https://d-1111111111.awsapps.com/start\nsso_region = us-west-2\nregion = us-west-2\n",
    credentials: `[default]\n${KEYS}`,
    who: { default: ["keys AKIAIOSFODNN7EXAMPLE", "keys AKIAIOSFODNN7EXAMPLE"] },
  },
  {
    title: "keys beside a session that names no role",
    config: `${SESSION("user", "acme", "eu-west-2")}\n[default]\nsso_session = user\nregion = eu-west-2\n`,
    credentials: `[default]\n${KEYS}`,
    who: { default: ["keys AKIAIOSFODNN7EXAMPLE", "keys AKIAIOSFODNN7EXAMPLE"] },
  },
  {
    title: "what amplify configure writes",
    config: "[profile amplify]\nregion=us-east-1\n",
    credentials: `[amplify]\n${KEYS.replaceAll(" = ", "=")}`,
    who: {
      amplify: ["keys AKIAIOSFODNN7EXAMPLE", "keys AKIAIOSFODNN7EXAMPLE"],
      default: ["none", "none"],
    },
  },
  {
    title: "roles whose session stands beside their source",
    config: `[default]
region = us-east-1

${SESSION("acme")}
[profile root]
region = us-east-1
sso_session = acme
sso_account_id = 111111111111
sso_role_name = AdministratorAccess

# the session stands here so that a sign-in command finds it; credentials come from the role
[profile nonprod]
sso_session = acme
source_profile = root
role_arn = arn:aws:iam::222222222222:role/OrganizationAccountAccessRole
region = us-east-1

[profile quality]
source_profile = root
role_arn = arn:aws:iam::333333333333:role/OrganizationAccountAccessRole
region = us-east-1
`,
    credentials: "",
    who: {
      root: both("sso AdministratorAccess in 111111111111 by https://acme.awsapps.com/start/# us-east-1"),
      nonprod: both(
        "role arn:aws:iam::222222222222:role/OrganizationAccountAccessRole of sso AdministratorAccess in 111111111111 by https://acme.awsapps.com/start/# us-east-1",
      ),
      quality: both(
        "role arn:aws:iam::333333333333:role/OrganizationAccountAccessRole of sso AdministratorAccess in 111111111111 by https://acme.awsapps.com/start/# us-east-1",
      ),
    },
  },
  {
    title: "a session with blanks in its name",
    config: `[profile my-org-dev]
sso_session = Admin in My Org
sso_account_id = 111111111111
sso_role_name = AdministratorAccess
region = eu-north-1
${SESSION("Admin in My Org")}`,
    credentials: "",
    who: { "my-org-dev": both("none") },
  },
  {
    title: "keys in capital letters",
    config: "[profile dev]\nregion = eu-central-1\noutput = json\ncli_pager =\n",
    credentials: `[dev]\n${KEYS.replace("aws_access_key_id", "AWS_ACCESS_KEY_ID").replace("aws_secret_access_key", "AWS_SECRET_ACCESS_KEY")}`,
    who: { dev: ["keys AKIAIOSFODNN7EXAMPLE", "none"] },
  },
  {
    title: "nested blocks and plugins",
    config:
      "\n[plugins]\nendpoint = awscli_plugin_endpoint\n[default]\nregion = fr-par\ns3 =\n  endpoint_url = https://s3.fr-par.scw.cloud\ns3api =\n  endpoint_url = https://s3.fr-par.scw.cloud\n",
    credentials: "",
    who: { default: both("none"), plugins: both("none") },
  },
  {
    title: "keys over a sign-in, and a sign-in that its session contradicts",
    config: `${SESSION("acme")}
[profile dev]
sso_session = acme
sso_account_id = 111111111111
sso_role_name = Dev
[profile old]
sso_session = acme
sso_region = eu-west-1
sso_account_id = 111111111111
sso_role_name = Dev
`,
    credentials: `[dev]\n${KEYS}`,
    who: {
      dev: ["sso Dev in 111111111111 by https://acme.awsapps.com/start/# us-east-1", "keys AKIAIOSFODNN7EXAMPLE"],
      old: ["none", "sso Dev in 111111111111 by https://acme.awsapps.com/start/# us-east-1"],
    },
  },
  {
    title: "a role with a code, circles, and keys of the shell",
    config: `[profile mfa]
role_arn = arn:aws:iam::222222222222:role/Ops
source_profile = base
mfa_serial = arn:aws:iam::111111111111:mfa/ana
[profile loop]
role_arn = arn:aws:iam::222222222222:role/Ops
source_profile = pool
[profile pool]
role_arn = arn:aws:iam::222222222222:role/Ops
source_profile = loop
[profile self]
role_arn = arn:aws:iam::222222222222:role/Ops
source_profile = self
${KEYS}[profile shell]
role_arn = arn:aws:iam::222222222222:role/Ops
credential_source = Environment
[profile both]
role_arn = arn:aws:iam::222222222222:role/Ops
credential_source = Environment
source_profile = base
[profile neither]
role_arn = arn:aws:iam::222222222222:role/Ops
`,
    credentials: `[base]\n${KEYS}`,
    who: {
      mfa: ["role arn:aws:iam::222222222222:role/Ops of keys AKIAIOSFODNN7EXAMPLE", "none"],
      loop: both("none"),
      self: both("role arn:aws:iam::222222222222:role/Ops of keys AKIAIOSFODNN7EXAMPLE"),
      shell: both("none"),
      both: both("none"),
      neither: both("none"),
      gone: both("none"),
    },
  },
  {
    title: "keys of the shell",
    config: "[profile dev]\nregion = eu-west-1\n",
    credentials: `[dev]\n${KEYS}`,
    env: { AWS_ACCESS_KEY_ID: "AKIASHELL", AWS_SECRET_ACCESS_KEY: "secret" },
    who: { dev: ["keys AKIASHELL", "keys AKIAIOSFODNN7EXAMPLE"], default: both("keys AKIASHELL"), gone: both("none") },
  },
  {
    title: "files that a client refuses",
    config: `[profile dev]\nregion = x\nnonsense\n[profile __proto__]\na = b\n`,
    credentials: `[dev]\n${KEYS}`,
    who: { dev: ["none", "keys AKIAIOSFODNN7EXAMPLE"] },
  },
];

function both(answer: string): readonly [string, string] {
  return [answer, answer];
}

/** An answer as one line, to compare with what the clients themselves resolve. */
function inOneLine(answer: CredentialAnswer): string {
  switch (answer.kind) {
    case "keys":
      return `keys ${answer.keyId}`;
    case "sso":
      return `sso ${answer.roleName} in ${answer.accountId} by ${answer.startUrl} ${answer.ssoRegion}`;
    case "role":
      return `role ${answer.roleArn} of ${inOneLine(answer.source)}`;
    case "web-identity":
      return `web-identity ${answer.roleArn}`;
    default:
      return answer.kind;
  }
}

/** What our model says of one profile: the AWS CLI, then the SDK. */
export function ourAnswers(
  { config, credentials, env = {} }: MachineFiles,
  profile: string,
): readonly [string, string] {
  const files = { config: readLikeEach(config), credentials: readLikeEach(credentials), env };
  const { awsCli, jsSdk } = credentialsIn(files)(profile);
  return [inOneLine(awsCli), inOneLine(jsSdk)];
}

/** The profiles that generated machines have, or lack. */
export const PROFILE_NAMES = ["default", "a", "b", "c"] as const;

/** Files that the programs of generated profiles read; the same paths on every machine. */
export interface SharedPaths {
  readonly process: string;
  readonly token: string;
}

const name = fc.constantFrom(...PROFILE_NAMES);
const session = fc.constantFrom("corp", "gone", "part");

/** Lines of profiles in which ways to get credentials are complete, half there, and on top of each other. */
function profileLines(paths: SharedPaths): fc.Arbitrary<readonly string[]> {
  const way = fc.oneof(
    fc.constantFrom<readonly string[]>(
      ["aws_access_key_id = AKIAONE", "aws_secret_access_key = one"],
      ["aws_access_key_id = AKIATWO", "aws_secret_access_key = two", "aws_session_token = t"],
      ["aws_access_key_id = AKIAHALF"],
      ["aws_secret_access_key = half"],
      ["AWS_ACCESS_KEY_ID = AKIAUPPER", "aws_secret_access_key = up"],
      ["sso_account_id = 111111111111", "sso_role_name = Dev"],
      ["sso_account_id = 111111111111"],
      ["sso_start_url = https://a.awsapps.com/start", "sso_region = us-east-1"],
      ["sso_region = eu-west-1"],
      [`credential_process = cat ${paths.process}`],
      [`web_identity_token_file = ${paths.token}`],
      ["role_arn = arn:aws:iam::222222222222:role/Ops"],
      ["credential_source = Environment"],
      ["mfa_serial = arn:aws:iam::111111111111:mfa/ana"],
      ["region = eu-west-1"],
    ),
    name.map((source) => [`source_profile = ${source}`]),
    name.map((source) => ["role_arn = arn:aws:iam::333333333333:role/Far", `source_profile = ${source}`]),
    session.map((one) => [`sso_session = ${one}`]),
    session.map((one) => [`sso_session = ${one}`, "sso_account_id = 111111111111", "sso_role_name = Dev"]),
  );
  return fc.array(way, { maxLength: 3 }).map((ways) => {
    const seen = new Set<string>();
    return ways.flat().filter((line) => {
      const key = (line.split(" ")[0] ?? "").toLowerCase();
      const isNew = !seen.has(key);
      seen.add(key);
      return isNew;
    });
  });
}

/** Machines with a few profiles in both files, some with keys in the shell. */
export function anyMachine(paths: SharedPaths): fc.Arbitrary<MachineFiles> {
  const sections = fc.uniqueArray(fc.tuple(name, profileLines(paths)), { selector: ([one]) => one, maxLength: 4 });
  const portals =
    "[sso-session corp]\nsso_start_url = https://a.awsapps.com/start\nsso_region = us-east-1\n[sso-session part]\nsso_region = us-east-1\n";
  const env = fc.constantFrom<Readonly<Record<string, string>>>(
    {},
    {},
    {},
    { AWS_ACCESS_KEY_ID: "AKIASHELL", AWS_SECRET_ACCESS_KEY: "secret" },
    { AWS_ACCESS_KEY_ID: "AKIASHELL" },
    { AWS_WEB_IDENTITY_TOKEN_FILE: paths.token, AWS_ROLE_ARN: "arn:aws:iam::444444444444:role/Pod" },
  );
  return fc.record({
    config: sections.map((all) => portals + all.map(([one, lines]) => [header(one), ...lines, ""].join("\n")).join("")),
    credentials: sections.map((all) => all.map(([one, lines]) => [`[${one}]`, ...lines, ""].join("\n")).join("")),
    env,
  });
}

function header(profile: string): string {
  return profile === "default" ? "[default]" : `[profile ${profile}]`;
}
