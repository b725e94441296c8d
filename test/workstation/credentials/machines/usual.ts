import type { Machine } from "../asked-machine.ts";
import { both } from "./parts.ts";

const KEYS =
  "aws_access_key_id = AKIAIOSFODNN7EXAMPLE\naws_secret_access_key = wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY\n";
const SESSION = (name: string, portal = "acme", region = "us-east-1") =>
  `[sso-session ${name}]\nsso_start_url = https://${portal}.awsapps.com/start/#\nsso_region = ${region}\nsso_registration_scopes = sso:account:access\n`;

/** Machines as people have them, and what each profile gives to the AWS CLI and to the AWS SDK for JavaScript. */
export const USUAL: readonly Machine[] = [
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
